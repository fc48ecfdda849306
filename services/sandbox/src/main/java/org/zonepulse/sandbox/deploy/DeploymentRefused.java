package org.zonepulse.sandbox.deploy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason why topics or schemas can't be made or read that an operator can do something about. */
public final class DeploymentRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<Object> details;

    /** What can be in the way; after each, its details. */
    public enum Reason {
        /** What it said last. */
        CLUSTER_AWAY,
        /** What it said. */
        CLUSTER_REFUSES,
        /** What it said. */
        TOO_FEW_BROKERS,
        /** What was said last of partitions whose leader gives no answer. */
        PARTITIONS_SILENT,
        /** The event topics that are there, with their partitions; how many others were to get. */
        PARTITIONS_DIFFER,
        /** What it said last. */
        REGISTRY_AWAY,
        /** What it said. */
        REGISTRY_REFUSES
    }

    DeploymentRefused(Reason reason, @Nullable Throwable cause, Object... details) {
        super(reason + " " + List.of(details), cause);
        this.reason = reason;
        this.details = List.of(details);
    }

    /** What is in the way. */
    public Reason reason() {
        return reason;
    }

    /** What is to be told of it. */
    public List<Object> details() {
        return details;
    }
}
