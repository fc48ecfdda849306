package org.zonepulse.audit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexDumpTest {

    @Test
    void shouldShowBytesWithWhatIsAsciiOfThem() {
        // Given
        byte[] bytes = "\0not an event|\u007f\n".getBytes(StandardCharsets.ISO_8859_1);

        // When
        String dump = HexDump.of(bytes, 100);

        // Then
        assertThat(dump.lines())
                .containsExactly("00000000  00 6e 6f 74 20 61 6e 20 65 76 65 6e 74 7c 7f 0a  |.not an event|..|");
    }

    @Test
    void shouldTellHowManyBytesAreLeft() {
        // When
        String dump = HexDump.of(new byte[40], 20);

        // Then
        assertThat(dump.lines()).hasSize(3).last().isEqualTo("00000014  (+20)");
    }
}
