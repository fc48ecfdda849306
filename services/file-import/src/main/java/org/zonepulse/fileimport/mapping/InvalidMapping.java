package org.zonepulse.fileimport.mapping;

import java.util.List;

/** A mapping that can't be used: each problem as field and remedy. */
public final class InvalidMapping extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidMapping(String mapping, List<String> problems) {
        super("The mapping " + mapping + " can't be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
