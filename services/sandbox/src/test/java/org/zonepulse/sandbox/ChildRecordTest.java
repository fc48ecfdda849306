package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildRecordTest {

    private static final String MARK = "-Dmark=ours";

    @TempDir
    private Path temporary;

    private ChildJvm child;

    @BeforeEach
    void startAChild() throws Exception {
        // The mark is an argument here: what counts is that it is on the command line.
        child = ChildJvm.start(FolderHolder.class, temporary.resolve("data"), MARK);
        child.await("held");
    }

    @AfterEach
    void endTheChild() {
        child.close();
    }

    @Test
    void shouldFindAChildThatWasWrittenDown() throws IOException {
        // Given
        Path file = temporary.resolve("record");
        recordOfChild().write(file);

        // When
        ChildRecord read = ChildRecord.read(file).orElseThrow();

        // Then
        assertThat(read.find(MARK).map(ProcessHandle::pid)).contains(child.pid());
    }

    @Test
    void shouldNotTakeAProcessWithoutTheMarkForTheChild() {
        // When, Then
        assertThat(recordOfChild().find("-Dmark=another")).isEmpty();
    }

    /** The same id and mark, but a process that started at another time: the id was given anew. */
    @ParameterizedTest
    @ValueSource(longs = {-3_600, -3, 3, 3_600})
    void shouldNotTakeAProcessThatStartedAtAnotherTimeForTheChild(long seconds) {
        // Given
        ChildRecord child = recordOfChild();
        ChildRecord other = new ChildRecord(child.pid(), child.started().plus(Duration.ofSeconds(seconds)));

        // When, Then
        assertThat(other.find(MARK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void shouldBearThatTheBootTimeMovesByASecond(long seconds) {
        // Given
        ChildRecord child = recordOfChild();
        ChildRecord moved = new ChildRecord(child.pid(), child.started().plus(Duration.ofSeconds(seconds)));

        // When, Then
        assertThat(moved.find(MARK)).isPresent();
    }

    @Test
    void shouldNotFindAChildThatHasEnded() {
        // Given
        ChildRecord ended = recordOfChild();
        child.kill();

        // When, Then
        assertThat(ended.find(MARK)).isEmpty();
    }

    @Test
    void shouldEndTheChild() throws InterruptedException {
        // Given
        ProcessHandle process = recordOfChild().find(MARK).orElseThrow();

        // When
        boolean ended = ChildRecord.end(process);

        // Then
        assertThat(ended).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "4711 1700000000000", "4711\n", "a b\n", "99999999999999999999 1\n", "-1 5\n"})
    void shouldReadNothingFromAFileCutShort(String content) throws IOException {
        // Given
        Path file = Files.writeString(temporary.resolve("record"), content);

        // When, Then
        assertThat(ChildRecord.read(file)).isEmpty();
        assertThat(ChildRecord.read(temporary.resolve("missing"))).isEmpty();
    }

    private ChildRecord recordOfChild() {
        return ChildRecord.of(ProcessHandle.of(child.pid()).orElseThrow()).orElseThrow();
    }
}
