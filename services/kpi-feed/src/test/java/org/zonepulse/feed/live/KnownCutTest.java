package org.zonepulse.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCutTest {

    @Test
    void shouldReadWhatItWrites() {
        // Given
        KnownCut known = new KnownCut(57, 1_700_000_000_000L);

        // When, Then
        assertThat(known).hasToString("57.loyw3v28");
        assertThat(KnownCut.parse(known.toString())).contains(known);
    }

    @Test
    void shouldTakeANumberAloneForNobodys() {
        assertThat(KnownCut.parse("57")).contains(new KnownCut(57, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.", "1.-2", "1.2.3", "99999999999999999999", "1.zzzzzzzzzzzzz", " 1"})
    void shouldReadNothingElse(String text) {
        assertThat(KnownCut.parse(text)).isEmpty();
    }
}
