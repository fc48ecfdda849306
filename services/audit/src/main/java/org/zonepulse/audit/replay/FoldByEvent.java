package org.zonepulse.audit.replay;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.zone.Zone;

/** Folds each event by itself, and tells a witness what it changes. */
final class FoldByEvent implements EventFold {

    private final StepwiseFold fold;
    private final Witness witness;

    FoldByEvent(Zone zone, Witness witness) {
        this.fold = new StepwiseFold(zone);
        this.witness = witness;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record, Event event) {
        witness.taken(record, event, fold.take(event));
    }

    @Override
    public void finish() {}

    @Override
    public long taken() {
        return fold.taken();
    }

    @Override
    public long repeats() {
        return fold.repeats();
    }

    @Override
    public FlowSums takeFlows() {
        return fold.takeFlows();
    }

    @Override
    public Map<Anomaly.Key, Anomaly> anomalies() {
        return fold.anomalies();
    }
}
