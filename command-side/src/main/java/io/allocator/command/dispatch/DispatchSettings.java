package io.allocator.command.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands wait for their turn.
 *
 * @param lanes on how many threads commands are decided, each with transactions of its own; a SKU is always on the same
 * @param together how many are committed together at most
 * @param waiting how many may wait; past it a command is refused at once
 * @param patience how long one waits for its answer
 * @param stalledAfter a turn that takes longer is taken for stuck: until it ends, commands are refused at once
 */
@ConfigurationProperties("allocator.commands")
record DispatchSettings(@DefaultValue("2") int lanes, @DefaultValue("256") int together,
        @DefaultValue("4000") int waiting,
        @DefaultValue("5s") Duration patience, @DefaultValue("2s") Duration stalledAfter) {}
