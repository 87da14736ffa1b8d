package io.allocator.system.harness;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Starts each deployment when it is first asked for; JUnit closes them at the end of the run. */
final class RunningDeployments implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        var running = context.getRoot().getStore(ExtensionContext.Namespace.create(RunningDeployments.class));
        return Stream.<Named<? extends AllocatorSystem>>of(
                Named.of("one process", running.computeIfAbsent("one", _ -> Standalone.start(), Standalone.class)),
                Named.of("two processes",
                        running.computeIfAbsent("two", _ -> SeparateSides.start(1), SeparateSides.class)))
                .map(Arguments::of);
    }
}
