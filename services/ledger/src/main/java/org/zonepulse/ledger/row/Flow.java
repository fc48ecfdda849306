package org.zonepulse.ledger.row;

import java.util.Objects;
import org.zonepulse.ledger.measure.Series;

/**
 * What an enterprise contributes to a series on a day. A series' value as of a date is the sum of its flows up to it.
 *
 * @param series the measure, in the narrowest scope (park and industry, product, bank, fair, …)
 * @param day days since 1970-01-01
 * @param amount how much: a count, or minor units of money
 */
public record Flow(Series series, int day, long amount) {
    public Flow {
        Objects.requireNonNull(series, "series");
    }
}
