package org.zonepulse.intake;

import org.apache.kafka.streams.KafkaStreams;

/** The one Kafka Streams client of a service; by this its health is told. */
public interface RunningStreams {

    /** What the streams are doing. */
    KafkaStreams.State state();

    /** Returns when the streams have died for good: a service without them must not linger. */
    void awaitDeath() throws InterruptedException;
}
