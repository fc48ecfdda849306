package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.List;
import org.zonepulse.ledger.measure.Measure;

/** Writes the flows of one row. */
final class FlowWriter {

    private final List<Flow> flows = new ArrayList<>();

    List<Flow> flows() {
        return flows;
    }

    /** A flow in one scope. */
    void add(Measure measure, Cell cell, int day, long amount) {
        if (amount != 0) {
            flows.add(new Flow(cell.series(measure), day, amount));
        }
    }

    /** The flows of a level that changes by these steps and stays in one scope. */
    void add(Measure measure, Cell cell, Steps steps) {
        for (int i = 0; i < steps.size(); i++) {
            add(measure, cell, steps.day(i), steps.amount(i));
        }
    }

    /** The flows of steps each of which stays where the enterprise sat on its day; none is before registration. */
    void addWhereHappened(Measure measure, Placement placement, Steps steps) {
        for (int i = 0; i < steps.size(); i++) {
            add(measure, placement.cellAt(steps.day(i)), steps.day(i), steps.amount(i));
        }
    }

    /**
     * The flows of a level that changes by these steps and follows the enterprise: on the day of a move, what had come
     * together before it leaves the old place and joins the new one.
     */
    void addFollowing(Measure measure, Placement placement, Steps steps) {
        long level = 0;
        int next = 0;
        for (int place = 0; place < placement.places(); place++) {
            Cell cell = placement.cell(place);
            if (place > 0 && level != 0) {
                add(measure, placement.cell(place - 1), placement.from(place), -level);
                add(measure, cell, placement.from(place), level);
            }
            for (; next < steps.size() && steps.day(next) < placement.until(place); next++) {
                add(measure, cell, steps.day(next), steps.amount(next));
                level += steps.amount(next);
            }
        }
    }
}
