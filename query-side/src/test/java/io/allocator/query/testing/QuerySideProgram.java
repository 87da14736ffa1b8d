package io.allocator.query.testing;

import io.allocator.query.QuerySideApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program, started in this JVM as its main method does, and asked over HTTP. */
public final class QuerySideProgram implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    /** Starts it on a database; settings are {@code name=value}. */
    public QuerySideProgram(Database database, String... settings) {
        this(database, UnaryOperator.identity(), settings);
    }

    /** Starts it on a database, whose connections it gets as the given function hands them out. */
    public QuerySideProgram(Database database, UnaryOperator<DataSource> connections, String... settings) {
        this(database, DataSource.class, connections, settings);
    }

    /** Starts it on a database; beans of a type it gets as the given function makes them of its own. */
    public <T> QuerySideProgram(Database database, Class<T> type, UnaryOperator<T> change, String... settings) {
        var arguments = new ArrayList<String>(List.of("--spring.datasource.url=" + database.url(), "--server.port=0",
                "--spring.datasource.hikari.maximum-pool-size=12"));
        List.of(settings).forEach(s -> arguments.add("--" + s));
        context = new SpringApplicationBuilder(QuerySideApplication.class)
                .initializers(c -> c.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return type.isInstance(bean) ? change.apply(type.cast(bean)) : bean;
                    }
                })).run(arguments.toArray(String[]::new));
        root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** A bean of the program. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The program's beans. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Asks for a path whose segments are encoded here. */
    public HttpResponse<String> get(String... segments) {
        var path = new StringBuilder();
        for (var segment : segments) {
            path.append('/').append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return getRaw(path.toString());
    }

    /** Asks for a path as it is written. */
    public HttpResponse<String> getRaw(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for the headers of a path as it is written. */
    public HttpResponse<String> head(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).HEAD(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a path as it is written, with a header. */
    public HttpResponse<String> getWith(String path, String header, String value) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).header(header, value),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a path as it is written, with a header; the answer is read as it comes. */
    public HttpResponse<InputStream> streamWith(String path, String header, String value) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).header(header, value),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Asks for something to be done, by a path as it is written. */
    public HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).POST(HttpRequest.BodyPublishers.noBody()),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for something to be done, by a path as it is written, with a header. */
    public HttpResponse<String> postWith(String path, String header, String value) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).header(header, value)
                .POST(HttpRequest.BodyPublishers.noBody()), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for something to be no more, by a path as it is written. */
    public HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).DELETE(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status for a target that need not be a URI, byte for byte as it is written. */
    public int rawStatus(String target) throws IOException {
        var uri = URI.create(root);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            // HTTP/1.1 200 OK
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    /** Where the program is to be asked, without a slash at the end. */
    public String root() {
        return root;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
