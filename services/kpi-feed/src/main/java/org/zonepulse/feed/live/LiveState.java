package org.zonepulse.feed.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;

/** A state and what readers are told of it: each message once, for all who are to get it. It goes when the next state comes. */
final class LiveState {

    /** Of those who know nothing yet. */
    static final long NOTHING = -1;

    /** Readers of so many different things at once are rare; theirs are made anew rather than kept. */
    private static final long MOST_BYTES_KEPT = 16L << 20;

    private final KpiState state;
    private final long number;
    private final AtomicLong bytesKept = new AtomicLong();
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

    /** Whose cuts these are: see {@link KpiState#origin}. */
    long origin() {
        return state.origin();
    }

    /** The number of the cut that a reader knows, if it is one of these cuts; else it knows {@link #NOTHING}. */
    long numberOf(KnownCut known) {
        return known.origin() == state.origin() && known.number() <= number ? known.number() : NOTHING;
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
        return bytesKept.get() < MOST_BYTES_KEPT
                ? messages.computeIfAbsent(question, this::makeToKeep)
                : make(question);
    }

    private byte[] makeToKeep(Question question) {
        byte[] message = make(question);
        bytesKept.addAndGet(message.length);
        return message;
    }

    private byte[] make(Question question) {
        return question.since == NOTHING
                ? question.encoding.all(state)
                : question.encoding.changes(state, question.since);
    }
}
