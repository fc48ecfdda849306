package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Chance, from a seed and a purpose: each part of the history draws its own, so that a change in one leaves the others
 * as they were. In whole numbers only: floating point may differ between machines.
 */
final class Draw {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int PERCENT = 100;

    private final SplittableRandom random;

    Draw(long seed, String purpose) {
        this.random = new SplittableRandom(seed ^ purpose.hashCode() * SPREAD);
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends can come. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean percent(int chance) {
        return below(PERCENT) < chance;
    }

    boolean oneIn(int number) {
        return below(number) == 0;
    }

    /** Both ends can come. */
    LocalDate day(LocalDate first, LocalDate last) {
        return first.plusDays(random.nextLong(ChronoUnit.DAYS.between(first, last) + 1));
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** One of the choices, each as likely as it is heavy. */
    <T> T weighted(List<T> choices, ToIntFunction<T> weight) {
        int rest = below(choices.stream().mapToInt(weight).sum());
        int at = 0;
        while (rest >= weight.applyAsInt(choices.get(at))) {
            rest -= weight.applyAsInt(choices.get(at));
            at++;
        }
        return choices.get(at);
    }

    /** That many of the choices, in the choices' order; all of them if there aren't as many. */
    <T> List<T> some(List<T> choices, int number) {
        List<T> chosen = new ArrayList<>(number);
        int wanted = number;
        for (int i = 0; i < choices.size() && wanted > 0; i++) {
            if (below(choices.size() - i) < wanted) {
                chosen.add(choices.get(i));
                wanted--;
            }
        }
        return chosen;
    }

    /** Those of the choices that have most of merit and luck together, the best first. */
    <T> List<T> best(List<T> choices, int number, ToIntFunction<T> merit, int luck) {
        record Score<T>(T choice, int points) {}
        return choices.stream()
                .map(choice -> new Score<>(choice, merit.applyAsInt(choice) + below(luck)))
                .sorted(Comparator.comparingInt((Score<T> score) -> score.points())
                        .reversed())
                .limit(number)
                .map(Score::choice)
                .toList();
    }

    /** A size such as amounts have: many small ones, few large. */
    long size() {
        long root = between(3, 30);
        return root * root;
    }
}
