package org.zonepulse.fileimport;

import java.nio.file.Path;

/**
 * How an import ended.
 *
 * @param counts of all its lines, those of earlier, interrupted starts too
 * @param result the result file
 */
public record ImportOutcome(Ending ending, Counts counts, Path result) {

    /** Why it ended. */
    public enum Ending {
        /** All is read. */
        COMPLETE,
        /** More lines were rejected than is borne. */
        TOO_MANY_REJECTED,
        /** It was told to stop. */
        STOPPED
    }
}
