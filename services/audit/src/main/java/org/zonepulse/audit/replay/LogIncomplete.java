package org.zonepulse.audit.replay;

/** The log doesn't hold what would be needed for an answer. That is no difference, and no agreement either. */
public final class LogIncomplete extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param what is missing, and where */
    public LogIncomplete(String what) {
        super(what);
    }
}
