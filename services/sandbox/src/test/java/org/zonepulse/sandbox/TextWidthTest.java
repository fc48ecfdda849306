package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "Kafka broker, 12",
        "模式注册中心, 12",
        "Kafka 代理, 10",
        "正在停止……, 10",
        "（）：，。, 10",
        "㐀, 2",
        "𠮷, 2",
        "ＡＢ, 4",
        "佛山 · ✓ …, 10",
        "éü, 2",
        "3.4 %, 5",
    })
    void shouldCountTwoColumnsForAChineseCharacter(String text, int columns) {
        // When, Then
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void shouldPadChineseAndEnglishToTheSameColumn() {
        // When, Then
        assertThat(TextWidth.pad("数据", 8)).isEqualTo("数据    ");
        assertThat(TextWidth.pad("data", 8)).isEqualTo("data    ");
        assertThat(TextWidth.pad("too long", 3)).isEqualTo("too long");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, a", "2, a", "3, a佛", "4, a佛", "5, a佛𠮷", "6, a佛𠮷z", "99, a佛𠮷z", "-1, ''"})
    void shouldCutBeforeTheCharacterThatWouldNotFit(int columns, String kept) {
        // When, Then
        assertThat(TextWidth.cut("a佛𠮷z", columns)).isEqualTo(kept);
    }
}
