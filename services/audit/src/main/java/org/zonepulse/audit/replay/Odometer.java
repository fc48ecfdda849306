package org.zonepulse.audit.replay;

import java.util.concurrent.atomic.LongAdder;

/** How far a long work is, for those who watch it from another thread. */
public final class Odometer {

    private final LongAdder done = new LongAdder();
    private final LongAdder total = new LongAdder();

    /** So many records more are to be read. */
    public void expect(long records) {
        total.add(records);
    }

    /** So many records more have been read. */
    public void advance(long records) {
        done.add(records);
    }

    /** Records read so far. */
    public long done() {
        return done.sum();
    }

    /** Records to read, as far as known; offsets that hold no record count, too. */
    public long total() {
        return total.sum();
    }
}
