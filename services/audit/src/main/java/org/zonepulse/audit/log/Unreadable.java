package org.zonepulse.audit.log;

/** What the pipeline itself has written can't be read here: it is of a newer version, or of another registry. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A record that can't be read.
     *
     * @param place where it stands
     * @param reason why it can't
     */
    public Unreadable(String place, String reason) {
        super(place + " can't be read: " + reason);
    }
}
