package io.allocator.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.command.CommandSideNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Rows that are told of one by one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StreamedReportIT {

    @Test
    void a_row_that_is_done_is_told_of_while_the_next_one_takes_long() throws Exception {
        try (var node = CommandSideNode.on(CommandSideNode.newDatabase(), "--allocator.commands.stalled-after=60s");
                var http = HttpClient.newHttpClient();
                var other = node.part(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                // who claims the same has to wait and see whether this claim is committed
                statement.execute("INSERT INTO event_store.batch_reference (reference, sku) VALUES ('b2', 'OTHER')");
            }
            var request = HttpRequest.newBuilder(URI.create(node.url("/batches/import")))
                    .header("Content-Type", "text/csv").header("Accept", "application/x-ndjson")
                    .POST(BodyPublishers.ofString("ref,sku,qty,eta\nb1,S,0,\nb2,S,5,\n")).build();

            var answer = http.send(request, BodyHandlers.ofInputStream());

            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith("{\"row\":1,\"code\":400");
                other.rollback();
                other.setAutoCommit(true);
                assertThat(lines.readLine()).startsWith("{\"row\":2,\"code\":201");
                assertThat(lines.readLine()).startsWith("{\"summary\":");
            }
        }
    }
}
