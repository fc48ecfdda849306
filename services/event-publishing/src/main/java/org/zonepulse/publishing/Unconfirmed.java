package org.zonepulse.publishing;

/** The broker didn't confirm an event that was sent to it: the event may be in the topic, or not. */
final class Unconfirmed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem outage;

    Unconfirmed(Problem outage) {
        super(outage.detail(), null, false, false);
        this.outage = outage;
    }

    Problem outage() {
        return outage;
    }
}
