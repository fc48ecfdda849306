package org.zonepulse.audit.report;

import java.nio.file.Path;

/** A key file can't be used. What stands in it is in no message. */
public final class UnusableKey extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableKey(Path file, String why) {
        super(file + " " + why);
    }

    UnusableKey(Path file, String why, Exception cause) {
        super(file + " " + why, cause);
    }
}
