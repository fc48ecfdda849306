package org.zonepulse.audit.deadletter;

/** What came of an attempt to publish what a dead letter stands for. The names stand in the topic of re-drives. */
public enum Outcome {
    /** The original's bytes were published again. */
    AS_IT_WAS,
    /** An event was published in its place. */
    CORRECTED,
    /** Either, though it will be refused again. */
    FORCED,
    /** Nothing was published, since it would be refused again. */
    REFUSED
}
