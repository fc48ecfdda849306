package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.measure.Stage;

/**
 * The growth pipeline: how many enterprises are at each stage, and how they came there.
 *
 * @param stages enterprises by stage, from the first to the highest
 * @param transitions all that have ever been made
 */
record Growth(List<AtStage> stages, List<Transition> transitions) {

    private static final String ARROW = ">";
    /** From the first to the highest. */
    private static final List<String> STAGES =
            Arrays.stream(Stage.values()).map(Stage::id).toList();

    /** So many percent of the steps are done within a median, and within the slow ones' time. */
    private static final int HALF = 50;

    private static final int NINE_OF_TEN = 90;
    private static final int HUNDRED = 100;

    /** Enterprises at a stage. */
    record AtStage(Stage stage, long enterprises) {}

    /**
     * Steps from one stage to another.
     *
     * @param from id of the stage left
     * @param to id of the stage reached
     * @param count all of them, downwards too
     * @param months first arrivals from below, by the completed months that they took
     */
    record Transition(String from, String to, long count, NavigableMap<Integer, Long> months) {

        private @Nullable Integer within(int percent) {
            long all = months.values().stream().mapToLong(Long::longValue).sum();
            long sum = 0;
            for (Map.Entry<Integer, Long> bucket : months.entrySet()) {
                sum += bucket.getValue();
                if (sum * HUNDRED >= all * percent) {
                    return bucket.getKey();
                }
            }
            return null;
        }
    }

    Growth {
        stages = List.copyOf(stages);
        transitions = List.copyOf(transitions);
    }

    static Growth at(KpiState state, LocalDate day) {
        Levels levels = state.levels(day);
        List<AtStage> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            stages.add(new AtStage(stage, levels.of(new Series(Measure.ofStage(stage), Scope.ZONE))));
        }
        List<Transition> transitions = levels.scopes(Measure.STAGE_TRANSITIONS).stream()
                .map(scope -> transition(levels, scope))
                .filter(transition -> transition.count > 0)
                .sorted(Comparator.comparingInt((Transition transition) -> STAGES.indexOf(transition.from))
                        .thenComparingInt(transition -> STAGES.indexOf(transition.to)))
                .toList();
        return new Growth(stages, transitions);
    }

    private static Transition transition(Levels levels, Scope scope) {
        int arrow = scope.first().indexOf(ARROW);
        NavigableMap<Integer, Long> months = new TreeMap<>();
        for (Scope bucket : levels.scopes(Measure.STAGE_TRANSITION_MONTHS)) {
            long count = levels.of(new Series(Measure.STAGE_TRANSITION_MONTHS, bucket));
            if (bucket.first().equals(scope.first()) && count > 0) {
                months.put(Integer.valueOf(bucket.second()), count);
            }
        }
        return new Transition(
                scope.first().substring(0, arrow),
                scope.first().substring(arrow + 1),
                levels.of(new Series(Measure.STAGE_TRANSITIONS, scope)),
                months);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("stages");
        for (AtStage at : stages) {
            json.writeStartObject();
            json.writeStringField("stage", at.stage.id());
            Json.names(json, "name", at.stage.label());
            json.writeStringField("enterprises", Long.toString(at.enterprises));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("transitions");
        for (Transition transition : transitions) {
            json.writeStartObject();
            json.writeStringField("from", transition.from);
            json.writeStringField("to", transition.to);
            json.writeStringField("count", Long.toString(transition.count));
            json.writeObjectFieldStart("months");
            Json.text(json, "median", text(transition.within(HALF)));
            Json.text(json, "p90", text(transition.within(NINE_OF_TEN)));
            json.writeArrayFieldStart("buckets");
            for (Map.Entry<Integer, Long> bucket : transition.months.entrySet()) {
                json.writeStartObject();
                json.writeNumberField("months", bucket.getKey());
                json.writeStringField("count", bucket.getValue().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    Table table() {
        Table table = new Table("from", "to", "count", "medianMonths", "p90Months");
        transitions.forEach(each -> table.row(
                each.from,
                each.to,
                Long.toString(each.count),
                text(each.within(HALF)),
                text(each.within(NINE_OF_TEN))));
        return table;
    }

    private static @Nullable String text(@Nullable Integer months) {
        return months == null ? null : months.toString();
    }
}
