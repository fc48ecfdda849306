package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.Objects;

/**
 * An enterprise as it was registered.
 *
 * @param code unified social credit code
 * @param registered first day in the zone's register
 * @param deregistered first day out of it; far away if it stays
 * @param park the park of registration
 * @param trade its main business at registration
 * @param strength 0 to 99: how likely it is to thrive
 */
record Enterprise(String code, LocalDate registered, LocalDate deregistered, String park, Trade trade, int strength) {

    /** The greatest strength. */
    static final int STRONGEST = 99;

    /** The deregistration of those that stay. */
    static final LocalDate NEVER = LocalDate.MAX;

    Enterprise {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(registered, "registered");
        Objects.requireNonNull(deregistered, "deregistered");
        Objects.requireNonNull(park, "park");
        Objects.requireNonNull(trade, "trade");
    }

    boolean isRegisteredOn(LocalDate day) {
        return !day.isBefore(registered) && day.isBefore(deregistered);
    }

    /** Whether it has been in the register for that many days on the day, and still is. */
    boolean isRegisteredSince(int days, LocalDate day) {
        return isRegisteredOn(day) && !registered.plusDays(days).isAfter(day);
    }
}
