package org.zonepulse.audit.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Money;

/** What puts a loan right. */
final class LoanRemedies {

    private final Case asked;
    private final List<Event> grants;
    private final List<Event> disbursements;
    private final String loan;

    LoanRemedies(Case asked) {
        this.asked = asked;
        this.grants = asked.concerned(LoanGranted.class);
        this.disbursements = asked.concerned(LoanDisbursed.class);
        this.loan = asked.subject().id();
    }

    List<Remedy> notGranted() {
        List<Event> all = asked.concerned();
        LocalDate day = Case.earliest(all);
        Money amount = money(Math.max(1, disbursed()));
        String bank = all.getFirst().source();
        LoanGranted grant =
                new LoanGranted(loan, asked.zone().loanProducts().getFirst().id(), bank, amount, null);
        return List.of(
                Case.like(
                        List.of(asked.event(bank, day, grant)),
                        "%s publishes the grant of loan %s: at least %s, dated %s or before.",
                        "由%s补发贷款 %s 的批准事件：金额不少于 %s，日期不晚于 %s。",
                        Case.sources(all),
                        loan,
                        text(amount),
                        day),
                Case.like(
                        asked.reversals(all),
                        "If the loan's number is wrong: %s reverses %s, and publishes them under the right number.",
                        "如贷款编号有误：由%s冲销 %s，并以正确编号重新发布。",
                        Case.sources(all),
                        Case.list(all)));
    }

    List<Remedy> grantedTwice() {
        return List.of(Case.like(
                asked.reversalsOfAllButFirst(grants),
                "%s reverses all but one of %s.",
                "由%s冲销多余的批准，只保留其中一条：%s。",
                Case.sources(grants),
                Case.list(grants)));
    }

    List<Remedy> beforeGrant() {
        Event grant = grants.getFirst();
        LocalDate first = Case.earliest(disbursements);
        List<Event> early = disbursements.stream()
                .filter(event -> event.occurredOn().isBefore(grant.occurredOn()))
                .toList();
        return List.of(
                Case.like(
                        asked.replaced(grant, first, grant.fact()),
                        "If the grant's date is wrong: %s reverses %s, and publishes it dated %s or before.",
                        "如批准日期有误：由%s冲销 %s，并以不晚于 %s 的日期重新发布。",
                        grant.source(),
                        Case.list(List.of(grant)),
                        first),
                Case.like(
                        asked.moved(early, grant.occurredOn()),
                        "If the disbursements' dates are wrong: %s reverses %s, and publishes them dated %s or later.",
                        "如发放日期有误：由%s冲销 %s，并以不早于 %s 的日期重新发布。",
                        Case.sources(early),
                        Case.list(early),
                        grant.occurredOn()));
    }

    List<Remedy> overdrawn() {
        Event grant = grants.getFirst();
        LoanGranted granted = (LoanGranted) grant.fact();
        Money paid = money(disbursed());
        return List.of(
                Case.like(
                        asked.replaced(grant, grant.occurredOn(), withAmount(granted, paid)),
                        "If more was granted: %s reverses %s (%s), and publishes it with at least %s, which was paid out.",
                        "如批准额度有误：由%s冲销 %s（%s），并以不少于已发放的 %s 重新发布。",
                        grant.source(),
                        Case.list(List.of(grant)),
                        text(granted.amount()),
                        text(paid)),
                Case.like(
                        List.of(),
                        "If less was paid out: %s reverses the wrong one of %s, and publishes it with the right amount;"
                                + " together at most %s.",
                        "如发放金额有误：由%s冲销错误的一条（%s），并以正确金额重新发布；合计不超过 %s。",
                        Case.sources(disbursements),
                        Case.list(disbursements),
                        text(granted.amount())));
    }

    List<Remedy> overpaid() {
        Shortfall shortfall = shortfall();
        Event grant = grants.getFirst();
        LoanGranted granted = (LoanGranted) grant.fact();
        String bank = disbursements.isEmpty()
                ? grant.source()
                : disbursements.getFirst().source();
        LocalDate day = shortfall.day.isBefore(grant.occurredOn()) ? grant.occurredOn() : shortfall.day;
        List<Event> missing =
                new ArrayList<>(List.of(asked.event(bank, day, new LoanDisbursed(loan, money(shortfall.minor)))));
        long needed = disbursed() + shortfall.minor;
        if (needed > granted.amount().minor()) {
            missing.addAll(asked.replaced(grant, grant.occurredOn(), withAmount(granted, money(needed))));
        }
        List<Event> paidBack = new ArrayList<>(asked.concerned(LoanRepaid.class));
        paidBack.addAll(asked.concerned(LoanWrittenOff.class));
        return List.of(
                Case.like(
                        missing,
                        "%s publishes the disbursement that is missing: at least %s, dated %s or before.",
                        "由%s补发缺失的发放事件：金额不少于 %s，日期不晚于 %s。",
                        bank,
                        text(money(shortfall.minor)),
                        shortfall.day),
                Case.like(
                        asked.reversals(paidBack),
                        "If too much was said to be paid back: %s reverses the wrong ones of %s, and publishes them with"
                                + " the right amount or date; %s less.",
                        "如偿还或核销有误：由%s冲销错误的记录（%s），并以正确金额或日期重新发布；合计减少 %s。",
                        Case.sources(paidBack),
                        Case.list(paidBack),
                        text(money(shortfall.minor))));
    }

    private static LoanGranted withAmount(LoanGranted granted, Money amount) {
        return new LoanGranted(granted.loanId(), granted.product(), granted.bank(), amount, granted.pledge());
    }

    private long disbursed() {
        return disbursements.stream()
                .mapToLong(event -> ((LoanDisbursed) event.fact()).amount().minor())
                .sum();
    }

    /** By how much the balance falls below zero at worst, and the first day on which it does. */
    private record Shortfall(long minor, LocalDate day) {}

    private Shortfall shortfall() {
        Map<LocalDate, Long> changes = new TreeMap<>();
        for (Event event : asked.concerned()) {
            long change = switch (event.fact()) {
                case LoanDisbursed paid -> paid.amount().minor();
                case LoanRepaid repaid -> -repaid.amount().minor();
                case LoanWrittenOff writtenOff -> -writtenOff.amount().minor();
                default -> 0;
            };
            changes.merge(event.occurredOn(), change, Long::sum);
        }
        long balance = 0;
        long lowest = 0;
        LocalDate first = LocalDate.MAX;
        for (Map.Entry<LocalDate, Long> change : changes.entrySet()) {
            balance += change.getValue();
            if (balance < 0 && first.equals(LocalDate.MAX)) {
                first = change.getKey();
            }
            lowest = Math.min(lowest, balance);
        }
        return new Shortfall(-lowest, first);
    }

    private Money money(long minor) {
        return new Money(minor, asked.zone().currency());
    }

    private static String text(Money money) {
        return money.major().toPlainString() + " " + money.currency();
    }
}
