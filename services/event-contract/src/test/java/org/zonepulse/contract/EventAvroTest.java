package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.certification.CertificateRevoked;
import org.zonepulse.schemas.certification.CertificationEvent;
import org.zonepulse.schemas.loan.LoanDisbursed;
import org.zonepulse.schemas.loan.LoanEvent;
import org.zonepulse.schemas.loan.LoanRepaid;
import org.zonepulse.schemas.loan.Reversed;
import org.zonepulse.schemas.money.Money;

class EventAvroTest {

    private static final LocalDate DAY = LocalDate.of(2023, 1, 31);
    private static final Instant MOMENT = Instant.parse("2023-02-01T08:00:00Z");

    private final EventReader reader = new EventReader(ZoneFile.bundled());

    @ParameterizedTest
    @EnumSource(EventStream.class)
    void shouldHaveOneOptionalFieldForEachFactOfTheStream(EventStream stream) {
        // Given
        Class<?> family = switch (stream) {
            case REGISTRATIONS -> RegistrationFact.class;
            case CERTIFICATIONS -> CertificationFact.class;
            case LOANS -> LoanFact.class;
            case TRADE_FAIRS -> TradeFairFact.class;
        };

        // When
        List<Schema> facts = TopicCatalogue.ofStream(stream.id()).valueSchema().getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .map(field -> field.schema().getTypes().get(1))
                .toList();

        // Then
        assertThat(new TreeSet<>(facts.stream().map(Schema::getName).toList()))
                .isEqualTo(new TreeSet<>(Arrays.stream(family.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList()));
    }

    @Test
    void shouldRejectARecordWithoutAFact() {
        // Given: what a newer publisher's new fact looks like to this reader
        LoanEvent event = loan().build();

        // Then
        assertThat(violation(event, EventStream.LOANS))
                .isEqualTo(new Violation(
                        RejectionReason.INVALID_FIELD,
                        "fact",
                        "must be one fact: the record holds none, or one that is newer than this reader"));
    }

    @Test
    void shouldRejectARecordWithTwoFacts() {
        // Given
        LoanEvent event = loan().setLoanDisbursed(new LoanDisbursed("L-1", new Money(1L, "CNY")))
                .setLoanRepaid(new LoanRepaid("L-1", new Money(1L, "CNY")))
                .build();

        // Then
        assertThat(violation(event, EventStream.LOANS))
                .isEqualTo(new Violation(
                        RejectionReason.INVALID_FIELD, "fact", "must be one fact: the record holds several"));
    }

    @Test
    void shouldRejectAnUnknownKindOfCertificate() {
        // Given
        CertificationEvent event = CertificationEvent.newBuilder()
                .setEventId("stb-1")
                .setSource("foshan-stb")
                .setOccurredOn(DAY)
                .setRecordedAt(MOMENT)
                .setEnterpriseId(FactSamples.ENTERPRISE)
                .setCertificateRevoked(new CertificateRevoked("unicorn", "GR1", "why"))
                .build();

        // Then
        assertThat(violation(event, EventStream.CERTIFICATIONS))
                .extracting(Violation::reason, Violation::field)
                .containsExactly(RejectionReason.INVALID_FIELD, "fact.kind");
    }

    @Test
    void shouldRejectASubjectThatIsNone() {
        // Given
        LoanEvent event =
                loan().setReversed(new Reversed("bof-17", "L-1", "why")).build();

        // Then
        assertThat(violation(event, EventStream.LOANS))
                .extracting(Violation::reason, Violation::field)
                .containsExactly(RejectionReason.INVALID_FIELD, "fact.subject");
    }

    @Test
    void shouldRejectWhatIsNotAcceptable() {
        // Given
        LoanEvent event = loan().setLoanDisbursed(new LoanDisbursed("L-1", new Money(-1L, "CNY")))
                .build();

        // Then
        assertThat(violation(event, EventStream.LOANS))
                .extracting(Violation::reason, Violation::field)
                .containsExactly(RejectionReason.INVALID_AMOUNT, "fact.amount.amount");
    }

    @Test
    void shouldRejectARecordOfAnotherStream() {
        // Given
        LoanEvent event = loan().setLoanDisbursed(new LoanDisbursed("L-1", new Money(1L, "CNY")))
                .build();

        // Then
        assertThat(violation(event, EventStream.REGISTRATIONS).reason()).isEqualTo(RejectionReason.WRONG_STREAM);
    }

    @Test
    void shouldRejectARecordThatIsNoEvent() {
        // Given
        BusinessDayOpened record = new BusinessDayOpened("fhidz", DAY, MOMENT);

        // Then
        assertThat(violation(record, EventStream.LOANS).reason()).isEqualTo(RejectionReason.INCOMPATIBLE_SCHEMA);
    }

    private static LoanEvent.Builder loan() {
        return LoanEvent.newBuilder()
                .setEventId("bof-17")
                .setSource("bank-of-foshan")
                .setOccurredOn(DAY)
                .setRecordedAt(MOMENT)
                .setEnterpriseId(FactSamples.ENTERPRISE);
    }

    private Violation violation(SpecificRecord record, EventStream stream) {
        Parsed parsed = reader.avro(record, stream);
        assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
        List<Violation> violations = ((Parsed.Rejected) parsed).violations();
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }
}
