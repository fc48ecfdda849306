package org.zonepulse.audit.anomaly;

import org.zonepulse.ledger.event.Event;

/**
 * An event, and where it stands in the log. If it came several times, where it came first.
 *
 * @param event what it says
 * @param topic the event topic
 * @param partition its partition
 * @param offset its offset
 */
public record FoundEvent(Event event, String topic, int partition, long offset) {}
