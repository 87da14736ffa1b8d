package io.allocator.command.notices;

import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.StringUtils;

/** Which shortages are noted, and which way they go to purchasing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
class NoticesConfiguration {

    /** Subscribed before anything can send a command, so that no shortage passes unseen. */
    @Bean
    DueNotices dueNotices(@Qualifier("eventStore") DataSource database, EventStore events) {
        var notices = new DueNotices(database);
        events.subscribe(notices);
        return notices;
    }

    @Bean
    NoticeSender noticeSender(DueNotices due, ShortageNotices notices) {
        return new NoticeSender(due, notices);
    }

    /** By mail where an address is set, and in the log otherwise. Half of a mail's settings keep the program from starting. */
    @Bean
    ShortageNotices shortageNotices(NoticeSettings settings, ObjectProvider<JavaMailSender> server) {
        var to = settings.mail().to();
        if (!StringUtils.hasText(to)) {
            return new LogShortageNotices();
        }
        return new MailShortageNotices(required(server.getIfAvailable(), "spring.mail.host"),
                required(settings.mail().from(), "allocator.notices.mail.from"), to);
    }

    private static <T> T required(@Nullable T setting, String name) {
        if (setting == null) {
            throw new IllegalStateException("allocator.notices.mail.to is set, but " + name + " is not");
        }
        return setting;
    }
}
