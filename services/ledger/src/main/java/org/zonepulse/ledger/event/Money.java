package org.zonepulse.ledger.event;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of money.
 *
 * @param minor the amount in minor units (fen for CNY): an exact count, never a fraction
 * @param currency ISO 4217 code, such as {@code CNY}
 */
public record Money(long minor, String currency) {

    /** Digits after the decimal point of the currencies that a zone can use. */
    public static final int SCALE = 2;

    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    /**
     * Reads a decimal amount in major units.
     *
     * @throws ArithmeticException if it is finer than a minor unit, or doesn't fit a long
     */
    public static Money of(BigDecimal major, String currency) {
        return new Money(major.movePointRight(SCALE).longValueExact(), currency);
    }

    /** The amount in major units (yuan), always with two decimals. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, SCALE);
    }
}
