package org.zonepulse.inbox;

import java.util.Objects;

/** A record on its way to a topic, its value in bytes. */
final class Outgoing {

    private final String topic;
    private final byte[] value;

    Outgoing(String topic, byte[] value) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.value = Objects.requireNonNull(value, "value");
    }

    String topic() {
        return topic;
    }

    /** The record's value; nobody changes it. */
    byte[] value() {
        return value;
    }
}
