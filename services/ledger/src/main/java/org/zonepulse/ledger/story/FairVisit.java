package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an enterprise was at a fair for.
 *
 * @param fair the fair's name
 * @param attended the day of its participation; null if none is known by the day of the story
 * @param clients how many clients met there count; who they are isn't told
 */
public record FairVisit(String fair, @Nullable LocalDate attended, long clients) {
    public FairVisit {
        Objects.requireNonNull(fair, "fair");
    }
}
