package org.zonepulse.feed.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;

/** Amounts as exact decimal text, since many a reader of JSON makes binary fractions of numbers. */
final class Amounts {

    private static final int MILLIONTHS_SCALE = 6;
    private static final int POINTS_SCALE = 2;

    private Amounts() {}

    /** In major units: money with its cents, a ratio as a fraction of 1; null where there is no value. */
    static @Nullable String text(Measure.Unit unit, @Nullable Long amount) {
        return amount == null ? null : decimal(unit, amount).toPlainString();
    }

    static @Nullable String text(Kpi kpi) {
        return text(kpi.series().measure().unit(), kpi.amount());
    }

    private static BigDecimal decimal(Measure.Unit unit, long amount) {
        return switch (unit) {
            case MONEY -> BigDecimal.valueOf(amount, Money.SCALE);
            case RATIO -> BigDecimal.valueOf(amount, MILLIONTHS_SCALE).stripTrailingZeros();
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> BigDecimal.valueOf(amount);
        };
    }

    /** What a value has changed by; null if one of them is none. */
    static @Nullable String difference(Measure.Unit unit, @Nullable Long before, @Nullable Long now) {
        return before == null || now == null ? null : text(unit, now - before);
    }

    /** The same as a share of what it was, in percent to one decimal; null if one of them is none, or it was 0. */
    static @Nullable String percent(@Nullable Long before, @Nullable Long now) {
        if (before == null || now == null || before == 0) {
            return null;
        }
        return BigDecimal.valueOf(now - before)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(Math.abs(before)), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Of a ratio, the same in percentage points to two decimals. */
    static @Nullable String points(Measure.Unit unit, @Nullable Long before, @Nullable Long now) {
        if (unit != Measure.Unit.RATIO || before == null || now == null) {
            return null;
        }
        return BigDecimal.valueOf(now - before, MILLIONTHS_SCALE)
                .movePointRight(2)
                .setScale(POINTS_SCALE, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** A constant's name as answers have it: {@code count-of-scopes}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
