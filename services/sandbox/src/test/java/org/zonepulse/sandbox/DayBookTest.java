package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayBookTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheDaysThatWereBegun() {
        // Given
        DayBook book = DayBook.in(folder, 7);
        book.begin(60);

        // When
        DayBook.in(folder, 7).begin(1500);

        // Then
        assertThat(DayBook.in(folder, 7).begun()).containsExactly(60, 1500);
    }

    @Test
    void shouldForgetADayThatWasCutOffWhileItWasWritten() throws IOException {
        // Given
        DayBook.in(folder, 7).begin(60);
        Files.writeString(folder.resolve("days.txt"), "15", StandardOpenOption.APPEND);

        // When
        DayBook book = DayBook.in(folder, 7);
        book.begin(8);

        // Then
        assertThat(book.begun()).containsExactly(60, 8);
    }

    @Test
    void shouldRefuseToGoOnWithOtherDays() {
        // Given
        DayBook.in(folder, 7).begin(60);

        // When, Then
        assertThatThrownBy(() -> DayBook.in(folder, 8)).isInstanceOf(Refusal.class);
    }
}
