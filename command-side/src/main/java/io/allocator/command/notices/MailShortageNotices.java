package io.allocator.command.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Notices as e-mails, one for each shortage. SMTP can promise no more than "at least once": when the connection breaks
 * after the server has taken a mail and before it has said so, the mail is sent again. Both then carry the same
 * Message-ID, made from the event's identifier, by which mail servers and readers know the second for what it is.
 */
final class MailShortageNotices implements ShortageNotices {

    private final JavaMailSender server;
    private final InternetAddress from;
    private final InternetAddress[] to;

    /**
     * @param from one address
     * @param to one or more, separated by commas
     * @throws IllegalArgumentException when these are no addresses
     */
    MailShortageNotices(JavaMailSender server, String from, String to) {
        this.server = server;
        try {
            this.from = new InternetAddress(from, true);
            this.to = InternetAddress.parse(to, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("Not a mail address: " + e.getMessage(), e);
        }
    }

    @Override
    public void tellPurchasing(ShortageNotice notice) {
        server.send(message -> write(notice, message));
    }

    private void write(ShortageNotice notice, MimeMessage message) throws MessagingException {
        var mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        mail.setFrom(from);
        mail.setTo(to);
        // The dash is not ASCII, so that the subject is always encoded as a whole, whatever is in the SKU: no line break
        // gets into the header, and a SKU that looks like an encoded word is not decoded.
        mail.setSubject("Out of stock – " + notice.sku());
        mail.setText("""
                This SKU is out of stock: no batch could take an order line.

                SKU:       %s
                Order:     %s, line %s
                Quantity:  %d
                Time:      %s

                Further refusals are not reported until its supply has grown.
                """.formatted(notice.sku(), notice.orderId(), notice.lineId(), notice.quantity(),
                notice.startedAt().truncatedTo(ChronoUnit.SECONDS)));
        message.setHeader("Message-ID", "<shortage-" + notice.eventIdentifier() + "@allocator>");
        // RFC 3834: nobody's absence is to be told to a machine
        message.setHeader("Auto-Submitted", "auto-generated");
    }
}
