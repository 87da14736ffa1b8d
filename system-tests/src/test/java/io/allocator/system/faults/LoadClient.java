package io.allocator.system.faults;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Nodes;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One client: does one thing after the other, and each until it is answered. */
final class LoadClient implements Runnable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final LocalDate FIRST_DAY = LocalDate.of(2031, 1, 1);
    private static final int MOST_OPEN_LINES = 60;

    private final String name;
    private final String hotSku;
    private final List<String> coldSkus;
    private final int hotPercent;
    private final Random random;
    private final Nodes nodes;
    private final AnswerLog log;
    private final Pace pace;
    private final List<Told.Line> open = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private int lines;
    private volatile boolean givenUp;

    /** A batch that only this client changes, as it was last told. */
    private record Batch(String ref, String sku, int qty, @Nullable String eta) {}

    /** An answer, and whether it was asked for more than once. */
    private record Outcome(Answer answer, boolean again) {

        int status() {
            return answer.status();
        }
    }

    LoadClient(String name, String hotSku, List<String> coldSkus, int hotPercent, Random random, Nodes nodes,
            AnswerLog log, Pace pace) {
        this.name = name;
        this.hotSku = hotSku;
        this.coldSkus = coldSkus;
        this.hotPercent = hotPercent;
        this.random = random;
        this.nodes = nodes;
        this.log = log;
        this.pace = pace;
    }

    /** Makes these SKUs, and the hot one, known before anybody begins. */
    void stock(List<String> skus) {
        add(hotSku);
        skus.forEach(this::add);
    }

    /** Asks for nothing a second time any more. */
    void giveUp() {
        givenUp = true;
    }

    @Override
    public void run() {
        try {
            while (pace.awaitTurn()) {
                doSomething();
            }
        } catch (RuntimeException e) {
            log.addWrong("Client " + name + " broke down: " + e);
        }
    }

    private void doSomething() {
        var dice = random.nextInt(100);
        if (dice < 5) {
            add(sku());
        } else if (dice < 14) {
            resize(random.nextInt(batches.size()));
        } else if (dice < 18) {
            date(random.nextInt(batches.size()));
        } else if (open.isEmpty() || (dice < 62 && open.size() < MOST_OPEN_LINES)) {
            allocate();
        } else if (dice < 82) {
            ship(random.nextInt(open.size()));
        } else {
            release(open.remove(random.nextInt(open.size())));
        }
    }

    private String sku() {
        return random.nextInt(100) < hotPercent ? hotSku : coldSkus.get(random.nextInt(coldSkus.size()));
    }

    private void add(String sku) {
        var eta = random.nextInt(3) == 0 ? day() : null;
        var batch = new Batch(name + "-b" + batches.size(), sku, 5 + random.nextInt(60), eta);
        // the reference is taken, whatever becomes of it
        batches.add(batch);
        ask(client -> client.addBatch(batch.ref(), sku, batch.qty(), eta)).ifPresentOrElse(outcome -> {
            if (isNew(outcome)) {
                log.add(new Told.Added(batch.ref(), sku, batch.qty(), eta));
            } else {
                wrong(outcome, "a new batch");
            }
        }, () -> log.add(new Told.OpenBatch(batch.ref())));
    }

    private void resize(int index) {
        var batch = batches.get(index);
        var qty = random.nextInt(80);
        if (qty == batch.qty()) {
            qty++;
        }
        var resized = new Batch(batch.ref(), batch.sku(), qty, batch.eta());
        ask(client -> client.change(batch.ref(), Map.of("qty", resized.qty()))).ifPresentOrElse(outcome -> {
            if (outcome.status() == 200) {
                batches.set(index, resized);
                log.add(new Told.Resized(batch.ref(), resized.qty(), moves(outcome.answer().json())));
            } else if (outcome.status() != 409) {
                wrong(outcome, "a batch's quantity");
            }
        }, () -> log.add(new Told.OpenBatch(batch.ref())));
    }

    private static List<Told.Move> moves(JsonNode answer) {
        return answer.get("moved").valueStream()
                .map(m -> new Told.Move(
                        Told.Line.key(m.get("orderid").asString(), m.get("sku").asString(), m.get("lineid").asString()),
                        textOf(m.get("from")), textOf(m.get("to"))))
                .toList();
    }

    private void date(int index) {
        var batch = batches.get(index);
        var eta = batch.eta() == null || random.nextInt(3) > 0 ? day() : null;
        if (eta != null && eta.equals(batch.eta())) {
            return;
        }
        var change = new HashMap<String, @Nullable Object>();
        change.put("eta", eta);
        ask(client -> client.change(batch.ref(), change)).ifPresentOrElse(outcome -> {
            if (outcome.status() == 200) {
                batches.set(index, new Batch(batch.ref(), batch.sku(), batch.qty(), eta));
                log.add(new Told.Dated(batch.ref(), eta));
            } else {
                wrong(outcome, "a batch's day");
            }
        }, () -> log.add(new Told.OpenBatch(batch.ref())));
    }

    private String day() {
        return FIRST_DAY.plusDays(random.nextInt(30)).toString();
    }

    private void allocate() {
        var n = lines++;
        // two lines an order
        var line = new Told.Line(name + "-o" + n / 2, sku(), Integer.toString(1 + n % 2), 1 + random.nextInt(5));
        var mayWait = random.nextBoolean();
        ask(client -> client.post("/allocations",
                Map.of("orderid", line.orderid(), "sku", line.sku(), "lineid", line.lineid(), "qty", line.qty(),
                        "onShortage", mayWait ? "BACKORDER" : "REJECT")))
                .ifPresentOrElse(outcome -> {
                    if (isNew(outcome) || (mayWait && outcome.status() == 202)) {
                        open.add(line);
                        log.add(new Told.Placed(line, textOf(outcome.answer().json().get("batchref")),
                                !outcome.again()));
                    } else if (!mayWait && outcome.status() == 202 && outcome.again()) {
                        // accepted the first time, and moved off its batch since
                        open.add(line);
                        log.add(new Told.Placed(line, null, false));
                    } else if (!mayWait && outcome.answer().body().contains("urn:allocator:out-of-stock")) {
                        log.add(new Told.Refused(line));
                    } else {
                        wrong(outcome, "a new line");
                    }
                }, () -> log.add(new Told.OpenLine(line)));
    }

    private void release(Told.Line line) {
        ask(client -> client.deallocate(line.orderid(), line.sku(), line.lineid())).ifPresentOrElse(outcome -> {
            if (outcome.status() == 204 || (outcome.status() == 404 && outcome.again())) {
                log.add(new Told.Released(line));
            } else {
                wrong(outcome, "an accepted line");
            }
        }, () -> log.add(new Told.OpenLine(line)));
    }

    private void ship(int index) {
        var line = open.get(index);
        ask(client -> client.ship(line.orderid(), line.sku(), line.lineid())).ifPresentOrElse(outcome -> {
            if (isNew(outcome)) {
                open.remove(index);
                log.add(new Told.Shipped(line));
            } else if (outcome.status() != 409) {
                wrong(outcome, "an accepted line");
            }
        }, () -> log.add(new Told.OpenLine(line)));
    }

    /** 201; or 200, where an earlier try may have done it. */
    private static boolean isNew(Outcome outcome) {
        return outcome.status() == 201 || (outcome.status() == 200 && outcome.again());
    }

    private void wrong(Outcome outcome, String what) {
        log.addWrong("%s (for %s, asked %s)".formatted(outcome.answer(), what, outcome.again() ? "again" : "once"));
    }

    /** Asks one command side, and when it does not know, or is not there, any again; empty when that was given up. */
    private Optional<Outcome> ask(Function<AllocatorClient, Answer> request) {
        for (var again = false; !givenUp; again = true) {
            var sent = System.nanoTime();
            try {
                var answer = request.apply(anyCommandSide());
                if (answer.status() < 500) {
                    log.onAnswer(answer.status(), sent);
                    return Optional.of(new Outcome(answer, again));
                }
                onFailure(answer, System.nanoTime() - sent);
            } catch (UncheckedIOException e) {
                log.onLost();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Optional.empty();
    }

    private void onFailure(Answer answer, long nanos) {
        if (answer.status() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
            log.addWrong(answer.toString());
        } else {
            log.onUnavailable(nanos);
        }
    }

    private AllocatorClient anyCommandSide() {
        var sides = List.copyOf(nodes.commandSides());
        return new AllocatorClient(sides.get(random.nextInt(sides.size())).uri(), nodes.reading());
    }

    private static @Nullable String textOf(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }
}
