package io.allocator.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void itLeadsToTheDashboardAndToTheDescription() {
        assertThat(Welcome.text("8090")).contains(" http://localhost:8090/ ", "http://localhost:8090/api ");
    }

    @Test
    void everyLineToTryNamesThePortInUse() {
        assertThat(Welcome.text("8090").lines().filter(line -> line.contains("curl"))).hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(" http://localhost:8090/"));
    }
}
