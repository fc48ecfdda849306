package org.zonepulse.ledger.story;

import java.util.Objects;
import org.zonepulse.ledger.row.Entry;

/** A fact of a story, and what became of it. */
public record StoryFact(Entry entry, Judgement judgement) {
    public StoryFact {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(judgement, "judgement");
    }
}
