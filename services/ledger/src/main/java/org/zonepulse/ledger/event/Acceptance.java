package org.zonepulse.ledger.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.zone.Zone;

/**
 * What an event must satisfy by itself, whatever else is known, to be accepted into a zone's ledger. Emitters and the
 * pipeline ask the same question here, so that what one accepts the other never refuses.
 */
public final class Acceptance {

    /** First business date that can be: the founding of the registers. */
    public static final LocalDate EARLIEST = LocalDate.of(1949, 10, 1);

    /** Last date that can be, business date or end of validity. */
    public static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /** The largest amount, in minor units: 100 billion yuan. A sum of 900,000 such amounts still fits a long. */
    public static final long MAX_AMOUNT = 10_000_000_000_000L;

    /** The longest of ids and numbers, in characters. */
    public static final int MAX_ID = 64;

    /** The longest of names and reasons, in characters. */
    public static final int MAX_TEXT = 200;

    private static final Pattern INDUSTRY = Pattern.compile("[A-T]\\d{2,4}");
    private static final Instant EARLIEST_INSTANT = EARLIEST.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant LATEST_INSTANT = LATEST.atStartOfDay().toInstant(ZoneOffset.UTC);

    private final Zone zone;

    /** Acceptance into this zone. */
    public Acceptance(Zone zone) {
        this.zone = zone;
    }

    /** Whether this can be a source's name. */
    public static boolean isSource(String name) {
        boolean fits = !name.isEmpty() && name.length() <= MAX_ID && isPlain(name.charAt(0));
        for (int i = 1; fits && i < name.length(); i++) {
            char symbol = name.charAt(i);
            fits = isPlain(symbol) || symbol == '.' || symbol == '_' || symbol == '-';
        }
        return fits;
    }

    private static boolean isPlain(char symbol) {
        return (symbol >= 'a' && symbol <= 'z') || (symbol >= '0' && symbol <= '9');
    }

    /** All that is wrong with the event as one of the stream; empty if it is accepted. */
    public List<Violation> check(Event event, EventStream stream) {
        Violations found = new Violations();
        found.id("eventId", event.eventId());
        if (!isSource(event.source())) {
            found.add(
                    RejectionReason.INVALID_FIELD,
                    "source",
                    "must be 1 to 64 of a-z, 0-9, '.', '_', '-', and start with a letter or digit");
        }
        found.date("occurredOn", event.occurredOn());
        if (event.recordedAt().isBefore(EARLIEST_INSTANT) || event.recordedAt().isAfter(LATEST_INSTANT)) {
            found.add(RejectionReason.INVALID_DATE, "recordedAt", "must lie between " + EARLIEST + " and " + LATEST);
        }
        checkEnterprise(event, found);
        if (event.fact().stream() != stream) {
            found.add(
                    RejectionReason.WRONG_STREAM,
                    "fact",
                    "belongs to the stream " + event.fact().stream().id() + ", not to " + stream.id());
        } else {
            checkFact(event.fact(), found);
        }
        return found.list();
    }

    private void checkEnterprise(Event event, Violations found) {
        boolean ofCity = event.fact().subject().kind() == Subject.Kind.CITY_TOTAL;
        if (ofCity && !event.enterpriseId().equals(zone.city().divisionCode())) {
            found.add(
                    RejectionReason.INVALID_CREDIT_CODE,
                    "enterpriseId",
                    "must be the city's division code " + zone.city().divisionCode() + " for a city's total");
        } else if (!ofCity && !CreditCode.isValid(event.enterpriseId())) {
            found.add(
                    RejectionReason.INVALID_CREDIT_CODE,
                    "enterpriseId",
                    "must be a unified social credit code: 18 symbols of 0-9 and A-Z without I, O, S, V, Z,"
                            + " the last being the right check character (GB 32100-2015)");
        }
    }

    private void checkFact(Fact fact, Violations found) {
        switch (fact) {
            case Reversed reversed -> checkReversed(reversed, found);
            case RegistrationFact registration -> checkRegistration(registration, found);
            case CertificationFact certification -> checkCertification(certification, found);
            case LoanFact loan -> checkLoan(loan, found);
            case TradeFairFact fair -> checkTradeFair(fair, found);
        }
    }

