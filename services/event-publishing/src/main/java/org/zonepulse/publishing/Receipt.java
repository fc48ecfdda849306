package org.zonepulse.publishing;

import java.util.Objects;

/**
 * Proof that an event is in the log: all in-sync replicas have it at this place.
 *
 * @param eventId the event's id, as the source gave it or as it was made from the event's content
 * @param topic the stream's topic
 * @param partition the topic's partition
 * @param offset the place within the partition; -1 in the rare case that only a repeat was confirmed, without its place
 */
record Receipt(String eventId, String topic, int partition, long offset) {
    Receipt {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(topic, "topic");
    }
}
