package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;

/** An enterprise in the register now, as far as what comes next depends on it. */
final class Inhabitant {

    final String code;
    final LocalDate registered;
    String park;
    String industry;
    /** The day of its last change in the register: none comes before that, and no two on one day. */
    LocalDate changed;

    private final Map<CertificateKind, Held> held = new EnumMap<>(CertificateKind.class);

    /**
     * The last certificate of a kind.
     *
     * @param until first day without it; {@link LocalDate#MAX} if it is open-ended
     */
    record Held(String number, LocalDate from, LocalDate until) {
        Held {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
        }
    }

    Inhabitant(String code, LocalDate registered, String park, String industry) {
        this.code = code;
        this.registered = registered;
        this.park = park;
        this.industry = industry;
        this.changed = registered;
    }

    boolean isRegisteredSince(int days, LocalDate day) {
        return !registered.plusDays(days).isAfter(day);
    }

    void hold(CertificateKind kind, Held certificate) {
        held.put(kind, certificate);
    }

    /** The last of the kind, in force or not. */
    @Nullable Held last(CertificateKind kind) {
        return held.get(kind);
    }

    boolean holds(CertificateKind kind, LocalDate day) {
        Held last = held.get(kind);
        return last != null && !day.isBefore(last.from()) && day.isBefore(last.until());
    }

    /** Whether a new term from that day on would overlap none. */
    boolean isFree(CertificateKind kind, LocalDate day) {
        Held last = held.get(kind);
        return last == null || !last.until().isAfter(day);
    }
}
