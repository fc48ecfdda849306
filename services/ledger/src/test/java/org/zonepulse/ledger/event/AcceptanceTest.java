package org.zonepulse.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.zonepulse.ledger.ExampleZone.ENTERPRISE;
import static org.zonepulse.ledger.ExampleZone.ZONE;
import static org.zonepulse.ledger.ExampleZone.event;
import static org.zonepulse.ledger.ExampleZone.fen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;

/** What is accepted, to the last day, fen and character; and what each refusal is called. */
class AcceptanceTest {

    private static final String DAY = "2023-05-01";
    private static final Registered REGISTERED = new Registered("Example Ltd", "nanhai", "C3670");

    /** For what can't be read at all, which the readers of bytes and texts find out. */
    private static final Set<RejectionReason> OF_READERS = EnumSet.of(
            RejectionReason.UNDECODABLE,
            RejectionReason.UNKNOWN_SCHEMA,
            RejectionReason.INCOMPATIBLE_SCHEMA,
            RejectionReason.MALFORMED,
            RejectionReason.FOREIGN_SOURCE,
            RejectionReason.TOO_LARGE);

    private final Acceptance acceptance = new Acceptance(ZONE);

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(event("", DAY, REGISTERED), RejectionReason.INVALID_FIELD, "eventId"),
                refused(event("e".repeat(65), DAY, REGISTERED), RejectionReason.INVALID_FIELD, "eventId"),
                refused(event("e1 ", DAY, REGISTERED), RejectionReason.INVALID_FIELD, "eventId"),
                refused(event("e\u0001", DAY, REGISTERED), RejectionReason.INVALID_FIELD, "eventId"),
                refused(of("Registry", ENTERPRISE), RejectionReason.INVALID_FIELD, "source"),
                refused(of("registry", "91350100M000100Y4Z"), RejectionReason.INVALID_CREDIT_CODE, "enterpriseId"),
                refused(of("registry", "440600"), RejectionReason.INVALID_CREDIT_CODE, "enterpriseId"),
                refused(event("e", DAY, cityTotal(1)), RejectionReason.INVALID_CREDIT_CODE, "enterpriseId"),
                refused(event("e", "1949-09-30", REGISTERED), RejectionReason.INVALID_DATE, "occurredOn"),
                refused(event("e", "2200-01-01", REGISTERED), RejectionReason.INVALID_DATE, "occurredOn"),
                refused(event("e", "+20230-05-01", REGISTERED), RejectionReason.INVALID_DATE, "occurredOn"),
                refused(recorded("2200-01-01T00:00:00Z"), RejectionReason.INVALID_DATE, "recordedAt"),
                refused(fact(new Relocated("no-such-park")), RejectionReason.UNKNOWN_PARK, "fact.park"),
                refused(fact(new Registered("N", "nanhai", "X3670")), RejectionReason.INVALID_FIELD, "fact.industry"),
                refused(fact(new Registered("N", "nanhai", "C3")), RejectionReason.INVALID_FIELD, "fact.industry"),
                refused(fact(new Deregistered("x".repeat(201))), RejectionReason.INVALID_FIELD, "fact.reason"),
                refused(fact(granted("2023-01-01", "2023-01-01")), RejectionReason.INVALID_DATE, "fact.validTo"),
                refused(fact(granted("2023-01-01", "2200-01-01")), RejectionReason.INVALID_DATE, "fact.validTo"),
                refused(fact(renewed("N1", "N1")), RejectionReason.INVALID_FIELD, "fact.previousNumber"),
                refused(city(-1), RejectionReason.INVALID_AMOUNT, "fact.total"),
                refused(city(1L << 31), RejectionReason.INVALID_AMOUNT, "fact.total"),
                refused(fact(loan("gold", null)), RejectionReason.UNKNOWN_LOAN_PRODUCT, "fact.product"),
                refused(
                        fact(loan("digital", new Pledge("P1", new Money(1, "USD")))),
                        RejectionReason.FOREIGN_CURRENCY,
                        "fact.pledge.securedAmount.currency"),
                refused(paid(new Money(1, "USD")), RejectionReason.FOREIGN_CURRENCY, "fact.amount.currency"),
                refused(paid(fen(0)), RejectionReason.INVALID_AMOUNT, "fact.amount.amount"),
                refused(paid(fen(-1)), RejectionReason.INVALID_AMOUNT, "fact.amount.amount"),
                refused(paid(fen(Acceptance.MAX_AMOUNT + 1)), RejectionReason.INVALID_AMOUNT, "fact.amount.amount"),
                refused(fact(reversed("")), RejectionReason.INVALID_FIELD, "fact.eventId"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseAndNameTheField(Event event, RejectionReason reason, String field) {
        // When
        List<Violation> violations = acceptance.check(event, event.fact().stream());

        // Then
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.reason()).isEqualTo(reason);
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).startsWith("must ");
        });
    }

    static Stream<Event> accepted() {
        return Stream.of(
                event("e".repeat(64), "1949-10-01", REGISTERED),
                event("e", "2199-12-31", new Deregistered("x".repeat(200))),
                of("0.a_b-c", "91350100M000100Y43"),
                recorded("2199-12-31T00:00:00Z"),
                fact(new Registered("佛山市华云通达科技有限公司", "nanhai", "M75")),
                fact(granted("2023-01-01", "2023-01-02")),
                fact(granted("1949-10-01", null)),
                fact(renewed("N2", "N1")),
                city(0),
                city(Integer.MAX_VALUE),
                fact(loan("digital", new Pledge("P1", fen(1)))),
                paid(fen(1)),
                paid(fen(Acceptance.MAX_AMOUNT)),
                fact(new IntendedClientMet("park:nanhai/industry:C36", "c1")),
                fact(reversed("e1")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void shouldAcceptUpToTheBounds(Event event) {
        assertThat(acceptance.check(event, event.fact().stream())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void shouldRefuseAFactOfAnotherStream(Event event) {
        for (EventStream stream : EventStream.values()) {
            if (stream != event.fact().stream()) {
                assertThat(acceptance.check(event, stream))
                        .extracting(Violation::reason)
                        .containsExactly(RejectionReason.WRONG_STREAM);
            }
        }
    }

    @Test
    void shouldNameAllThatIsWrongAtOnce() {
        // Given
        Event event = event(" ", "1066-10-14", new Registered("", "atlantis", "?"));

        // When
        List<Violation> violations = acceptance.check(event, EventStream.REGISTRATIONS);

        // Then
        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly("eventId", "occurredOn", "fact.name", "fact.park", "fact.industry");
    }

    @Test
    void shouldTryEveryReason() {
        // Given
        Set<RejectionReason> tried = refused()
                .map(arguments -> (RejectionReason) arguments.get()[1])
                .collect(Collectors.toCollection(() -> EnumSet.of(RejectionReason.WRONG_STREAM)));

        // When
        tried.addAll(OF_READERS);

        // Then
        assertThat(tried).containsExactlyInAnyOrder(RejectionReason.values());
    }

    private static Arguments refused(Event event, RejectionReason reason, String field) {
        return arguments(event, reason, field);
    }

    private static Event fact(Fact fact) {
        return event("e", DAY, fact);
    }

    private static Event of(String source, String enterprise) {
        return new Event("e", source, LocalDate.parse(DAY), Instant.EPOCH, enterprise, REGISTERED);
    }

    private static Event recorded(String instant) {
        return new Event("e", "registry", LocalDate.parse(DAY), Instant.parse(instant), ENTERPRISE, REGISTERED);
    }

    private static Event paid(Money amount) {
        return fact(new LoanDisbursed("L1", amount));
    }

    private static Event city(long total) {
        return new Event("e", "bureau", LocalDate.parse(DAY), Instant.EPOCH, "440600", cityTotal(total));
    }

    private static CityTotalReported cityTotal(long total) {
        return new CityTotalReported(CertificateKind.HIGH_TECH_ENTERPRISE, total);
    }

    private static CertificateGranted granted(String from, @Nullable String to) {
        return new CertificateGranted(
                CertificateKind.HIGH_TECH_ENTERPRISE,
                "GR202333005602",
                "2016-32",
                "bureau",
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to));
    }

    private static CertificateRenewed renewed(String number, String previous) {
        return new CertificateRenewed(
                CertificateKind.HIGH_TECH_ENTERPRISE,
                number,
                previous,
                "2016-32",
                "bureau",
                LocalDate.parse(DAY),
                null);
    }

    private static LoanGranted loan(String product, @Nullable Pledge pledge) {
        return new LoanGranted("L1", product, "icbc", fen(100), pledge);
    }

    private static Reversed reversed(String eventId) {
        return new Reversed(eventId, new Subject(Subject.Kind.LOAN, "L1"), "entered by mistake");
    }
}
