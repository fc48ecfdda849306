package org.zonepulse.contract;

import java.util.List;

/** A catalogue file that can't be used. The message names the file and, line by line, each field and what it must be. */
public final class InvalidCatalogueFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidCatalogueFile(String file, List<String> problems) {
        super("The catalogue file " + file + " can't be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as field and remedy, such as {@code expiringDays: must be a whole number from 1 to 3650, not 0}. */
    public List<String> problems() {
        return problems;
    }
}
