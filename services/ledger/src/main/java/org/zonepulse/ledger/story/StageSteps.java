package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Stage;
import org.zonepulse.ledger.row.Flow;

/** Collects from one enterprise's flows when it comes to a stage of growth and leaves it. */
public final class StageSteps {

    private final SortedMap<Integer, Map<Stage, Long>> steps = new TreeMap<>();

    /** Takes in a flow of the enterprise; those of other measures are passed over. */
    public void add(Flow flow) {
        for (Stage stage : Stage.values()) {
            if (flow.series().measure() == Measure.ofStage(stage)) {
                steps.computeIfAbsent(flow.day(), _ -> new EnumMap<>(Stage.class))
                        .merge(stage, flow.amount(), Long::sum);
            }
        }
    }

    /** The stages, in order of days. One that begins after a day is in sight on it, unless something comes in between. */
    public List<StageSpell> spells() {
        List<StageSpell> spells = new ArrayList<>();
        @Nullable Stage stage = null;
        LocalDate from = LocalDate.MIN;
        for (Map.Entry<Integer, Map<Stage, Long>> change : steps.entrySet()) {
            LocalDate day = LocalDate.ofEpochDay(change.getKey());
            @Nullable Stage next = after(change.getValue(), stage);
            if (next != stage) {
                if (stage != null) {
                    spells.add(new StageSpell(stage, from, day));
                }
                stage = next;
                from = day;
            }
        }
        if (stage != null) {
            spells.add(new StageSpell(stage, from, null));
        }
        return spells;
    }

    private static @Nullable Stage after(Map<Stage, Long> change, @Nullable Stage before) {
        Stage next = before;
        for (Map.Entry<Stage, Long> step : change.entrySet()) {
            if (step.getValue() < 0 && step.getKey() == next) {
                next = null;
            }
        }
        for (Map.Entry<Stage, Long> step : change.entrySet()) {
            if (step.getValue() > 0) {
                next = step.getKey();
            }
        }
        return next;
    }
}
