package org.zonepulse.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact;

/**
 * The short way from a record's bytes to its event, past Avro's classes: only for records that were written with this release's
 * own schemas, as nearly all are. Whatever is out of the ordinary in the bytes it leaves to the long way
 * ({@link EventAvro}), which tells what is wrong; so this one never decides what is an event.
 */
public final class EventBytes {

    private static final byte ABSENT = 0;
    private static final byte PRESENT = 2;

    /** The most bytes that Avro takes for an int, however many of them are padding. */
    private static final int LONGEST_INT = 5;

    private final byte[] bytes;
    private int at;
    private boolean strange;

    private EventBytes(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /**
     * Reads an event.
     *
     * @param bytes to the end of the record
     * @param from where its first field begins
     * @return null if the bytes are best read the long way
     */
    public static @Nullable Event read(EventStream stream, byte[] bytes, int from) {
        return new EventBytes(bytes, from).event(stream);
    }

    private @Nullable Event event(EventStream stream) {
        String eventId = text();
        String source = text();
        LocalDate occurredOn = date();
        Instant recordedAt = Instant.ofEpochMilli(number());
        String enterpriseId = text();
        int facts = facts(stream);
        int which = skipAbsent(facts);
        if (which == facts || next() != PRESENT) {
            return null;
        }
        Fact fact = fact(stream, which);
        if (skipAbsent(facts - which - 1) < facts - which - 1 || at != bytes.length || strange || fact == null) {
            return null;
        }
        return new Event(eventId, source, occurredOn, recordedAt, enterpriseId, fact);
    }

    /** How many sorts of fact a stream's record has a field for. */
    private static int facts(EventStream stream) {
        return switch (stream) {
            case REGISTRATIONS -> 6;
            case CERTIFICATIONS, LOANS -> 5;
            case TRADE_FAIRS -> 7;
        };
    }

    /** Goes over fields that are absent, and tells how many they were. */
    private int skipAbsent(int most) {
        int absent = 0;
        while (absent < most && at < bytes.length && bytes[at] == ABSENT) {
            at++;
            absent++;
        }
        return absent;
    }

    /** The fact in the field of this number, as the stream's schema lists them; null if it is strange. */
    private @Nullable Fact fact(EventStream stream, int field) {
        return switch (stream) {
            case REGISTRATIONS -> registration(field);
            case CERTIFICATIONS -> certification(field);
            case LOANS -> loan(field);
            case TRADE_FAIRS -> tradeFair(field);
        };
    }

    private @Nullable Fact registration(int field) {
        return switch (field) {
            case 0 -> new RegistrationFact.Registered(text(), text(), text());
            case 1 -> new RegistrationFact.Relocated(text());
            case 2 -> new RegistrationFact.Renamed(text());
            case 3 -> new RegistrationFact.Reclassified(text());
            case 4 -> new RegistrationFact.Deregistered(text());
            default -> reversed();
        };
    }

    private @Nullable Fact certification(int field) {
        if (field == 4) {
            return reversed();
        }
        CertificateKind kind = CertificateKind.byId(text());
        if (kind == null) {
            return null;
        }
        return switch (field) {
            case 0 -> new CertificationFact.CertificateGranted(kind, text(), text(), text(), date(), optionalDate());
            case 1 ->
                new CertificationFact.CertificateRenewed(kind, text(), text(), text(), text(), date(), optionalDate());
            case 2 -> new CertificationFact.CertificateRevoked(kind, text(), text());
            default -> new CertificationFact.CityTotalReported(kind, number());
        };
    }

    private @Nullable Fact loan(int field) {
        return switch (field) {
            case 0 -> new LoanFact.LoanGranted(text(), text(), text(), money(), pledge());
            case 1 -> new LoanFact.LoanDisbursed(text(), money());
            case 2 -> new LoanFact.LoanRepaid(text(), money());
            case 3 -> new LoanFact.LoanWrittenOff(text(), money());
            default -> reversed();
        };
    }

    private @Nullable Fact tradeFair(int field) {
        return switch (field) {
            case 0 -> new TradeFairFact.FairParticipated(text());
            case 1 -> new TradeFairFact.IntendedClientMet(text(), text());
            case 2 -> new TradeFairFact.IntendedOrderSigned(text(), text(), text(), money());
            case 3 -> new TradeFairFact.IntendedOrderAmended(text(), money());
            case 4 -> new TradeFairFact.IntendedOrderCancelled(text(), text());
            case 5 -> new TradeFairFact.IntendedOrderConverted(text(), text(), money());
            default -> reversed();
        };
    }

    private @Nullable Fact reversed() {
        String eventId = text();
        Subject subject = Subject.parse(text());
        String reason = text();
        return subject == null ? null : new Reversed(eventId, subject, reason);
    }

    private LoanFact.@Nullable Pledge pledge() {
        return isPresent() ? new LoanFact.Pledge(text(), money()) : null;
    }

    private Money money() {
        return new Money(number(), text());
    }

    private @Nullable LocalDate optionalDate() {
        return isPresent() ? date() : null;
    }

    private boolean isPresent() {
        byte branch = next();
        strange |= branch != ABSENT && branch != PRESENT;
        return branch == PRESENT;
    }

    private LocalDate date() {
        int start = at;
        long number = number();
        int day = (int) number;
        strange |= day != number || at - start > LONGEST_INT;
        return LocalDate.ofEpochDay(day);
    }

    private String text() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            strange = true;
            return "";
        }
        String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    /** A number of up to nine bytes; longer ones, which only the largest need, are for the long way. */
    private long number() {
        long folded = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = next();
            folded |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (folded >>> 1) ^ -(folded & 1);
            }
        }
        strange = true;
        return 0;
    }

    private byte next() {
        if (at < bytes.length) {
            return bytes[at++];
        }
        strange = true;
        return ABSENT;
    }
}
