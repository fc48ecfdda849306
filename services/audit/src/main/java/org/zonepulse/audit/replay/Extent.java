package org.zonepulse.audit.replay;

/**
 * How far a copy of a log goes.
 *
 * @param cut number of the cut up to which it goes
 * @param newest number of the newest cut that there was when it was made: nothing in it can be of a later one
 */
public record Extent(long cut, long newest) {
    public Extent {
        if (cut < 0 || newest < cut) {
            throw new IllegalArgumentException("no copy up to cut " + cut + " is made when the newest is " + newest);
        }
    }
}
