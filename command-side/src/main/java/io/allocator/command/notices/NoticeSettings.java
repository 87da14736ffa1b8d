package io.allocator.command.notices;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How purchasing is told.
 *
 * @param mail by e-mail
 */
@ConfigurationProperties("allocator.notices")
record NoticeSettings(@DefaultValue Mail mail) {

    /**
     * E-mail; the server is that of {@code spring.mail}.
     *
     * @param to purchasing's address, or several separated by commas; without one there is no mail, but a line in the log
     * @param from the sender's address; needed when {@code to} is set
     */
    record Mail(@Nullable String to, @Nullable String from) {}
}
