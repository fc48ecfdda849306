package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.zonepulse.sandbox.referenceyear.LoanPlan.Course;

/**
 * Who borrows, and how the balance of the last day spreads over the loans. The published number of enterprises is of
 * those that were ever paid out a loan, as the catalogue's "enterprises with a loan (ever)" has it: the publication
 * speaks of enterprises that benefited.
 */
final class LoanBook {

    /** 100,000 yuan, in fen: what amounts of loans are multiples of. */
    static final long ROUND = 10_000_000L;

    private static final LocalDate FIRST_GRANT = LocalDate.of(2019, 6, 1);
    private static final LocalDate LAST_GRANT = LocalDate.of(2023, 7, 31);
    private static final int MOST_LOANS = 4;
    private static final int DAYS_REGISTERED = 400;
    private static final int LUCK = 120;
    /** Enterprises that were granted a loan and haven't drawn it: they don't count. */
    private static final int UNDRAWN = 9;

    private final Draw draw;
    private final Scenario scenario;
    private final LoanWriter writer;

    LoanBook(Scenario scenario, LoanWriter writer, long seed) {
        this.scenario = scenario;
        this.writer = writer;
        this.draw = new Draw(seed, "loans");
    }

    /** Lends to some of these. */
    void lend(List<Enterprise> enterprises) {
        List<Enterprise> qualified = enterprises.stream()
                .filter(enterprise -> enterprise.isRegisteredOn(ReferenceYear.AS_OF)
                        && enterprise.isRegisteredSince(DAYS_REGISTERED, LAST_GRANT))
                .toList();
        List<Enterprise> chosen =
                draw.best(qualified, scenario.enterprisesWithLoan() + UNDRAWN, Enterprise::strength, LUCK);
        List<LoanPlan> plans = new ArrayList<>();
        for (Enterprise borrower : chosen.subList(0, scenario.enterprisesWithLoan())) {
            IntStream.range(0, draw.between(1, MOST_LOANS))
                    .forEach(_ -> plans.add(plan(borrower, draw.weighted(List.of(Course.values()), Course::weight))));
        }
        chosen.subList(scenario.enterprisesWithLoan(), chosen.size())
                .forEach(borrower -> plans.add(plan(borrower, Course.UNDRAWN)));
        write(plans);
    }

    private LoanPlan plan(Enterprise borrower, Course course) {
        LocalDate ready = borrower.registered().plusDays(DAYS_REGISTERED);
        return new LoanPlan(
                borrower, draw.day(ready.isAfter(FIRST_GRANT) ? ready : FIRST_GRANT, LAST_GRANT), course, draw.size());
    }

    /** Apportions the balance over all that stand; of those being repaid, then, to the fen. */
    private void write(List<LoanPlan> plans) {
        List<LoanPlan> outstanding =
                plans.stream().filter(LoanPlan::isOutstanding).toList();
        long[] rounded = Apportionment.of(scenario.loanBalance().minor(), weights(outstanding), ROUND);
        long sum = outstanding.stream().mapToLong(LoanPlan::weight).sum();
        List<LoanPlan> repaying = new ArrayList<>();
        long balanceRepaying = 0;
        for (int i = 0; i < rounded.length; i++) {
            LoanPlan plan = outstanding.get(i);
            if (plan.course() == Course.REPAYING) {
                repaying.add(plan);
                balanceRepaying += rounded[i];
            } else {
                writer.write(plan, rounded[i]);
            }
        }
        long[] exact = Apportionment.of(balanceRepaying, weights(repaying), 1);
        for (int i = 0; i < exact.length; i++) {
            writer.write(repaying.get(i), exact[i]);
        }
        long typical = scenario.loanBalance().minor() / sum;
        plans.stream()
                .filter(plan -> !plan.isOutstanding())
                .forEach(plan -> writer.write(plan, Math.ceilDiv(typical * plan.weight(), ROUND) * ROUND));
    }

    private static List<Long> weights(List<LoanPlan> plans) {
        return plans.stream().map(LoanPlan::weight).toList();
    }
}
