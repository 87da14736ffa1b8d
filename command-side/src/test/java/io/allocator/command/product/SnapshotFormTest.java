package io.allocator.command.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.command.product.stock.StockState;
import io.allocator.command.product.stock.StockState.BatchState;
import io.allocator.command.product.stock.StockState.LineState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pins the stored form of a snapshot, in the file {@code Product.<revision>.json} beside this class's resources. When it
 * fails, give {@link Product} a new revision and approve a file for it: snapshots of another revision are not read.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SnapshotFormTest {

    private static final Jackson3Serializer SERIALIZER = Jackson3Serializer.builder().build();
    private static final String REVISION = Product.class.getAnnotation(Revision.class).value();

    /** With every field set, and with what may be missing missing. */
    private static final ProductState STATE = new ProductState("RED CHAIR/Größe 2",
            new StockState(
                    List.of(new BatchState("batch-001", 0, 20, 5, null),
                            new BatchState("batch-003", 2, 100, 0, LocalDate.of(2011, 1, 31))),
                    List.of(new LineState("order-002", "1", 10, 1, "batch-003"),
                            new LineState("order-004", "a", 1_000, 3, null)),
                    3, 4, 2, true));

    @Test
    void the_stored_JSON_is_the_approved_one() throws IOException {
        var stored = SERIALIZER.serialize(STATE, String.class).getData();

        assertThat(JsonMapper.shared().readTree(stored)).isEqualTo(JsonMapper.shared().readTree(approved()));
    }

    @Test
    void the_approved_JSON_reads_as_a_product_that_holds_the_same() throws IOException {
        Product product = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(approved(), String.class, Product.class.getName(), REVISION));

        assertThat(product.captured().get()).isEqualTo(STATE);
    }

    private static String approved() throws IOException {
        var name = "Product." + REVISION + ".json";
        try (var file = SnapshotFormTest.class.getResourceAsStream(name)) {
            assertThat(file).as("approved file %s", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
