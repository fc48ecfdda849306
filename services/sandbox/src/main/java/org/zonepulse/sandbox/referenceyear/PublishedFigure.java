package org.zonepulse.sandbox.referenceyear;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * A figure that was published about the zone.
 *
 * @param measure what was measured, in the catalogue's words where it has it
 * @param scope of what: {@code zone}, {@code city}, {@code fair:...}
 * @param wording how it was put into words; empty if only the number was given
 * @param later whether the catalogue doesn't have it yet, so that it isn't compared
 * @param expected the value; where the wording leaves a range, the one that the reference year picks
 * @param previousYear the value of the year before, where it was given
 */
public record PublishedFigure(
        String measure, String scope, String wording, boolean later, Expected expected, OptionalLong previousYear) {
    public PublishedFigure {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(wording, "wording");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(previousYear, "previousYear");
    }

    /** The series whose value this is; empty where the catalogue of KPIs has none. */
    public Optional<Series> series() {
        Measure known = Measure.byId(measure);
        Scope parsed = Scope.parse(scope);
        return known != null && parsed != null && known.scopes().contains(parsed.kind())
                ? Optional.of(new Series(known, parsed))
                : Optional.empty();
    }

    /**
     * The balances of the loan products that are named as members, in their order: each has to be more than 0.
     *
     * @return nothing if the figure names no members
     * @throws IllegalStateException if the zone has no such product
     */
    public List<Series> members(Zone zone) {
        return expected instanceof Expected.Members members
                ? members.names().stream().map(name -> balanceOf(name, zone)).toList()
                : List.of();
    }

    private static Series balanceOf(String productName, Zone zone) {
        return zone.loanProducts().stream()
                .filter(product -> product.name().en().equals(productName))
                .map(product -> new Series(Measure.LOAN_BALANCE, Scope.product(product.id())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the zone has no loan product " + productName));
    }

    /**
     * Whether the computed values say the same as this figure: counts and money exactly, a share when rounded as it was
     * published, members when they are all there and no others.
     *
     * @param zone whose loan products members are
     * @param values the computed value of a series; null where there is none
     */
    public boolean isMetBy(Zone zone, Function<Series, @Nullable Kpi> values) {
        Kpi value = series().map(values).orElse(null);
        if (value == null || value.amount() == null) {
            return false;
        }
        long amount = value.amount();
        return switch (expected) {
            case Expected.Count count -> amount == count.number();
            case Expected.Amount money ->
                amount == money.money().minor() && money.money().currency().equals(zone.currency());
            case Expected.Ratio ratio -> isRounded(value, ratio.value());
            case Expected.Members members ->
                amount == members.names().size()
                        && members(zone).stream().map(values).allMatch(PublishedFigure::isPositive);
        };
    }

    private static boolean isPositive(@Nullable Kpi value) {
        Long amount = value == null ? null : value.amount();
        return amount != null && amount > 0;
    }

    /** From numerator and denominator: the millionths of a ratio's amount are rounded already. */
    private static boolean isRounded(Kpi value, BigDecimal published) {
        Long numerator = value.numerator();
        Long denominator = value.denominator();
        return numerator != null
                && denominator != null
                && BigDecimal.valueOf(numerator)
                                .divide(BigDecimal.valueOf(denominator), published.scale(), RoundingMode.HALF_UP)
                                .compareTo(published)
                        == 0;
    }
}
