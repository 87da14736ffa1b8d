package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyTest {

    @ParameterizedTest
    @CsvSource({"products, 1", "products/0c5b63d6-6f0b-4a5c-9a0e-7f3f6a0d9b11, 1",
            "products/12345678-6f0b-4a5c-9a0e-7f3f6a0d9b11, 1", "products/2, 2",
            "products/17/0c5b63d6-6f0b-4a5c-9a0e-7f3f6a0d9b11, 17"})
    void aProcessorsNameTellsTheViewAndTheVersion(String name, int version) {
        assertThat(Copy.of(name)).isEqualTo(new Copy("products", version));
    }

    @ParameterizedTest
    @CsvSource({"1, products", "2, products/2"})
    void theFirstCopyHasAPlainName(int version, String name) {
        assertThat(new Copy("products", version).first()).isEqualTo(name);
    }

    @Test
    void everyOtherCopyHasANameOfItsOwn() {
        var copy = new Copy("products", 3);

        assertThat(copy.another()).isNotEqualTo(copy.another());
        assertThat(Copy.of(copy.another())).isEqualTo(copy);
    }
}
