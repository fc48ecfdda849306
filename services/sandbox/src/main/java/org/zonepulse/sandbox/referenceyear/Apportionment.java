package org.zonepulse.sandbox.referenceyear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a total in proportion to weights, in whole units, so that the shares add up to it exactly. */
final class Apportionment {

    private Apportionment() {}

    /**
     * By largest remainder; every share is at least one unit.
     *
     * @param total what is divided: a multiple of the unit, and at least one unit for each weight
     * @param weights more than 0; their sum times the number of units must fit a long
     * @return shares in the order of the weights, each a multiple of the unit
     */
    static long[] of(long total, List<Long> weights, long unit) {
        long units = total / unit - weights.size();
        if (units < 0 || total % unit != 0) {
            throw new IllegalArgumentException(total + " doesn't give " + weights.size() + " shares of " + unit);
        }
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        long[] shares = weights.stream()
                .mapToLong(weight -> Math.multiplyExact(units, weight) / sum)
                .toArray();
        long left = units - Arrays.stream(shares).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> units * weights.get(i) % sum)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(i -> shares[i]++);
        return Arrays.stream(shares).map(share -> (share + 1) * unit).toArray();
    }
}
