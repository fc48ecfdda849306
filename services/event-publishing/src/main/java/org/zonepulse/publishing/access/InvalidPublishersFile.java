package org.zonepulse.publishing.access;

import java.util.List;

/** The publishers file can't be used; says why, each problem as field and remedy. */
public final class InvalidPublishersFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidPublishersFile(String file, List<String> problems) {
        super("The publishers file " + file + " can't be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the fields. */
    public List<String> problems() {
        return problems;
    }
}
