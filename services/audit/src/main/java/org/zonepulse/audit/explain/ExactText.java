package org.zonepulse.audit.explain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.measure.Measure;

/** Amounts as exact decimal text, since many a reader makes binary fractions of numbers. */
public final class ExactText {

    private static final int MILLIONTHS = 6;

    private ExactText() {}

    /** Money in major units, ratios to a millionth, counts as they are; null for none. */
    public static @Nullable String of(Measure.Unit unit, @Nullable Long amount) {
        return amount == null ? null : of(unit, amount.longValue());
    }

    /** Money in major units, ratios to a millionth, counts as they are. */
    public static String of(Measure.Unit unit, long amount) {
        return switch (unit) {
            case MONEY -> BigDecimal.valueOf(amount, Money.SCALE).toPlainString();
            case RATIO -> BigDecimal.valueOf(amount, MILLIONTHS).toPlainString();
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> Long.toString(amount);
        };
    }
}
