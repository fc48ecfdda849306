package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.List;

/** A part of a source's daily work. */
interface Desk {

    /**
     * The next thing that happens here on that day, as drafts in order; empty if there is nothing to do just now. Days never
     * go back.
     */
    List<Draft> next(LocalDate day);
}
