package io.allocator.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body that is larger than any single request can be, before it is held in memory. Imports are read as a
 * stream and have no limit.
 */
public final class BodyLimit extends OncePerRequestFilter {

    /** The most bytes of a single request: four names of 255 characters, escaped in the longest way, fit in. */
    public static final int MAX_BYTES = 64 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var contentType = request.getContentType();
        return contentType != null && contentType.regionMatches(true, 0, "text/csv", 0, "text/csv".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new LimitedRequest(request), response);
    }

    /** The problem of a body over the limit. */
    static Problem problem() {
        return new Problem(ProblemType.INVALID_REQUEST, HttpStatus.CONTENT_TOO_LARGE.value(),
                "The body is larger than " + MAX_BYTES + " bytes",
                List.of(new InvalidField(InvalidField.BODY, "must not be larger than " + MAX_BYTES + " bytes")));
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        LimitedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), getContentLengthLong());
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream source;
        private long left;

        LimitedStream(ServletInputStream source, long declared) {
            this.source = source;
            // a declared length over the limit fails at the first read, whatever follows
            this.left = declared > MAX_BYTES ? -1 : MAX_BYTES;
        }

        @Override
        public int read() throws IOException {
            var next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = left < 0 ? 1 : source.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new ProblemException(problem());
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
