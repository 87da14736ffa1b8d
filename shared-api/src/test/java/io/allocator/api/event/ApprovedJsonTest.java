package io.allocator.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pins the stored shape of every event, in a file {@code <Event>.<revision>.json} beside this class's resources, and in
 * {@code <Event>.<revision>.without.json} that without what may be missing. When
 * one fails, the shape of stored data has changed: give the event a new revision, write an upcaster for the old one,
 * and approve a new file; the old file stays, as the upcaster's test data.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApprovedJsonTest {

    private static final Jackson3Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private static final String SKU = "RED CHAIR/Größe 2";

    /** One example of each event, every field set. */
    static List<ProductEvent> events() {
        var eta = LocalDate.of(2011, 1, 31);
        return List.of(
                new BatchAddedEvent(SKU, "batch-001", 100, eta),
                new BatchEtaChangedEvent(SKU, "batch-001", eta, eta.plusDays(7)),
                new BatchQuantityChangedEvent(SKU, "batch-001", 100, 80, 20, eta, 3),
                new LineAllocatedEvent(SKU, "order-001", "1", 10, "batch-001", eta),
                new LineBackorderedEvent(SKU, "order-002", "1", 10),
                new LineMovedEvent(SKU, "order-001", "1", 10, "batch-001", "batch-002", eta,
                        MoveReason.BATCH_QUANTITY_REDUCED),
                new LineReleasedEvent(SKU, "order-001", "1", 10, "batch-001", ReleaseReason.REQUESTED),
                new LineShippedEvent(SKU, "order-001", "1", 10, "batch-001"),
                new ShortageStartedEvent(SKU, "order-002", "1", 1_000_000_000));
    }

    /** Of those that have a form with less in it. */
    static Stream<ProductEvent> eventsWithoutDateOrBatch() {
        return Stream.of(
                new BatchAddedEvent(SKU, "batch-001", 100, null),
                new BatchEtaChangedEvent(SKU, "batch-001", null, null),
                new BatchQuantityChangedEvent(SKU, "batch-001", 100, 80, 20, null, 3),
                new LineAllocatedEvent(SKU, "order-001", "1", 10, "batch-001", null),
                new LineMovedEvent(SKU, "order-001", "1", 10, null, null, null, MoveReason.STOCK_BECAME_AVAILABLE),
                new LineReleasedEvent(SKU, "order-001", "1", 10, null, ReleaseReason.REQUESTED));
    }

    @Test
    void every_event_has_an_example_here() {
        assertThat(events()).extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(ProductEvent.class.getPermittedSubclasses()));
    }

    /** What is stored is their names. */
    @Test
    void every_reason_is_in_an_example_here() {
        var examples = Stream.concat(events().stream(), eventsWithoutDateOrBatch()).toList();
        assertThat(examples).filteredOn(LineMovedEvent.class::isInstance).extracting("reason")
                .contains((Object[]) MoveReason.values());
        assertThat(examples).filteredOn(LineReleasedEvent.class::isInstance).extracting("reason")
                .contains((Object[]) ReleaseReason.values());
    }

    static Stream<Arguments> examples() {
        return Stream.concat(events().stream().map(event -> Arguments.of(event, "")),
                eventsWithoutDateOrBatch().map(event -> Arguments.of(event, ".without")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_stored_JSON_is_the_approved_one(ProductEvent event, String form) {
        var stored = SERIALIZER.serialize(event, String.class);

        assertThat(stored.getType().getRevision()).isEqualTo(revision(event));
        assertThat(pretty(stored.getData())).isEqualTo(approved(event, form));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_approved_JSON_reads_as_the_event(ProductEvent event, String form) {
        assertThat(read(approved(event, form), event)).isEqualTo(event);
    }

    private static Object read(String json, ProductEvent event) {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(json, String.class, event.getClass().getName(),
                revision(event)));
    }

    private static String revision(ProductEvent event) {
        return event.getClass().getAnnotation(Revision.class).value();
    }

    private static String pretty(String json) {
        var mapper = JsonMapper.builder().build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json)).replace("\r", "")
                .strip();
    }

    private static String approved(ProductEvent event, String form) {
        var name = event.getClass().getSimpleName() + "." + revision(event) + form + ".json";
        try (var file = ApprovedJsonTest.class.getResourceAsStream(name)) {
            assertThat(file).as("approved file %s", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
