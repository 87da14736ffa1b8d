package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event that cannot be read, and a projection with a bug: one SKU stands still, the others go on, until it is mended. */
@FaultCase
class PoisonIT {

    private static final Duration SET_ASIDE_WITHIN = Duration.ofSeconds(30);
    private static final Duration RETRIED_WITHIN = Duration.ofSeconds(30);
    private static final Duration OTHERS_SEEN_WITHIN = Duration.ofSeconds(30);

    private static final String MAKE_BUG = """
            CREATE FUNCTION read_model.bug() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.sku = 'the-sku' AND NEW.order_id = 'the-sku-2' THEN RAISE EXCEPTION 'a bug of the projection'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER bug BEFORE INSERT ON read_model.allocation FOR EACH ROW EXECUTE FUNCTION read_model.bug()""";

    private static final String MEND_BUG = "DROP TRIGGER bug ON read_model.allocation; DROP FUNCTION read_model.bug()";

    private static final String SPOIL = """
            UPDATE event_store.domain_event SET payload = '{"sku": ' || payload WHERE aggregate_identifier = ?""";

    private static final String UNSPOIL = """
            UPDATE event_store.domain_event SET payload = substr(payload, 9) WHERE aggregate_identifier = ?""";

    @Test
    void aSkuThatABugOfAProjectionConcernsIsSetAsideAndRightOnceItIsMended(Nodes nodes) throws InterruptedException {
        var sku = Fresh.name("bug");
        var letters = new DeadLetters(nodes);
        nodes.postgres().execute(MAKE_BUG.replace("the-sku", sku));
        try (var load = Load.start(nodes, Run.random(PoisonIT.class))) {
            nodes.client().addBatch(sku, sku, 10, null).expect(201);
            for (var n = 1; n <= 4; n++) {
                nodes.client().allocate(sku + "-" + n, sku, 2).expect(201);
            }
            var began = System.nanoTime();
            await("the SKU set aside").atMost(SET_ASIDE_WITHIN)
                    .until(() -> letters.viewsOf(sku).contains("allocations"));
            var setAside = Duration.ofNanos(System.nanoTime() - began);
            expectOthersSeen(nodes);
            assertThat(nodes.client().order(sku + "-1").status()).as("before the failure").isEqualTo(200);
            assertThat(nodes.client().order(sku + "-3").status()).as("behind the failure").isEqualTo(404);

            nodes.postgres().execute(MEND_BUG);
            letters.retry("allocations", sku);
            await("nothing set aside").atMost(RETRIED_WITHIN).until(() -> letters.viewsOf(sku).isEmpty());

            var log = load.finish();
            Run.print(PoisonIT.class, "a bug of a projection: set aside after %s; %s".formatted(Run.seconds(setAside),
                    Aftermath.expectRight(nodes, log)));
        }
    }

    @Test
    void anEventThatCannotBeReadIsSetAsideInEveryViewAndReadOnceItIsMended(Nodes nodes) throws Exception {
        var sku = Fresh.name("poison");
        var letters = new DeadLetters(nodes);
        try (var load = Load.start(nodes, Run.random(PoisonIT.class))) {
            try (var poison = HeldTransaction.begin(nodes.postgres(), sku)) {
                poison.execute(SPOIL, sku);
                poison.commit();
            }
            var began = System.nanoTime();
            await("the SKU set aside").atMost(SET_ASIDE_WITHIN).until(() -> letters.viewsOf(sku).size() == 4);
            var setAside = Duration.ofNanos(System.nanoTime() - began);
            expectOthersSeen(nodes);

            nodes.postgres().execute(UNSPOIL, sku);
            letters.viewsOf(sku).forEach(view -> letters.retry(view, sku));
            await("nothing set aside").atMost(RETRIED_WITHIN).until(() -> letters.viewsOf(sku).isEmpty());

            var log = load.finish();
            Run.print(PoisonIT.class, "a poisoned event: set aside in all views after %s; %s"
                    .formatted(Run.seconds(setAside), Aftermath.expectRight(nodes, log)));
        }
    }

    private static void expectOthersSeen(Nodes nodes) {
        var ref = Fresh.name("other");
        nodes.client().addBatch(ref, ref, 1, null).expect(201);
        await("another SKU").atMost(OTHERS_SEEN_WITHIN).until(() -> nodes.client().batch(ref).status() == 200);
        nodes.client().allocate(ref, ref, 1).expect(201);
        await("a line of another SKU").atMost(OTHERS_SEEN_WITHIN)
                .until(() -> nodes.client().order(ref).status() == 200);
    }
}
