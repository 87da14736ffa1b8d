package io.allocator.command.product;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How products are kept.
 *
 * @param cacheSize how many lines and batches the products kept in memory may hold together, some 100 bytes each
 * @param snapshotEvery events of one product after which its state is stored, so that loading reads about that many at
 *     most; more for a product that holds more than four times as many lines
 */
@ConfigurationProperties("allocator.product")
record ProductSettings(@DefaultValue("400000") long cacheSize, @DefaultValue("250") int snapshotEvery) {}
