package io.allocator.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Answers what is refused before any application sees it, such as a malformed path, as a problem, not as HTML.
 *
 * <p>Tomcat refuses nearly all paths that are malformed, but takes parameters ({@code ;name=value}) off before it looks at
 * percent signs, and lets a lone {@code //} through. Spring fails at both, at telling of it too: so they are refused here.
 */
public final class ProblemValve extends ErrorReportValve {

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (response.isError() || isUri(request.getRequestURI())) {
            super.invoke(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setError();
            report(request, response, null);
        }
    }

    private static boolean isUri(String path) {
        try {
            var _ = new URI(path);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var type = ProblemType.of(status);
        var body = """
                {"type":"%s","title":"%s","status":%d,"detail":"%4$s","message":"%4$s"}"""
                .formatted(type.uri(), type.title(), status, "The request is malformed: its line, path or headers");
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(body);
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client went away before it was told of its malformed request", e);
        }
    }
}
