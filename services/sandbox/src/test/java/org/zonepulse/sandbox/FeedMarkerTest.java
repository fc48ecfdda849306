package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RegistrationFact;

class FeedMarkerTest {

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnWhereTheRunBeforeWasAcknowledged() {
        // Given
        FeedMarker before = FeedMarker.in(folder);
        before.begin(events("e-1", "e-2"));
        before.acknowledge(EventStream.REGISTRATIONS, 1);

        // When
        FeedMarker marker = FeedMarker.in(folder);
        marker.begin(events("e-1", "e-2"));

        // Then
        assertThat(marker.acknowledged(EventStream.REGISTRATIONS)).isEqualTo(1);
        assertThat(marker.acknowledged(EventStream.LOANS)).isZero();
        assertThat(marker.isComplete()).isFalse();
    }

    @Test
    void shouldKnowThatAllWasFed() {
        // Given
        FeedMarker before = FeedMarker.in(folder);
        before.begin(events("e-1"));
        before.complete();

        // When
        FeedMarker marker = FeedMarker.in(folder);

        // Then
        assertThat(marker.isComplete()).isTrue();
    }

    @Test
    void shouldRefuseToGoOnWithOtherEvents() {
        // Given
        FeedMarker before = FeedMarker.in(folder);
        before.begin(events("e-1", "e-2"));
        before.acknowledge(EventStream.REGISTRATIONS, 1);

        // When
        FeedMarker marker = FeedMarker.in(folder);

        // Then
        assertThatThrownBy(() -> marker.begin(events("e-1", "e-3"))).isInstanceOf(Refusal.class);
    }

    private static Map<EventStream, List<Event>> events(String... ids) {
        List<Event> events = List.of(ids).stream()
                .map(id -> new Event(
                        id,
                        "foshan-amr",
                        LocalDate.of(2023, 1, 31),
                        Instant.EPOCH,
                        "91350100M000100Y43",
                        new RegistrationFact.Renamed("Another name")))
                .toList();
        return Map.of(EventStream.REGISTRATIONS, events);
    }
}
