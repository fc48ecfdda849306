package org.zonepulse.testkit;

import org.zonepulse.ledger.event.CreditCode;

/** Right unified social credit codes of enterprises that don't exist. */
public final class CreditCodes {

    private static final int MOST = 100_000_000;

    private CreditCodes() {}

    /**
     * The code of the so-many-th invented enterprise.
     *
     * @param number from 0 to 99,999,999
     */
    public static String of(int number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("not between 0 and " + (MOST - 1) + ": " + number);
        }
        return CreditCode.complete("91440605" + "%08d".formatted(number) + "X");
    }
}
