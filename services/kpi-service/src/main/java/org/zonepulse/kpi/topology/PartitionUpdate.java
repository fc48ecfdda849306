package org.zonepulse.kpi.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
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

    /** "ZPPU": tells an update of ours from whatever else somebody may write to its topic. */
    private static final int MARK = 0x5A505055;

    private static final int HEAD = 2 * Integer.BYTES;

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
        byte[] content = StateBytes.write(out -> {
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
        return ByteBuffer.allocate(HEAD + content.length)
                .putInt(MARK)
                .putInt(checksum(content))
                .put(content)
                .array();
    }

    /**
     * Reads an update; nothing if the bytes are none of ours, or damaged. Only what was written by this service has the mark and
     * the checksum, of whatever release.
     *
     * @throws IllegalStateException if it is an update of another release that this one can't read: it must not be passed over
     */
    static Optional<PartitionUpdate> of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        byte[] content = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        return head.getInt() == MARK && head.getInt() == checksum(content)
                ? Optional.of(read(content))
                : Optional.empty();
    }

    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }

    private static PartitionUpdate read(byte[] content) {
        return StateBytes.read(content, in -> {
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
