package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8192})
    void shouldSplitAlikeHoweverTheBytesArrive(int atOnce) throws IOException {
        // Given
        byte[] body = "eins\n\n佛山\r\nlast".getBytes(StandardCharsets.UTF_8);

        // When
        List<Line> lines = all(new LineReader(dribbling(body, atOnce), 1000));

        // Then
        assertThat(lines)
                .containsExactly(
                        new Line.Text(1, "eins"),
                        new Line.Text(2, ""),
                        new Line.Text(3, "佛山\r"),
                        new Line.Text(4, "last"),
                        new Line.End());
    }

    @Test
    void shouldEndWithoutALineAfterTheLastLineEnd() throws IOException {
        // When
        List<Line> lines = all(new LineReader(dribbling("a\n".getBytes(StandardCharsets.UTF_8), 10), 1000));

        // Then
        assertThat(lines).containsExactly(new Line.Text(1, "a"), new Line.End());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldPassOverALineThatIsTooLongAndGoOn(int buffers) throws IOException {
        // Given
        String tooLong = "x".repeat(buffers * LineReader.MAX_EVENT_BYTES + 1);
        byte[] body = ("a\n" + tooLong + "\nb\n" + tooLong).getBytes(StandardCharsets.UTF_8);

        // When
        List<Line> lines = all(new LineReader(dribbling(body, 8192), Long.MAX_VALUE));

        // Then
        assertThat(lines).hasSize(5).contains(new Line.Text(1, "a"), new Line.Text(3, "b"));
        assertThat(lines.get(1)).isInstanceOf(Line.Unreadable.class);
        assertThat(lines.get(3)).isInstanceOf(Line.Unreadable.class);
    }

    @Test
    void shouldTakeTheLongestLine() throws IOException {
        // Given
        String longest = "x".repeat(LineReader.MAX_EVENT_BYTES);
        byte[] body = (longest + "\n" + longest).getBytes(StandardCharsets.UTF_8);

        // When
        List<Line> lines = all(new LineReader(dribbling(body, 8192), Long.MAX_VALUE));

        // Then
        assertThat(lines).containsExactly(new Line.Text(1, longest), new Line.Text(2, longest), new Line.End());
    }

    @Test
    void shouldRefuseALineThatIsNotUtf8AndGoOn() throws IOException {
        // Given
        byte[] body = {'a', '\n', (byte) 0xC3, '\n', 'b'};

        // When
        List<Line> lines = all(new LineReader(dribbling(body, 2), 1000));

        // Then
        assertThat(lines.get(1)).isInstanceOf(Line.Unreadable.class);
        assertThat(lines.get(2)).isEqualTo(new Line.Text(3, "b"));
    }

    @Test
    void shouldStopWhereTheLimitIsPassed() throws IOException {
        // Given
        byte[] body = "one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8);

        // When
        List<Line> lines = all(new LineReader(dribbling(body, 1), 9));

        // Then
        assertThat(lines).containsExactly(new Line.Text(1, "one"), new Line.Text(2, "two"), new Line.OverLimit(3));
    }

    private static List<Line> all(LineReader reader) throws IOException {
        List<Line> lines = new ArrayList<>();
        do {
            lines.add(reader.next());
        } while (!(lines.getLast() instanceof Line.End) && !(lines.getLast() instanceof Line.OverLimit));
        return lines;
    }

    private static InputStream dribbling(byte[] body, int atOnce) {
        return new ByteArrayInputStream(body) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        };
    }
}
