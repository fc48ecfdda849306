package org.zonepulse.fileimport;

/**
 * How many lines came to what. {@code accepted + duplicate + rejected} are all lines but blank ones and headers.
 *
 * @param accepted lines of which an event or more was published (or, in a dry run, would be)
 * @param duplicate lines whose events were all published before
 * @param rejected lines that are not acceptable
 * @param events events that were published
 */
public record Counts(long accepted, long duplicate, long rejected, long events) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    public long lines() {
        return accepted + duplicate + rejected;
    }

    Counts plus(Counts more) {
        return new Counts(
                accepted + more.accepted, duplicate + more.duplicate, rejected + more.rejected, events + more.events);
    }
}
