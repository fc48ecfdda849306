package org.zonepulse.audit.deadletter;

import java.util.List;

/** A file of corrected events can't be used; nothing was published. */
public final class InvalidCorrections extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    InvalidCorrections(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with it, and where. */
    public List<String> problems() {
        return problems;
    }
}
