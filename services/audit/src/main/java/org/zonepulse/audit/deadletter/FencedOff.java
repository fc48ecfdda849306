package org.zonepulse.audit.deadletter;

/** Someone else has begun to re-drive; so this run is over. What it had published before stays published. */
public final class FencedOff extends RuntimeException {

    private static final long serialVersionUID = 1;

    FencedOff(Throwable cause) {
        super("another re-drive has begun", cause);
    }
}
