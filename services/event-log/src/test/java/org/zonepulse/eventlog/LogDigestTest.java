package org.zonepulse.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The expected digests were computed by another program from the description in {@link LogDigest}. */
class LogDigestTest {

    private static final String FIRST = "f6d71c04ccf49e051c4cf0eaf9c75af5e0afc3109ed3ac84fd2dbd573960d612";
    private static final String SECOND = "0ed3240077c7f605711dfbd4038e534e54b1999c63c26fc49b245ac83becba79";

    private final LogDigest digest = new LogDigest();

    @Test
    void shouldChainRecordsAsDescribed() {
        // When
        byte[] first = first(1_700_000_000_000L);
        byte[] second = digest.next(
                first,
                1,
                0,
                null,
                null,
                new RecordHeaders().add("trace", utf8("x")).add("trace", null));

        // Then
        assertThat(HexFormat.of().formatHex(first)).isEqualTo(FIRST);
        assertThat(HexFormat.of().formatHex(second)).isEqualTo(SECOND);
    }

    @Test
    void shouldDifferWhereARecordDoes() {
        assertThat(first(1_700_000_000_001L)).isNotEqualTo(first(1_700_000_000_000L));
    }

    private byte[] first(long timestamp) {
        byte[] value = {0, 0, 0, 0, 1, 'a', 'b', 'c'};
        return digest.next(LogDigest.start(), 0, timestamp, utf8("91350100M000100Y43"), value, new RecordHeaders());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
