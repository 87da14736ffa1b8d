package io.allocator.benchmarks.systems;

import io.allocator.benchmarks.floor.FloorApplication;
import io.allocator.benchmarks.untouched.UntouchedApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A system that is compared with others. */
public enum Contender {
    /** Spring MVC and one autocommit INSERT a request. */
    FLOOR("floor"),
    /** The same aggregate on Axon's defaults with JPA. */
    UNTOUCHED("untouched"),
    /** The product's command side, alone. */
    ALLOCATOR("allocator"),
    /** The product's command side with a query side that follows it live, in a process of its own. */
    FOLLOWED("allocator, followed"),
    /** The product's one-process program: both sides, and a PostgreSQL of its own. */
    STANDALONE("standalone");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** What it is called in tables. */
    public String title() {
        return title;
    }

    /** Those that are asked for, or all. */
    public static List<Contender> asked(Settings settings) {
        return settings.names("systems", Arrays.stream(values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList())
                .stream()
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT))).toList();
    }

    /** Starts it on a new database of its own name, and waits until it serves. */
    public RunningSystem start(Settings settings, DurablePostgres postgres) throws IOException, InterruptedException {
        return start(settings, postgres, name().toLowerCase(Locale.ROOT));
    }

    /** Starts it on a new database, and waits until it serves. */
    public RunningSystem start(Settings settings, DurablePostgres postgres, String database)
            throws IOException, InterruptedException {
        if (this == STANDALONE) {
            var program = ServerProgram.standalone(settings, "standalone",
                    "--allocator.data-dir=" + settings.work().resolve(Path.of("standalone-data")));
            var _ = program.awaitReady();
            return new RunningSystem(this, List.of(program), postgres, "");
        }
        var environment = environment(postgres.create(database));
        var writer = switch (this) {
            case FLOOR -> ServerProgram.main(settings, "floor", FloorApplication.class, "command-side", environment);
            case UNTOUCHED ->
                ServerProgram.main(settings, "untouched", UntouchedApplication.class, "command-side", environment);
            default -> commandSide(settings, database + "-command-side", environment);
        };
        var _ = writer.awaitReady();
        if (this != FOLLOWED) {
            return new RunningSystem(this, List.of(writer), postgres, database);
        }
        var reader = querySide(settings, database + "-query-side", environment);
        var _ = reader.awaitReady();
        return new RunningSystem(this, List.of(writer, reader), postgres, database);
    }

    /** The product's write side. */
    public static ServerProgram commandSide(Settings settings, String name, Map<String, String> environment)
            throws IOException {
        return ServerProgram.side(settings, name, "command-side", environment);
    }

    /** The product's read side. */
    public static ServerProgram querySide(Settings settings, String name, Map<String, String> environment)
            throws IOException {
        return ServerProgram.side(settings, name, "query-side", environment);
    }

    /** Names a database to a program. */
    public static Map<String, String> environment(String url) {
        return Map.of("SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }
}
