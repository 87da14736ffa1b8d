package io.allocator.system.harness;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Before the first test, and in nobody's time: has each program write the archive of its classes. All processes of the run start
 * sooner by it.
 */
public final class ClassArchives implements BeforeAllCallback {

    private static final Duration MAY_END_FOR = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.create(ClassArchives.class)).computeIfAbsent("written",
                _ -> write());
    }

    private static boolean write() {
        if (Arrays.stream(Program.values()).map(Installation::of).anyMatch(Installation::wantsArchive)) {
            try (var standalone = Standalone.start(); var sides = SeparateSides.start(1)) {
                standalone.stop(MAY_END_FOR);
                sides.stop(MAY_END_FOR);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
