package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;

/** Events come back as they went in, in order of arrival, whatever their sizes and however often some are forgotten. */
class PackedEventsTest {

    private final PackedEvents events = new PackedEvents();
    private final Map<Integer, List<Event>> expected = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);

    private void add(Event event) {
        int enterprise = events.add(event);
        assertThat(events.enterpriseId(enterprise)).isEqualTo(event.enterpriseId());
        expected.computeIfAbsent(enterprise, _ -> new ArrayList<>()).add(event);
    }

    private void clear(int enterprise) {
        events.clear(enterprise);
        expected.remove(enterprise);
    }

    private Event event(String enterprise) {
        String id = enterprise + "-" + random.nextInt();
        return switch (random.nextInt(4)) {
            case 0 -> event(enterprise, id, 1 + random.nextInt(20));
            case 1 ->
                new Event(id, "fair", day(), Instant.EPOCH, enterprise, new FairParticipated("第" + random.nextInt(9)));
            default ->
                new Event(
                        id,
                        "bank",
                        day(),
                        Instant.EPOCH,
                        enterprise,
                        new LoanRepaid("L" + random.nextInt(9), new Money(random.nextLong(), "CNY")));
        };
    }

    /** An event with a name of so many characters. */
    private Event event(String enterprise, String id, int length) {
        return new Event(id, "registry", day(), Instant.EPOCH, enterprise, new Renamed("n".repeat(length)));
    }

    private LocalDate day() {
        return LocalDate.ofEpochDay(random.nextInt(30_000));
    }

    private void assertAllThere() {
        for (int enterprise = 0; enterprise < events.enterprises(); enterprise++) {
            List<RowKey> rows = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            events.forEach(enterprise, events.enterpriseId(enterprise), (row, entry) -> {
                rows.add(row);
                entries.add(entry);
            });
            List<Event> all = expected.getOrDefault(enterprise, List.of());
            assertThat(rows).isEqualTo(all.stream().map(RowKey::of).toList());
            assertThat(entries).isEqualTo(all.stream().map(Entry::of).toList());
        }
    }

    @Test
    void shouldKeepEventsOfManyEnterprises() {
        for (int i = 0; i < 20_000; i++) {
            add(event("enterprise " + random.nextInt(300)));
        }
        assertThat(events.enterprises()).isEqualTo(300);
        assertAllThere();
    }

    @Test
    void shouldKeepManyEventsOfOneEnterprise() {
        for (int i = 0; i < 50_000; i++) {
            add(event("one"));
        }
        assertAllThere();
    }

    @Test
    void shouldKeepEventsOfAnyLength() {
        for (int length : new int[] {0, 100, 120, 128, 1_000, 16_380, 16_384, 100_000, 300_000, 1}) {
            add(event("long", "id" + length, length));
            add(event("other"));
        }
        assertAllThere();
        clear(0);
        add(event("long", "again", 20_000));
        assertAllThere();
    }

    @Test
    void shouldUseAgainWhatIsForgotten() {
        for (int i = 0; i < 20_000; i++) {
            add(event("enterprise " + random.nextInt(20)));
            if (random.nextInt(50) == 0) {
                clear(random.nextInt(events.enterprises()));
            }
        }
        assertAllThere();
    }
}
