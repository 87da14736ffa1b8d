package io.allocator.command.notices;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSender;

/** Which way notices go, by the settings that are there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoticeSettingsIT {

    private static final String TO = "--allocator.notices.mail.to=purchasing@example.org";

    private final String database = CommandSideNode.newDatabase();

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void without_an_address_the_log_has_it_and_there_is_nothing_that_could_send_mail(CapturedOutput output) {
        try (var node = CommandSideNode.on(database, "--allocator.notices.mail.to=")) {
            var products = node.part(ProductGateway.class);
            products.send(new AddBatchCommand("CHAIR", "b1", 1, null), "tester");
            products.send(new AllocateCommand("CHAIR", "o1", "1", 5, REJECT), "tester");

            await().atMost(Purchasing.PATIENCE)
                    .until(() -> node.sql().sql("SELECT sent_at IS NOT NULL FROM event_store.shortage_notice")
                            .query(Boolean.class).single());
            assertThat(output).containsOnlyOnce("Out of stock: CHAIR (first refused: order o1, line 1, quantity 5");
            assertThatThrownBy(() -> node.part(JavaMailSender.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
        }
    }

    @Test
    void an_address_without_a_server_keeps_the_program_from_starting() {
        assertThatThrownBy(() -> CommandSideNode.on(database, TO))
                .hasRootCauseMessage("allocator.notices.mail.to is set, but spring.mail.host is not");
    }

    @Test
    void something_else_than_an_address_keeps_the_program_from_starting() {
        assertThatThrownBy(() -> CommandSideNode.on(database, "--spring.mail.host=127.0.0.1", TO,
                "--allocator.notices.mail.from=not an address"))
                .hasStackTraceContaining("Not a mail address");
    }
}
