package io.allocator.query.keeping;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which answers are kept.
 *
 * @param memory how much those of each kind may take, about; zero to keep none
 */
@ConfigurationProperties("allocator.kept-answers")
record KeepingProperties(@DefaultValue("32MB") DataSize memory) {}
