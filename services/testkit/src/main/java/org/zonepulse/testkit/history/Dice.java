package org.zonepulse.testkit.history;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Choices that follow from a seed. */
public final class Dice {

    private final RandomGenerator random;

    /** The same seed makes the same choices, on any machine. */
    public Dice(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** True in so many cases of a hundred. */
    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Another seed. */
    public long seed() {
        return random.nextLong();
    }

    /** One of them; there must be any. */
    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One of them. */
    @SafeVarargs
    public final <T> T pickOf(T... from) {
        return from[random.nextInt(from.length)];
    }

    /** Puts the list into any order. */
    public void shuffle(List<?> list) {
        for (int i = list.size(); i > 1; i--) {
            Collections.swap(list, i - 1, random.nextInt(i));
        }
    }
}
