package org.zonepulse.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.zone.Zone;

/**
 * KPIs as people read them, and as machines do.
 *
 * @param chinese whether names are Chinese
 * @param currency ISO 4217 code of the amounts; empty where there is none yet
 */
record KpiText(boolean chinese, String currency) {

    private static final String NONE = "–";
    private static final int PERCENT_DECIMALS = 2;
    /** 10^8 yuan are one 亿元. */
    private static final int YI_DIGITS = 8;

    private static final int YI_DECIMALS = 4;

    String in(Zone.Name name) {
        return chinese ? name.zh() : name.en();
    }

    String name(Measure measure) {
        return in(measure.label());
    }

    /** The value with its separators, without its unit; a dash where it has none. */
    String value(Kpi kpi) {
        return exactOf(kpi);
    }

    /** As {@link #value}, which is the same in all languages. */
    static String exactOf(Kpi kpi) {
        Long amount = kpi.amount();
        return amount == null ? NONE : value(kpi.series().measure().unit(), amount);
    }

    /** An amount of that unit with its separators, without the unit. */
    static String value(Measure.Unit unit, long amount) {
        return switch (unit) {
            case MONEY -> money(amount);
            case RATIO -> percent(BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(Formulas.MILLIONTHS)));
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> count(amount);
        };
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String money(long minor) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(minor, Money.SCALE));
    }

    static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2)
                        .setScale(PERCENT_DECIMALS, RoundingMode.HALF_UP)
                        .toPlainString() + "%";
    }

    /** What one unit of the value is; of large amounts in Chinese also what they are in 亿元. */
    String unit(Kpi kpi) {
        return unit(kpi.series().measure().unit(), kpi.amount());
    }

    /** What one unit of an amount is, likewise. */
    String unit(Measure.Unit unit, @Nullable Long amount) {
        return switch (unit) {
            case MONEY -> amount == null || !chinese ? currency : currency + yi(amount);
            case RATIO -> "";
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> in(unit.label());
        };
    }

    private String yi(long minor) {
        BigDecimal yi = BigDecimal.valueOf(minor, Money.SCALE + YI_DIGITS).setScale(YI_DECIMALS, RoundingMode.HALF_UP);
        return currency.equals("CNY") && yi.abs().compareTo(BigDecimal.ONE) >= 0
                ? " (" + yi.stripTrailingZeros().toPlainString() + " 亿元)"
                : "";
    }

    /** The value as exact decimal text: amounts in major units, ratios to a millionth; null where it has none. */
    static @Nullable String exact(Kpi kpi) {
        Long amount = kpi.amount();
        if (amount == null) {
            return null;
        }
        return switch (kpi.series().measure().unit()) {
            case MONEY -> BigDecimal.valueOf(amount, Money.SCALE).toPlainString();
            case RATIO -> BigDecimal.valueOf(amount, 6).toPlainString();
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> Long.toString(amount);
        };
    }
}
