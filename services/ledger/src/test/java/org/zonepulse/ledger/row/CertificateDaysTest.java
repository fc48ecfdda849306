package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.ledger.ExampleZone.ZONE;
import static org.zonepulse.ledger.ExampleZone.event;
import static org.zonepulse.ledger.event.CertificateKind.HIGH_TECH_ENTERPRISE;

import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** The days on which a certificate counts, and on which it counts as expiring, each to the day. */
class CertificateDaysTest {

    private static final String FROM = "2023-12-28";
    private static final String TO = "2026-12-28";

    private final LedgerFold fold = new LedgerFold(ZONE);
    private final InMemoryRowStore store = new InMemoryRowStore();

    @BeforeEach
    void register() {
        fold.apply(store, event("e1", "2020-01-01", new Registered("Example Ltd", "nanhai", "C3670")));
    }

    private void grant(String number, String from, @Nullable String to) {
        LocalDate end = to == null ? null : LocalDate.parse(to);
        fold.apply(
                store,
                event(
                        number,
                        from,
                        new CertificateGranted(
                                HIGH_TECH_ENTERPRISE, number, "2016-32", "bureau", LocalDate.parse(from), end)));
    }

    private void renew(String number, String previous, String from, String to) {
        fold.apply(
                store,
                event(
                        number,
                        from,
                        new CertificateRenewed(
                                HIGH_TECH_ENTERPRISE,
                                number,
                                previous,
                                "2016-32",
                                "bureau",
                                LocalDate.parse(from),
                                LocalDate.parse(to))));
    }

    private long count(Measure measure, String day) {
        Series series = new Series(measure, Scope.parkIndustry("nanhai", "C36"));
        return store.flows().getOrDefault(series, new TreeMap<>()).headMap(epochDay(day), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static int epochDay(String day) {
        return (int) LocalDate.parse(day).toEpochDay();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-27, 0", // the day before it
        "2023-12-28, 1", // its first day
        "2026-12-27, 1", // its last day
        "2026-12-28, 0" // validTo is the first day without it
    })
    void shouldBeValidFromItsFirstDayUntilTheDayBeforeItsEnd(String day, long held) {
        // When
        grant("GR202333005602", FROM, TO);

        // Then
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, day)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-28, 0", // 91 days before the end
        "2026-09-29, 1", // 90 days before the end
        "2026-12-27, 1", // the last day
        "2026-12-28, 0" // the end itself: no longer valid
    })
    void shouldCountAsExpiringFromTheNinetiethDayBeforeItsEnd(String day, long expiring) {
        // When
        grant("GR202333005602", FROM, TO);

        // Then
        assertThat(count(Measure.CERTIFICATES_EXPIRING, day)).isEqualTo(expiring);
    }

    @Test
    void shouldCountNinetyDaysAsExpiring() {
        // When
        grant("GR202333005602", FROM, TO);

        // Then
        long days = LocalDate.parse(FROM)
                .datesUntil(LocalDate.parse(TO).plusYears(1))
                .filter(day -> count(Measure.CERTIFICATES_EXPIRING, day.toString()) == 1)
                .count();
        assertThat(days).isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({"2023-01-09, 0", "2023-01-10, 1", "2023-03-10, 1", "2023-03-11, 0"})
    void shouldCountAShortTermAsExpiringAllTheTime(String day, long expiring) {
        // When
        grant("N1", "2023-01-10", "2023-03-11");

        // Then
        assertThat(count(Measure.CERTIFICATES_EXPIRING, day)).isEqualTo(expiring);
    }

    @Test
    void shouldNeverCountAnOpenEndAsExpiring() {
        // When
        grant("N1", "2023-01-10", null);

        // Then
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, "2199-12-31")).isEqualTo(1);
        assertThat(store.flows().keySet()).noneMatch(series -> series.measure() == Measure.CERTIFICATES_EXPIRING);
    }

    @Test
    void shouldLeaveNeitherGapNorOverlapAtARenewal() {
        // When
        grant("N1", FROM, TO);
        renew("N2", "N1", TO, "2029-12-28");

        // Then
        assertThat(store.anomalies()).isEmpty();
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, "2026-12-27")).isEqualTo(1);
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, TO)).isEqualTo(1);
        assertThat(count(Measure.CERTIFICATES_EXPIRING, "2026-12-27")).isEqualTo(1);
        assertThat(count(Measure.CERTIFICATES_EXPIRING, TO)).isZero();
    }

    @Test
    void shouldTakeTwoGrantsThatShareADayForAnOverlap() {
        // When
        grant("N1", FROM, TO);
        grant("N2", "2026-12-27", "2029-12-28");

        // Then
        assertThat(store.anomalies()).hasSize(2);
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, FROM)).isZero();
    }

    @Test
    void shouldEndOnTheDayOfRevocationThatLiesFarBack() {
        // Given
        grant("N1", FROM, TO);

        // When
        fold.apply(store, event("e9", "2024-06-01", new CertificateRevoked(HIGH_TECH_ENTERPRISE, "N1", "not met")));

        // Then
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, "2024-05-31")).isEqualTo(1);
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, "2024-06-01")).isZero();
        assertThat(count(Measure.CERTIFICATES_EXPIRING, "2026-10-01")).isZero();
    }

    @Test
    void shouldEndWithTheRegistration() {
        // Given
        grant("N1", FROM, TO);

        // When
        fold.apply(store, event("e9", "2026-10-01", new Deregistered("closed")));

        // Then
        assertThat(count(Measure.CERTIFICATES_EXPIRING, "2026-09-30")).isEqualTo(1);
        assertThat(count(Measure.CERTIFICATES_EXPIRING, "2026-10-01")).isZero();
        assertThat(count(Measure.HIGH_TECH_ENTERPRISES, "2026-10-01")).isZero();
    }
}
