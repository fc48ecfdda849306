package org.zonepulse.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/**
 * Builds the events of an enterprise, to be read like a story. Ids count up ({@code e1}, {@code e2}, …), one source
 * says everything, and all is recorded the day after, unless told otherwise for the next event. Amounts are in fen.
 *
 * <pre>{@code
 * List<Event> events = EnterpriseStory.of(1)
 *         .on("2020-01-01").registered("nanhai", "C3670")
 *         .on("2020-02-01").granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
 *         .on("2021-03-01").relocated("shunde")
 *         .events();
 * }</pre>
 */
public final class EnterpriseStory {

    private final String enterpriseId;
    private final List<Event> events = new ArrayList<>();
    private LocalDate day = LocalDate.of(2020, 1, 1);
    private String source = "registry";
    private @Nullable String nextId;
    private @Nullable Instant nextRecordedAt;

    private EnterpriseStory(String enterpriseId) {
        this.enterpriseId = enterpriseId;
    }

    /** The story of the so-many-th invented enterprise. */
    public static EnterpriseStory of(int number) {
        return new EnterpriseStory(CreditCodes.of(number));
    }

    /** What the city reports. */
    public static EnterpriseStory ofCity() {
        return new EnterpriseStory(TestZone.CITY);
    }

    /** The events so far, in the order of telling. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The enterprise's code. */
    public String enterpriseId() {
        return enterpriseId;
    }

    /** From here on all happens on this day, such as {@code 2020-01-31}. */
    public EnterpriseStory on(String date) {
        day = LocalDate.parse(date);
        return this;
    }

    /** From here on this source speaks. */
    public EnterpriseStory from(String name) {
        source = name;
        return this;
    }

    /** The next event has this id. */
    public EnterpriseStory as(String eventId) {
        nextId = eventId;
        return this;
    }

    /** The next event was written down at this instant, such as {@code 2020-01-31T08:00:00Z}. */
    public EnterpriseStory recordedAt(String instant) {
        nextRecordedAt = Instant.parse(instant);
        return this;
    }

    public EnterpriseStory registered(String park, String industry) {
        return tell(new Registered("Enterprise " + enterpriseId, park, industry));
    }

    public EnterpriseStory relocated(String park) {
        return tell(new Relocated(park));
    }

    public EnterpriseStory renamed(String name) {
        return tell(new Renamed(name));
    }

    public EnterpriseStory reclassified(String industry) {
        return tell(new Reclassified(industry));
    }

    public EnterpriseStory deregistered() {
        return tell(new Deregistered("closed"));
    }

    public EnterpriseStory granted(CertificateKind kind, String number, String from, @Nullable String to) {
        return tell(new CertificateGranted(kind, number, "2016-32", "bureau", LocalDate.parse(from), date(to)));
    }

    public EnterpriseStory renewed(
            CertificateKind kind, String number, String previous, String from, @Nullable String to) {
        LocalDate validFrom = LocalDate.parse(from);
        return tell(new CertificateRenewed(kind, number, previous, "2016-32", "bureau", validFrom, date(to)));
    }

    public EnterpriseStory revoked(CertificateKind kind, String number) {
        return tell(new CertificateRevoked(kind, number, "conditions not met"));
    }

    public EnterpriseStory cityTotal(CertificateKind kind, long total) {
        return tell(new CityTotalReported(kind, total));
    }

    public EnterpriseStory loanGranted(String loanId, String product, String bank, long fen) {
        return tell(new LoanGranted(loanId, product, bank, money(fen), null));
    }

    public EnterpriseStory disbursed(String loanId, long fen) {
        return tell(new LoanDisbursed(loanId, money(fen)));
    }

    public EnterpriseStory repaid(String loanId, long fen) {
        return tell(new LoanRepaid(loanId, money(fen)));
    }

    public EnterpriseStory writtenOff(String loanId, long fen) {
        return tell(new LoanWrittenOff(loanId, money(fen)));
    }

    public EnterpriseStory participated(String fair) {
        return tell(new FairParticipated(fair));
    }

    public EnterpriseStory metClient(String fair, String client) {
        return tell(new IntendedClientMet(fair, client));
    }

    public EnterpriseStory orderSigned(String orderId, String fair, long fen) {
        return tell(new IntendedOrderSigned(orderId, fair, "buyer", money(fen)));
    }

    public EnterpriseStory orderAmended(String orderId, long fen) {
        return tell(new IntendedOrderAmended(orderId, money(fen)));
    }

    public EnterpriseStory orderCancelled(String orderId) {
        return tell(new IntendedOrderCancelled(orderId, "no longer needed"));
    }

    public EnterpriseStory orderConverted(String orderId, long fen) {
        return tell(new IntendedOrderConverted(orderId, "contract of " + orderId, money(fen)));
    }

    /** Reverses the event that was told under this id, with its source and subject. */
    public EnterpriseStory reversed(String eventId) {
        Event undone = events.stream()
                .filter(event -> event.eventId().equals(eventId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event " + eventId + " told so far"));
        String before = source;
        source = undone.source();
        tell(new Reversed(eventId, undone.fact().subject(), "entered by mistake"));
        source = before;
        return this;
    }

    /** Any fact. */
    public EnterpriseStory tell(Fact fact) {
        String id = nextId == null ? "e" + (events.size() + 1) : nextId;
        Instant recordedAt =
                nextRecordedAt == null ? day.plusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC) : nextRecordedAt;
        events.add(new Event(id, source, day, recordedAt, enterpriseId, fact));
        nextId = null;
        nextRecordedAt = null;
        return this;
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static Money money(long fen) {
        return new Money(fen, TestZone.ZONE.currency());
    }
}
