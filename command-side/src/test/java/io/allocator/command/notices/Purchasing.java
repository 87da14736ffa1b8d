package io.allocator.command.notices;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.allocator.command.CommandSideNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Purchasing's mail server, a real one on a port of its own. */
final class Purchasing implements AutoCloseable {

    static final String ADDRESS = "purchasing@example.org";

    /** For a busy machine; it is spent only by a test that fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private GreenMail server;

    Purchasing() {
        server = new GreenMail(setup(0));
        server.start();
        port = server.getSmtp().getPort();
    }

    private static ServerSetup setup(int port) {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE.toMillis());
        return setup;
    }

    /** Starts a node that sends its notices here. */
    CommandSideNode node(String database) {
        return CommandSideNode.on(database, "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + port,
                "--allocator.notices.mail.to=" + ADDRESS, "--allocator.notices.mail.from=allocator@example.org");
    }

    void goesAway() {
        server.stop();
    }

    void comesBack() {
        server = new GreenMail(setup(port));
        server.start();
    }

    List<MimeMessage> mails() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** Waits for this many mails, or more. */
    List<MimeMessage> awaitMails(int count) {
        await().atMost(PATIENCE).until(() -> mails().size() >= count);
        return mails();
    }

    Stream<String> subjects() {
        return mails().stream().map(Purchasing::subject);
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
