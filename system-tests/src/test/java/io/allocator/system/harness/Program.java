package io.allocator.system.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that the build makes, as runnable jars. */
public enum Program {
    STANDALONE("standalone", "allocator.jar"),
    COMMAND_SIDE("command-side", "command-side.jar"),
    QUERY_SIDE("query-side", "query-side.jar");

    private final String module;
    private final String jar;

    Program(String module, String jar) {
        this.module = module;
        this.jar = jar;
    }

    String jarName() {
        return jar;
    }

    Path jar() {
        var path = directory().resolve("target").resolve(jar);
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException(
                    "%s is missing. Build the programs first: ./mvnw -pl system-tests -am verify".formatted(path));
        }
        return path;
    }

    /** Its options of the virtual machine. */
    Path options() {
        return directory().resolve("jvm.options");
    }

    private Path directory() {
        return ProjectFiles.root().resolve(module);
    }
}
