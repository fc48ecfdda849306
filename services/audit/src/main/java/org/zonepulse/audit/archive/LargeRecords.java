package org.zonepulse.audit.archive;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time hold a large record of an archive. Events are small, so nobody honest waits for another; and
 * whoever makes an archive of large records can't fill the memory by having many partitions, or many readers.
 */
final class LargeRecords {

    /** What a record may claim before it counts as large, in bytes: a broker takes no more of an event. */
    static final int FROM = 1 << 20;

    private final ReentrantLock one = new ReentrantLock();

    /** Waits until no other thread holds a large record. */
    void enter() {
        if (!one.isHeldByCurrentThread()) {
            one.lock();
        }
    }

    /** To be called when a record is done with, whether it was large or not. */
    void leave() {
        if (one.isHeldByCurrentThread()) {
            one.unlock();
        }
    }
}