    private static void checkReversed(Reversed reversed, Violations found) {
        found.id("fact.eventId", reversed.eventId());
        if (reversed.subject().kind() != Subject.Kind.ENTERPRISE) {
            found.subjectId("fact.subject", reversed.subject());
        }
        found.text("fact.reason", reversed.reason());
    }

    private void checkRegistration(RegistrationFact fact, Violations found) {
        switch (fact) {
            case RegistrationFact.Registered registered -> {
                found.text("fact.name", registered.name());
                checkPark(registered.park(), found);
                checkIndustry(registered.industry(), found);
            }
            case RegistrationFact.Relocated relocated -> checkPark(relocated.park(), found);
            case RegistrationFact.Renamed renamed -> found.text("fact.name", renamed.name());
            case RegistrationFact.Reclassified reclassified -> checkIndustry(reclassified.industry(), found);
            case RegistrationFact.Deregistered deregistered -> found.text("fact.reason", deregistered.reason());
            case Reversed reversed -> checkReversed(reversed, found);
        }
    }

    private void checkCertification(CertificationFact fact, Violations found) {
        switch (fact) {
            case CertificationFact.CertificateGranted granted -> {
                found.id("fact.number", granted.number());
                found.id("fact.ruleSet", granted.ruleSet());
                found.text("fact.issuer", granted.issuer());
                found.term(granted.validFrom(), granted.validTo());
            }
            case CertificationFact.CertificateRenewed renewed -> {
                found.id("fact.number", renewed.number());
                found.id("fact.previousNumber", renewed.previousNumber());
                if (renewed.number().equals(renewed.previousNumber())) {
                    found.add(
                            RejectionReason.INVALID_FIELD,
                            "fact.previousNumber",
                            "must differ from number: a renewal gives a new number");
                }
                found.id("fact.ruleSet", renewed.ruleSet());
                found.text("fact.issuer", renewed.issuer());
                found.term(renewed.validFrom(), renewed.validTo());
            }
            case CertificationFact.CertificateRevoked revoked -> {
                found.id("fact.number", revoked.number());
                found.text("fact.reason", revoked.reason());
            }
            case CertificationFact.CityTotalReported reported -> {
                if (reported.total() < 0 || reported.total() > Integer.MAX_VALUE) {
                    found.add(RejectionReason.INVALID_AMOUNT, "fact.total", "must be a count, 0 or more");
                }
            }
            case Reversed reversed -> checkReversed(reversed, found);
        }
    }

    private void checkLoan(LoanFact fact, Violations found) {
        switch (fact) {
            case LoanFact.LoanGranted granted -> {
                found.id("fact.loanId", granted.loanId());
                if (zone.loanProduct(granted.product()) == null) {
                    found.add(
                            RejectionReason.UNKNOWN_LOAN_PRODUCT,
                            "fact.product",
                            "must be one of "
                                    + zone.loanProducts().stream()
                                            .map(Zone.LoanProduct::id)
                                            .toList());
                }
                found.id("fact.bank", granted.bank());
                checkAmount("fact.amount", granted.amount(), found);
                LoanFact.Pledge pledge = granted.pledge();
                if (pledge != null) {
                    found.id("fact.pledge.registrationNumber", pledge.registrationNumber());
                    checkAmount("fact.pledge.securedAmount", pledge.securedAmount(), found);
                }
            }
            case LoanFact.LoanDisbursed disbursed -> checkPayment(disbursed.loanId(), disbursed.amount(), found);
            case LoanFact.LoanRepaid repaid -> checkPayment(repaid.loanId(), repaid.amount(), found);
            case LoanFact.LoanWrittenOff writtenOff -> checkPayment(writtenOff.loanId(), writtenOff.amount(), found);
            case Reversed reversed -> checkReversed(reversed, found);
        }
    }

    private void checkPayment(String loanId, Money amount, Violations found) {
        found.id("fact.loanId", loanId);
        checkAmount("fact.amount", amount, found);
    }

