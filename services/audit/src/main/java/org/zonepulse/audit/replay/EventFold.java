package org.zonepulse.audit.replay;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.row.Anomaly;

/** Takes in the events of one share of a replay. */
sealed interface EventFold permits FoldOfWhole, FoldByEvent {

    /** Takes in an accepted event. */
    void take(ConsumerRecord<byte[], byte[]> record, Event event);

    /** Has everything folded that was taken in. */
    void finish();

    /** How many of the events that are folded were new. */
    long taken();

    /** How many of the events that are folded had been there before. */
    long repeats();

    /** Hands over what was added to the flows since the last time, in the narrowest scopes. */
    FlowSums takeFlows();

    /** What contradicts itself, by the events that are folded. */
    Map<Anomaly.Key, Anomaly> anomalies();
}
