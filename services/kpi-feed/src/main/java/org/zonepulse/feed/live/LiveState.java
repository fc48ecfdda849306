package org.zonepulse.feed.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;

/** A state and what readers are told of it: each message once, for all who are to get it. It goes when the next state comes. */
final class LiveState {

    /** Of those who know nothing yet. */
    static final long NOTHING = -1;

    /** Readers of so many different things at once are rare; theirs are made anew rather than kept. */
    private static final int MOST_KEPT = 256;

    private final KpiState state;
    private final long number;
    private final Map<Question, byte[]> messages = new ConcurrentHashMap<>();

    private record Question(Encoding encoding, long since) {}

    LiveState(KpiState state) {
        this.state = state;
        this.number = state.cut().map(PublishedCut::number).orElse(0L);
    }

    /** Number of the cut; 0 before the first. */
    long number() {
        return number;
    }

    /**
     * What a reader is told.
     *
     * @param since number of the last cut that the reader knows, or {@link #NOTHING}
     * @return empty if there is nothing to tell
     */
    byte[] message(Encoding encoding, long since) {
        Question question = new Question(encoding, since);
        byte[] known = messages.get(question);
        if (known != null) {
            return known;
        }
        return messages.size() < MOST_KEPT ? messages.computeIfAbsent(question, this::make) : make(question);
    }

    private byte[] make(Question question) {
        return question.since == NOTHING
                ? question.encoding.all(state)
                : question.encoding.changes(state, question.since);
    }
}
