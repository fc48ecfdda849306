package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A table of bytes gives back what was last put under each key, however much was put before. */
class ByteTableTest {

    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteTable table = new ByteTable();
    private final Map<String, byte[]> expected = new HashMap<>();

    private void put(String key, byte[] value) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        int number = table.find(bytes, bytes.length);
        if (number < 0) {
            number = table.add(bytes, bytes.length);
        }
        table.put(number, value, value.length);
        expected.put(key, value);
    }

    private byte[] some(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void assertHoldsAll() {
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((key, value) -> {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            int number = table.find(bytes, bytes.length);
            assertThat(number).as(key).isNotNegative();
            assertThat(table.isEmpty(number)).isEqualTo(value.length == 0);
            int from = table.valueAt(number);
            byte[] found = Arrays.copyOfRange(table.page(number), from, from + value.length);
            assertThat(found).as(key).isEqualTo(value);
        });
    }

    @Test
    void shouldHoldWhatWasPutLast() {
        // When
        for (int i = 0; i < 200_000; i++) {
            put("key " + random.nextInt(20_000), some(random.nextInt(60)));
        }

        // Then
        assertHoldsAll();
    }

    @Test
    void shouldNotFindWhatWasNotAdded() {
        // Given
        put("a", some(3));

        // Then
        assertThat(table.find(new byte[] {'b'}, 1)).isNegative();
        assertThat(table.find(new byte[] {'a', 'a'}, 2)).isNegative();
        assertThat(table.find(new byte[0], 0)).isNegative();
    }

    @Test
    void shouldHoldLongValuesAmongShortOnes() {
        // When
        for (int i = 0; i < 300; i++) {
            put("key " + random.nextInt(20), some(random.nextInt(600_000)));
            put("short " + i, some(7));
        }

        // Then
        assertHoldsAll();
    }

    @Test
    void shouldNotGrowByReplacing() {
        // Given
        for (int i = 0; i < 10_000; i++) {
            put("key " + i, some(100));
        }

        // When
        for (int i = 0; i < 1_000_000; i++) {
            put("key " + i % 10_000, new byte[90 + i % 7]);
        }

        // Then
        assertThat(table.bytes()).isLessThan(2 * 10_000 * 120 + (2L << 20));
        assertHoldsAll();
    }
}
