package org.zonepulse.ledger.story;

/** Whether a fact counts. */
public enum Standing {
    /** Nothing speaks against it. */
    COUNTS,
    /** Its source has reversed it. */
    REVERSED,
    /** Its source has said something else under the same id. */
    CONTRADICTED,
    /** It is part of a contradiction with other facts. */
    SET_ASIDE
}
