package org.zonepulse.kpi.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.kpi.state.StateBytes;
import org.zonepulse.kpi.state.StoreKey;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;

/**
 * What the first stage tells the second at a commit: the months of flows that have changed in a partition, whole, and
 * how far its inputs had been read. Too much for one record is sent in parts, which count only together.
 *
 * @param partition the partition
 * @param part number of this part, from 0
 * @param last whether it is the last part
 * @param inputs how far each topic was read; in the last part only
 * @param months the changed months
 */
record PartitionUpdate(
        int partition,
        int part,
        boolean last,
        List<InputPosition> inputs,
        List<Map.Entry<MonthKey, MonthFlows>> months) {

    /** Months in one part: some 500 KB at the longest names. */
    static final int MOST_MONTHS = 2_000;

    PartitionUpdate {
        inputs = List.copyOf(inputs);
        months = List.copyOf(months);
    }

    /** The parts of an update; one at least. */
    static List<PartitionUpdate> parts(
            int partition, List<InputPosition> inputs, List<Map.Entry<MonthKey, MonthFlows>> months) {
        List<PartitionUpdate> parts = new ArrayList<>();
        int from = 0;
        do {
            int until = Math.min(from + MOST_MONTHS, months.size());
            boolean last = until == months.size();
            parts.add(new PartitionUpdate(
                    partition, parts.size(), last, last ? inputs : List.of(), months.subList(from, until)));
            from = until;
        } while (from < months.size());
        return parts;
    }

    byte[] toBytes() {
        return StateBytes.write(out -> {
            out.writeInt(partition);
            out.writeInt(part);
            out.writeBoolean(last);
            out.writeInt(inputs.size());
            for (InputPosition input : inputs) {
                input.write(out);
            }
            out.writeInt(months.size());
            for (Map.Entry<MonthKey, MonthFlows> month : months) {
                out.writeUTF(month.getKey().series().measure().id());
                out.writeUTF(month.getKey().series().scope().toString());
                out.writeInt(month.getKey().month());
                StateBytes.writeFlows(out, month.getValue());
            }
        });
    }

    static PartitionUpdate of(byte[] bytes) {
        return StateBytes.read(bytes, in -> {
            int partition = in.readInt();
            int part = in.readInt();
            boolean last = in.readBoolean();
            List<InputPosition> inputs = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                inputs.add(InputPosition.read(in));
            }
            List<Map.Entry<MonthKey, MonthFlows>> months = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                Series series = new Series(StoreKey.measure(in.readUTF()), StoreKey.scope(in.readUTF()));
                months.add(Map.entry(new MonthKey(series, in.readInt()), StateBytes.readFlows(in)));
            }
            return new PartitionUpdate(partition, part, last, inputs, months);
        });
    }
}
