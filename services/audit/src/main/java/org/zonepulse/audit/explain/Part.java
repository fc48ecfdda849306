package org.zonepulse.audit.explain;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.measure.Series;

/**
 * A sum of contributions: all that a summed KPI is made of, or one of the sums that a formula takes.
 *
 * @param series what is summed
 * @param shares of the enterprises with any contribution, the largest first
 */
public record Part(Series series, List<Share> shares) {
    public Part {
        Objects.requireNonNull(series, "series");
        shares = shares.stream().sorted(Share.LARGEST_FIRST).toList();
    }

    /** What all contributions add up to. */
    public long total() {
        return shares.stream().mapToLong(Share::amount).sum();
    }

    /** Number of enterprises that have something in it: those whose contributions don't cancel out. */
    public long enterprises() {
        return shares.stream().filter(share -> share.amount() != 0).count();
    }

    /** Number of contributions. */
    public long events() {
        return shares.stream().mapToLong(share -> share.contributions().size()).sum();
    }
}
