package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shows control characters by name: {@code ↑} one line up, {@code ⌫} the line cleared. */
class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
    private long now;

    @Test
    void shouldWriteOneLineAStepOffATerminal() throws Exception {
        // Given
        try (Progress progress = new Progress(out, false, 0, () -> now)) {

            // When
            progress.step("Kafka broker", step -> pass(Duration.ofMillis(1_234)));
            progress.say("between");
            progress.step("schema registry", step -> {
                step.tell("12 subjects");
                return pass(Duration.ofMillis(60));
            });
        }

        // Then
        assertThat(shown()).isEqualTo("""
                  ✓ Kafka broker  1.2 s
                between
                  ✓ schema registry  0.1 s  12 subjects
                """);
    }

    @Test
    void shouldTellOffATerminalEveryTenSecondsHowFarALongStepIs() throws Exception {
        // Given
        try (Progress progress = new Progress(out, false, 0, () -> now)) {

            // When
            progress.step("feeding", step -> {
                for (int percent = 0; percent <= 100; percent += 20) {
                    step.tell(percent + " %");
                    pass(Duration.ofSeconds(4));
                }
                return null;
            });
        }

        // Then
        assertThat(shown()).isEqualTo("""
                  … feeding  12.0 s  60 %
                  ✓ feeding  24.0 s  100 %
                """);
    }

    @Test
    void shouldMarkAFailedStepAndPassTheFailureOn() {
        // Given
        try (Progress progress = new Progress(out, false, 0, () -> now)) {

            // When, Then
            assertThatThrownBy(() -> progress.step("Kafka broker", step -> {
                        pass(Duration.ofSeconds(2));
                        throw new IOException("disk full");
                    }))
                    .hasMessage("disk full");
        }
        assertThat(shown()).isEqualTo("  ✗ Kafka broker  2.0 s\n");
    }

    @Test
    void shouldDrawTheStepsUnderWayAnewOnATerminal() throws Exception {
        // Given
        try (Progress progress = new Progress(out, true, 80, () -> now)) {

            // When
            progress.step("outer", outer -> {
                pass(Duration.ofSeconds(1));
                progress.step("inner", inner -> {
                    inner.tell("half");
                    progress.say("a word");
                    return pass(Duration.ofSeconds(1));
                });
                return null;
            });
        }

        // Then
        assertThat(shown()).isEqualTo("""
                  · outer  0.0 s
                ↑⌫  · outer  1.0 s
                  · inner  0.0 s
                ↑⌫↑⌫a word
                  · outer  1.0 s
                  · inner  0.0 s  half
                ↑⌫↑⌫  ✓ inner  1.0 s  half
                  · outer  2.0 s
                ↑⌫  ✓ outer  2.0 s
                """);
    }

    /** A wrapped line takes two, and one line up would then lead to the wrong place. */
    @Test
    void shouldCutALineThatATerminalWouldWrap() throws Exception {
        // Given
        try (Progress progress = new Progress(out, true, 16, () -> now)) {

            // When
            progress.step("正在启动模式注册中心", step -> null);
        }

        // Then
        assertThat(shown().lines().findFirst()).contains("  · 正在启动模");
        assertThat(shown()).endsWith("↑⌫  ✓ 正在启动模式注册中心  0.0 s\n");
    }

    /** Many threads use it at once; each line must come out whole, and none be lost. */
    @Test
    void shouldKeepLinesWholeWhenStepsRunAtOnce() throws Exception {
        // Given
        int steps = 50;
        Thread[] threads = new Thread[steps];
        try (Progress progress = new Progress(out, false, 0, () -> 0)) {
            for (int i = 0; i < steps; i++) {
                String label = "step " + i;
                threads[i] = Thread.ofVirtual().unstarted(() -> doNothing(progress, label));
            }

            // When
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        // Then
        assertThat(shown().lines())
                .hasSize(steps)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches(" {2}✓ step \\d+ {2}0\\.0 s {2}done"));
    }

    private static void doNothing(Progress progress, String label) {
        try {
            progress.step(label, step -> {
                step.tell("done");
                return null;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String pass(Duration time) {
        now += time.toNanos();
        return "";
    }

    private String shown() {
        out.flush();
        return written.toString(StandardCharsets.UTF_8)
                .replace("\u001b[A", "↑")
                .replace("\r\u001b[K", "⌫")
                .replace(System.lineSeparator(), "\n");
    }
}