    private void checkTradeFair(TradeFairFact fact, Violations found) {
        switch (fact) {
            case TradeFairFact.FairParticipated participated -> found.text("fact.fair", participated.fair());
            case TradeFairFact.IntendedClientMet met -> {
                found.text("fact.fair", met.fair());
                found.id("fact.client", met.client());
            }
            case TradeFairFact.IntendedOrderSigned signed -> {
                found.id("fact.orderId", signed.orderId());
                found.text("fact.fair", signed.fair());
                found.text("fact.buyer", signed.buyer());
                checkAmount("fact.amount", signed.amount(), found);
            }
            case TradeFairFact.IntendedOrderAmended amended -> {
                found.id("fact.orderId", amended.orderId());
                checkAmount("fact.amount", amended.amount(), found);
            }
            case TradeFairFact.IntendedOrderCancelled cancelled -> {
                found.id("fact.orderId", cancelled.orderId());
                found.text("fact.reason", cancelled.reason());
            }
            case TradeFairFact.IntendedOrderConverted converted -> {
                found.id("fact.orderId", converted.orderId());
                found.id("fact.contractNumber", converted.contractNumber());
                checkAmount("fact.amount", converted.amount(), found);
            }
            case Reversed reversed -> checkReversed(reversed, found);
        }
    }

    private void checkPark(String park, Violations found) {
        if (zone.park(park) == null) {
            found.add(
                    RejectionReason.UNKNOWN_PARK,
                    "fact.park",
                    "must be one of " + zone.parks().stream().map(Zone.Park::id).toList());
        }
    }

    private static void checkIndustry(String industry, Violations found) {
        if (!INDUSTRY.matcher(industry).matches()) {
            found.add(
                    RejectionReason.INVALID_FIELD,
                    "fact.industry",
                    "must be a GB/T 4754-2017 code: a letter A to T and two to four digits, such as C3670");
        }
    }

    private void checkAmount(String field, Money amount, Violations found) {
        if (!amount.currency().equals(zone.currency())) {
            found.add(
                    RejectionReason.FOREIGN_CURRENCY,
                    field + ".currency",
                    "must be " + zone.currency() + ": amounts of different currencies are never added");
        }
        if (amount.minor() <= 0 || amount.minor() > MAX_AMOUNT) {
            found.add(
                    RejectionReason.INVALID_AMOUNT,
                    field + ".amount",
                    "must be more than 0 and at most " + new Money(MAX_AMOUNT, zone.currency()).major());
        }
    }

    /** Collects what is wrong; allocates nothing as long as all is right. */
    private static final class Violations {
        private @Nullable List<Violation> found;

        List<Violation> list() {
            return found == null ? List.of() : List.copyOf(found);
        }

        void add(RejectionReason reason, String field, String message) {
            if (found == null) {
                found = new ArrayList<>();
            }
            found.add(new Violation(reason, field, message));
        }

        void id(String field, String value) {
            length(field, value, MAX_ID);
        }

        void text(String field, String value) {
            length(field, value, MAX_TEXT);
        }

        void subjectId(String field, Subject subject) {
            length(field, subject.id(), MAX_TEXT);
        }

        void date(String field, LocalDate date) {
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                add(RejectionReason.INVALID_DATE, field, "must lie between " + EARLIEST + " and " + LATEST);
            }
        }

        void term(LocalDate validFrom, @Nullable LocalDate validTo) {
            date("fact.validFrom", validFrom);
            if (validTo != null) {
                date("fact.validTo", validTo);
                if (!validTo.isAfter(validFrom)) {
                    add(RejectionReason.INVALID_DATE, "fact.validTo", "must be after validFrom");
                }
            }
        }

        private void length(String field, String value, int max) {
            // "L-1" and "L-1 " would be two loans that look the same.
            int length = value.length();
            boolean plain = length > 0
                    && length <= max
                    && !Character.isWhitespace(value.charAt(0))
                    && !Character.isWhitespace(value.charAt(length - 1));
            for (int i = 0; plain && i < length; i++) {
                plain = !Character.isISOControl(value.charAt(i));
            }
            if (!plain) {
                add(
                        RejectionReason.INVALID_FIELD,
                        field,
                        "must be 1 to " + max + " characters, without blanks around it and without control characters");
            }
        }
    }
}
