package org.zonepulse.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.testkit.Property.Share;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.oracle.NaiveFormulas;
import org.zonepulse.testkit.oracle.NaiveLedger;

/**
 * Property (e): however enterprises are spread over partitions, and whenever cuts are made, the KPIs are those of the definitions.
 * Tried on all histories.
 */
class PartitionsTest {

    @Test
    void shouldGiveTheSameKpisByAnyPartitions() {
        Property property = (events, dice) -> {
            Pipeline pipeline = new Pipeline(dice);
            pipeline.run(events);
            LedgerView expected = NaiveLedger.mentionedDays(TestZone.ZONE, events);
            String flows = expected.differenceTo(
                    LedgerView.of(pipeline.dailyFlows(), expected.anomalies()), "definition", "published");
            return flows != null ? flows : pipeline.valuesFault(expected);
        };
        property.holds(Share.ALL);
    }

    /** A task of stage 1: the enterprises of its partition. */
    private static final class Partition {
        private final Ledger ledger = new Ledger();
        private final Map<MonthKey, MonthFlows> said = new HashMap<>();

        /** Says which months have changed since it last spoke. */
        void publishTo(CutBook book) {
            Map<MonthKey, MonthFlows> now = new HashMap<>();
            said.keySet().forEach(key -> now.put(key, new MonthFlows()));
            ledger.store()
                    .flows()
                    .forEach((series, days) -> days.forEach(
                            (day, amount) -> now.computeIfAbsent(MonthKey.of(series, day), _ -> new MonthFlows())
                                    .add(LocalDate.ofEpochDay(day).getDayOfMonth(), amount)));
            now.forEach((key, flows) -> {
                MonthFlows before = said.getOrDefault(key, new MonthFlows());
                if (!flows.equals(before)) {
                    book.replace(key, before, flows);
                    said.put(key, flows);
                }
            });
        }
    }

    /** Partitions, the sum over them, and a reader of what is published. */
    private static final class Pipeline {
        private final Dice dice;
        private final List<Partition> partitions;
        private final CutBook book = new CutBook();
        private final Map<Series, Kpi> values = new HashMap<>();
        private final Map<MonthKey, MonthFlows> months = new HashMap<>();

        Pipeline(Dice dice) {
            this.dice = dice;
            this.partitions = IntStream.range(0, dice.between(1, 4))
                    .mapToObj(_ -> new Partition())
                    .toList();
        }

        void run(List<Event> events) {
            List<LocalDate> days =
                    new ArrayList<>(events.stream().map(Event::occurredOn).toList());
            days.add(LocalDate.of(2020, 6, 30));
            Map<String, Partition> assigned = new HashMap<>();
            for (Event event : events) {
                assigned.computeIfAbsent(event.enterpriseId(), _ -> dice.pick(partitions))
                        .ledger
                        .apply(event);
                if (dice.chance(10)) {
                    dice.pick(partitions).publishTo(book);
                }
                if (dice.chance(10)) {
                    book.open(dice.pick(days));
                }
                if (dice.chance(10)) {
                    read();
                }
            }
            partitions.forEach(partition -> partition.publishTo(book));
            book.open(dice.pick(days));
            read();
        }

        private void read() {
            CutBook.Changes changes = book.takeChanges();
            changes.values().forEach(kpi -> values.put(kpi.series(), kpi));
            changes.months()
                    .forEach(
                            month -> months.put(month.getKey(), month.getValue().copy()));
        }

        Map<Series, Map<LocalDate, Long>> dailyFlows() {
            Map<Series, Map<LocalDate, Long>> flows = new HashMap<>();
            months.forEach((key, month) -> {
                for (int i = 0; i < month.size(); i++) {
                    flows.computeIfAbsent(key.series(), _ -> new HashMap<>())
                            .put(key.yearMonth().atDay(month.day(i)), month.amount(i));
                }
            });
            return flows;
        }

        /** Compares the values of the open day, and those of any other. */
        @Nullable String valuesFault(LedgerView expected) {
            LocalDate today = Objects.requireNonNull(book.today(), "a day was opened");
            LocalDate other = today.plusDays(dice.between(-100, 100));
            for (Series series : series(expected)) {
                Long ofToday = value(expected, series, today);
                Kpi published = values.get(series);
                boolean isSummed = series.measure().kind().isSummed();
                Long amount = published == null ? isSummed ? Long.valueOf(0) : null : published.amount();
                if (!Objects.equals(ofToday, amount)) {
                    return "  %s on %s: %s, published %s".formatted(series, today, ofToday, published);
                }
                Long ofOther = value(expected, series, other);
                Kpi asOf = Formulas.value(series, book.flows().at(other));
                if (!Objects.equals(ofOther, asOf.amount())) {
                    return "  %s as of %s: %s, not %s".formatted(series, other, ofOther, asOf);
                }
            }
            return null;
        }

        private List<Series> series(LedgerView expected) {
            Stream<Series> computed = Stream.concat(
                    Stream.of(
                            new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE),
                            new Series(Measure.LOAN_PRODUCTS, Scope.ZONE)),
                    expected.flows().keySet().stream()
                            .filter(series -> series.measure() == Measure.STAGE_TRANSITION_MONTHS)
                            .map(series -> new Series(
                                    Measure.MEDIAN_MONTHS_BETWEEN_STAGES,
                                    new Scope(
                                            Scope.Kind.TRANSITION,
                                            series.scope().first(),
                                            ""))));
            return Stream.of(expected.flows().keySet().stream(), values.keySet().stream(), computed)
                    .flatMap(some -> some)
                    .distinct()
                    .toList();
        }

        private static @Nullable Long value(LedgerView view, Series series, LocalDate day) {
            return switch (series.measure()) {
                case HIGH_TECH_SHARE_OF_CITY -> NaiveFormulas.shareOfCity(view, day);
                case LOAN_PRODUCTS -> Long.valueOf(NaiveFormulas.loanProducts(view, day));
                case MEDIAN_MONTHS_BETWEEN_STAGES ->
                    NaiveFormulas.medianMonths(view, series.scope().first(), day);
                default -> Long.valueOf(view.valueAt(series, day));
            };
        }
    }
}
