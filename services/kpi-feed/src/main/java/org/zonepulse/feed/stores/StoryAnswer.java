package org.zonepulse.feed.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** What comes of asking for an enterprise's story. */
public sealed interface StoryAnswer {

    /**
     * The story.
     *
     * @param story the fields that kpi-service tells, {@code inputs} among them
     */
    record Told(ObjectNode story) implements StoryAnswer {
        public Told {
            Objects.requireNonNull(story, "story");
        }
    }

    /** No event is known of the enterprise, as the instance says that would hold it. */
    record Unknown() implements StoryAnswer {}

    /** The question makes no sense: the text is no credit code, or the day is none. */
    record Invalid(String detail) implements StoryAnswer {
        public Invalid {
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** The instance that holds the enterprise can't be asked now; later it can. */
    record Unavailable(String why) implements StoryAnswer {
        public Unavailable {
            Objects.requireNonNull(why, "why");
        }
    }
}
