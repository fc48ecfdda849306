package org.zonepulse.ledger.measure;

import java.util.EnumSet;
import java.util.Set;
import org.zonepulse.ledger.event.CertificateKind;

/**
 * The choices of meaning in the {@link Measure} catalogue over which reasonable offices differ. What is published always has
 * the {@link #STANDARD} meaning; others answer "what if it meant something else". Which histories contradict themselves is no
 * choice: it is the same under all of them.
 *
 * @param expiringDays how long before the end of its term a certificate counts as expiring, in days; changes
 *     {@link Measure#CERTIFICATES_EXPIRING}, whose name goes on saying 90
 * @param staying measures that stay in the park and industry where they arose when the enterprise moves, instead of following
 *     it; a choice for {@link #MAY_STAY} only
 * @param writtenOffLeaves whether principal that was given up leaves {@link Measure#LOAN_BALANCE} and
 *     {@link Measure#ENTERPRISES_WITH_CURRENT_LOAN}, rather than being owed for ever
 * @param ladder the certificates that are rungs on the ladder of growth; the stage of one that isn't is never reached. A choice
 *     among {@link #RUNGS}; changes all measures of stages
 * @param longestStepMonths steps between stages that took longer are counted as taking this many completed months; changes
 *     {@link Measure#STAGE_TRANSITION_MONTHS} and the median made of it
 */
public record Definitions(
        int expiringDays,
        Set<Measure> staying,
        boolean writtenOffLeaves,
        Set<CertificateKind> ladder,
        int longestStepMonths) {

    /** The longest time before its end that a certificate can count as expiring, in days. */
    public static final int MOST_EXPIRING_DAYS = 3650;

    /** The longest step between stages that can be told apart, in months. */
    public static final int MOST_STEP_MONTHS = 1200;

    /**
     * The measures that have a place where they arose: of the balance of a loan, where its first principal was paid out; of an
     * intended order, where it was signed; of an enterprise that is counted for what it once did, where it first did it.
     */
    public static final Set<Measure> MAY_STAY = Set.of(
            Measure.LOAN_BALANCE, Measure.INTENDED_ORDERS, Measure.ENTERPRISES_WITH_LOAN, Measure.FAIR_PARTICIPANTS);

    /** The certificates that can be rungs, each with a stage of its own. */
    public static final Set<CertificateKind> RUNGS = Set.of(
            CertificateKind.TECHNOLOGY_SME,
            CertificateKind.HIGH_TECH_ENTERPRISE,
            CertificateKind.LITTLE_GIANT,
            CertificateKind.SINGLE_CHAMPION);

    /** What the catalogue says: the meaning of all that is published. */
    public static final Definitions STANDARD = new Definitions(90, Set.of(), true, RUNGS, 240);

    public Definitions {
        requireBetween("expiringDays", expiringDays, MOST_EXPIRING_DAYS);
        requireBetween("longestStepMonths", longestStepMonths, MOST_STEP_MONTHS);
        requireAmong("staying", staying, MAY_STAY);
        requireAmong("ladder", ladder, RUNGS);
        staying = Set.copyOf(staying);
        ladder = Set.copyOf(ladder);
    }

    private static void requireBetween(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
        }
    }

    private static <T> void requireAmong(String name, Set<T> chosen, Set<T> all) {
        if (!all.containsAll(chosen)) {
            throw new IllegalArgumentException(name + " must be among " + all + ", not " + chosen);
        }
    }

    /** The measures whose figures can differ from those of other definitions. */
    public Set<Measure> measuresThatDifferFrom(Definitions other) {
        Set<Measure> differing = EnumSet.noneOf(Measure.class);
        if (expiringDays != other.expiringDays) {
            differing.add(Measure.CERTIFICATES_EXPIRING);
        }
        for (Measure measure : MAY_STAY) {
            if (staying.contains(measure) != other.staying.contains(measure)) {
                differing.add(measure);
            }
        }
        if (writtenOffLeaves != other.writtenOffLeaves) {
            differing.add(Measure.LOAN_BALANCE);
            differing.add(Measure.ENTERPRISES_WITH_CURRENT_LOAN);
        }
        if (!ladder.equals(other.ladder)) {
            for (Stage stage : Stage.values()) {
                differing.add(Measure.ofStage(stage));
            }
            differing.add(Measure.STAGE_TRANSITIONS);
        }
        if (!ladder.equals(other.ladder) || longestStepMonths != other.longestStepMonths) {
            differing.add(Measure.STAGE_TRANSITION_MONTHS);
            differing.add(Measure.MEDIAN_MONTHS_BETWEEN_STAGES);
        }
        return differing;
    }
}
