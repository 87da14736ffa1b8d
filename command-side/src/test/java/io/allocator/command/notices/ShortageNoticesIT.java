package io.allocator.command.notices;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** From a refusal to purchasing's mailbox: real nodes, a real PostgreSQL, a real SMTP conversation. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShortageNoticesIT {

    private Purchasing purchasing;
    private String database;

    @BeforeEach
    void start() {
        purchasing = new Purchasing();
        database = CommandSideNode.newDatabase();
    }

    @AfterEach
    void stop() {
        purchasing.close();
    }

    @Test
    void purchasing_gets_a_mail_that_says_what_is_short() throws Exception {
        try (var node = purchasing.node(database)) {
            addBatch(node, "RED-CHAIR", "b1", 1);
            refused(node, "RED-CHAIR", "o7", 12);

            var mail = purchasing.awaitMails(1).getFirst();

            assertThat(mail.getSubject()).isEqualTo("Out of stock – RED-CHAIR");
            assertThat(mail.getRecipients(RecipientType.TO)).containsExactly(new InternetAddress(Purchasing.ADDRESS));
            assertThat(mail.getFrom()).containsExactly(new InternetAddress("allocator@example.org"));
            assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            assertThat(text(mail)).contains("SKU:       RED-CHAIR\n", "Order:     o7, line 1\n", "Quantity:  12\n",
                    "Time:      " + event(node, "time_stamp").substring(0, "2011-01-02T03:04:05".length()) + "Z\n");
            assertThat(mail.getMessageID()).isEqualTo("<shortage-" + event(node, "event_identifier") + "@allocator>");
        }
    }

    @Test
    void each_episode_gets_one_mail_and_further_refusals_none() {
        try (var node = purchasing.node(database)) {
            addBatch(node, "CHAIR", "b1", 1);
            refused(node, "CHAIR", "o1", 5);
            refused(node, "CHAIR", "o2", 5);
            refused(node, "CHAIR", "o1", 5);
            addBatch(node, "CHAIR", "b2", 1);
            refused(node, "CHAIR", "o3", 5);
            refused(node, "CHAIR", "o4", 5);
            // Notices are sent in turn: when this one is there, what came before it is.
            addBatch(node, "TABLE", "b3", 1);
            refused(node, "TABLE", "o1", 5);
            await().atMost(Purchasing.PATIENCE)
                    .until(() -> purchasing.subjects().anyMatch("Out of stock – TABLE"::equals));

            assertThat(purchasing.subjects()).containsExactly("Out of stock – CHAIR", "Out of stock – CHAIR",
                    "Out of stock – TABLE");
        }
    }

    @Test
    void a_mail_server_that_is_away_keeps_nobody_waiting_and_the_mail_comes_once_it_is_back() throws Exception {
        purchasing.goesAway();
        try (var node = purchasing.node(database)) {
            addBatch(node, "CHAIR", "b1", 1);
            refused(node, "CHAIR", "o1", 5);
            await().atMost(Purchasing.PATIENCE)
                    .until(() -> count(node, "tries >= 2 AND last_error IS NOT NULL AND sent_at IS NULL") == 1);
            assertThat(status(node, "/actuator/health/readiness")).isEqualTo(200);
            assertThat(status(node, "/actuator/health")).isEqualTo(200);

            purchasing.comesBack();

            purchasing.awaitMails(1);
            await().atMost(Purchasing.PATIENCE)
                    .until(() -> count(node, "sent_at IS NOT NULL AND last_error IS NULL") == 1);
            assertThat(purchasing.subjects()).containsExactly("Out of stock – CHAIR");
        }
    }

    @Test
    void two_nodes_on_one_database_send_each_notice_once() {
        var skus = IntStream.rangeClosed(1, 60).mapToObj(n -> "SKU-" + n).toList();
        try (var one = purchasing.node(database); var other = purchasing.node(database)) {
            var nodes = Stream.of(one, other).toList();
            skus.parallelStream().forEach(sku -> {
                var node = nodes.get(sku.hashCode() & 1);
                addBatch(node, sku, "b-" + sku, 1);
                refused(node, sku, "o1", 5);
            });
            await().atMost(Purchasing.PATIENCE).until(() -> count(one, "sent_at IS NOT NULL") == skus.size());

            assertThat(purchasing.subjects())
                    .containsExactlyInAnyOrderElementsOf(skus.stream().map(sku -> "Out of stock – " + sku).toList());
            assertThat(count(one, "tries <> 1")).isZero();
        }
    }

    @Test
    void a_notice_of_a_process_that_ended_while_sending_it_is_sent_by_the_next() {
        try (var node = CommandSideNode.on(database)) {
            addBatch(node, "CHAIR", "b1", 1);
            refused(node, "CHAIR", "o1", 5);
            await().atMost(Purchasing.PATIENCE).until(() -> count(node, "sent_at IS NOT NULL") == 1);
            // as it is when its time with the one who took it is over
            node.sql().sql("UPDATE event_store.shortage_notice SET sent_at = NULL, next_try_at = now()").update();
        }
        try (var _ = purchasing.node(database)) {
            assertThat(purchasing.awaitMails(1)).hasSize(1);
        }
    }

    @Test
    void a_taken_notice_is_taken_by_nobody_else() {
        try (var node = CommandSideNode.on(database)) {
            var due = node.part(DueNotices.class);
            node.part(NoticeSender.class).stop();
            addBatch(node, "CHAIR", "b1", 1);
            refused(node, "CHAIR", "o1", 5);

            assertThat(due.take()).get().extracting(taken -> taken.notice().sku()).isEqualTo("CHAIR");
            assertThat(due.take()).isEmpty();
        }
    }

    @Test
    void events_that_are_read_again_are_not_told_again() {
        try (var node = purchasing.node(database)) {
            addBatch(node, "CHAIR", "b1", 1);
            refused(node, "CHAIR", "o1", 5);
            purchasing.awaitMails(1);
        }
        try (var node = purchasing.node(database)) {
            refused(node, "CHAIR", "o2", 5);
            addBatch(node, "TABLE", "b2", 1);
            refused(node, "TABLE", "o1", 5);
            purchasing.awaitMails(2);

            assertThat(purchasing.subjects()).containsExactly("Out of stock – CHAIR", "Out of stock – TABLE");
        }
    }

    @Test
    void a_decision_that_is_rolled_back_leaves_no_notice() {
        try (var node = purchasing.node(database)) {
            var unitOfWork = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command that fails"));
            unitOfWork.attachTransaction(node.part(TransactionManager.class));
            var result = unitOfWork.executeWithResult(() -> {
                node.part(EventStore.class).publish(new GenericDomainEventMessage<>("Product", "CHAIR", 0,
                        new ShortageStartedEvent("CHAIR", "o1", "1", 5)));
                unitOfWork.onPrepareCommit(_ -> {
                    throw new IllegalStateException("after " + node.part(DueNotices.class).untilNext().isPresent());
                });
                return "done";
            });

            assertThat(result.exceptionResult()).as("the notice was there, within the transaction")
                    .hasMessage("after true");
            assertThat(count(node, "true")).isZero();
        }
    }

    @Test
    void any_name_of_a_SKU_arrives_as_it_is() throws Exception {
        var odd = Stream.of("🪑 \"red\" <chair>; 'größe 2', 100 %", "=?UTF-8?Q?=0D=0ABcc:_other@example.org?=",
                "Bcc: other@example.org", "🪑".repeat(127), "a%s %n\\r\\n\u2028椅子").toList();
        try (var node = purchasing.node(database)) {
            for (var sku : odd) {
                addBatch(node, sku, "b" + odd.indexOf(sku), 1);
                refused(node, sku, "o1", 5);
            }

            for (var mail : purchasing.awaitMails(odd.size())) {
                assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress(Purchasing.ADDRESS));
                assertThat(text(mail)).contains("SKU:       " + Purchasing.subject(mail).substring(15) + "\n");
            }
            assertThat(purchasing.subjects())
                    .containsExactlyElementsOf(odd.stream().map(sku -> "Out of stock – " + sku).toList());
        }
    }

    private static void addBatch(CommandSideNode node, String sku, String reference, int quantity) {
        node.part(ProductGateway.class).send(new AddBatchCommand(sku, reference, quantity, null), "tester");
    }

    private static void refused(CommandSideNode node, String sku, String order, int quantity) {
        assertThat(node.part(ProductGateway.class).send(new AllocateCommand(sku, order, "1", quantity, REJECT),
                "tester").outcome()).isInstanceOf(AllocateOutcome.OutOfStock.class);
    }

    private static long count(CommandSideNode node, String condition) {
        return node.sql().sql("SELECT count(*) FROM event_store.shortage_notice WHERE " + condition).query(Long.class)
                .single();
    }

    private static String event(CommandSideNode node, String column) {
        return node.sql()
                .sql("SELECT " + column + " FROM event_store.domain_event WHERE payload_type LIKE '%Shortage%'")
                .query(String.class).single();
    }

    private static String text(MimeMessage mail) throws Exception {
        return mail.getContent().toString().replace("\r\n", "\n");
    }

    private static int status(CommandSideNode node, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(node.url(path))).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
