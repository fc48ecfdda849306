package org.zonepulse.contract;

import java.util.List;

/** A zone file that can't be used. The message names the file and, line by line, each field and what it must be. */
public final class InvalidZoneFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidZoneFile(String file, List<String> problems) {
        super("The zone file " + file + " can't be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as field and remedy, such as {@code parks[2].id: is missing: must be ...}. */
    public List<String> problems() {
        return problems;
    }
}
