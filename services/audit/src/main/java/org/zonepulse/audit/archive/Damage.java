package org.zonepulse.audit.archive;

import java.nio.file.Path;
import org.zonepulse.audit.replay.LogIncomplete;

/**
 * Says where an archive is damaged, so that it can't be used as it is.
 *
 * @param archive the file
 */
record Damage(Path archive) {

    LogIncomplete in(String entry, String what) {
        return new LogIncomplete("the archive " + archive + " can't be used: " + entry + " " + what);
    }

    LogIncomplete in(String entry, String what, Exception cause) {
        LogIncomplete incomplete = in(entry, what + ": " + cause.getMessage());
        incomplete.initCause(cause);
        return incomplete;
    }
}
