package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unpacked is what was packed. */
class PackerTest {

    private final Dictionary dictionary = new Dictionary();
    private final Packer out = new Packer(dictionary);
    private final Unpacker in = new Unpacker(dictionary);

    private void turn() {
        in.seek(out.bytes(), 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldReadTheNumber(long number) {
        out.writeNumber(number);
        turn();
        assertThat(in.readNumber()).isEqualTo(number);
        assertThat(in.position()).isEqualTo(out.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 16_384, Integer.MAX_VALUE})
    void shouldReadTheCount(int count) {
        out.writeCount(count);
        turn();
        assertThat(in.readCount()).isEqualTo(count);
        assertThat(in.position()).isEqualTo(out.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "L1", "佛山市", "naïve", "a\u0000b", "\ud83d\ude80 rocket", "\ud83d half a pair"})
    void shouldReadTheText(String text) {
        String longText = text.repeat(100);
        out.writeText(text);
        out.writeText(longText);
        turn();
        assertThat(in.readText()).isEqualTo(text);
        assertThat(in.readText()).isEqualTo(longText);
        assertThat(in.position()).isEqualTo(out.size());
    }

    @Test
    void shouldReadATextAfterAnother() {
        out.writeText("91440605MA-12", "91440605MA-1");
        out.writeText("91440605MA-1", "91440605MA-12");
        out.writeText("other", "91440605MA-12");
        turn();
        assertThat(in.readText("91440605MA-1")).isEqualTo("91440605MA-12");
        assertThat(in.readText("91440605MA-12")).isEqualTo("91440605MA-1");
        assertThat(in.readText("91440605MA-12")).isEqualTo("other");
    }

    @Test
    void shouldReadNamesHoweverManyThereAre() {
        // Given
        int names = 30_000;

        // When
        IntStream.range(0, 2 * names).forEach(i -> out.writeName("bank " + i % names, "bank 7"));
        turn();

        // Then
        IntStream.range(0, 2 * names)
                .forEach(i -> assertThat(in.readName("bank 7")).isEqualTo("bank " + i % names));
    }
}
