package io.allocator.system.faults;

import io.allocator.system.harness.Nodes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that injures the system. Its parameter of type {@link Nodes} is shared by all such cases, and whole again before
 * each. When it fails, the command that repeats it is printed.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FaultCase.SharedNodes.class)
@ResourceLock("nodes")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@interface FaultCase {

    /** Starts the system when it is first asked for; JUnit closes it at the end of the run. */
    final class SharedNodes implements ParameterResolver, BeforeEachCallback, TestWatcher {

        private static final int COMMAND_SIDES = 2;

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Nodes.class;
        }

        @Override
        public Nodes resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return nodes(context);
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            nodes(context).restore();
        }

        private static Nodes nodes(ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(SharedNodes.class))
                    .computeIfAbsent("nodes", _ -> Nodes.start(COMMAND_SIDES), Nodes.class);
        }

        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            Run.print(context.getRequiredTestClass(), "failed: %s%nAgain with%n%s".formatted(cause,
                    Run.command(context.getRequiredTestClass())));
        }
    }
}
