package io.allocator.system.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that the build makes, as runnable jars. */
public enum Program {
    STANDALONE("standalone/target/allocator.jar"),
    COMMAND_SIDE("command-side/target/command-side.jar"),
    QUERY_SIDE("query-side/target/query-side.jar");

    private final String jar;

    Program(String jar) {
        this.jar = jar;
    }

    Path jar() {
        var path = ProjectFiles.root().resolve(jar);
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException(
                    "%s is missing. Build the programs first: ./mvnw -pl system-tests -am verify".formatted(path));
        }
        return path;
    }
}
