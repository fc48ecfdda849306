package org.zonepulse.fileimport;

import org.jspecify.annotations.Nullable;

/** Where an event is, or will be, in its topic: filled in when the broker has told. */
final class Publication {

    /** Not known yet, or not told by the broker. */
    static final long NOWHERE = -1;

    private final EventKey content;
    private int partition = (int) NOWHERE;
    private long offset = NOWHERE;

    Publication(EventKey content) {
        this.content = content;
    }

    Publication(EventKey content, int partition, long offset) {
        this.content = content;
        this.partition = partition;
        this.offset = offset;
    }

    void isAt(int itsPartition, long itsOffset) {
        partition = itsPartition;
        offset = itsOffset;
    }

    EventKey content() {
        return content;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** The one of that content; null if there is none. */
    static @Nullable Publication of(Iterable<Publication> publications, EventKey content) {
        for (Publication each : publications) {
            if (each.content.equals(content)) {
                return each;
            }
        }
        return null;
    }
}
