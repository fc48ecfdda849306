package org.zonepulse.audit.replay;

import java.util.HexFormat;
import java.util.Objects;

/** A range of the log that is not what a cut was computed from: something in it was altered, lost, inserted or moved. */
public final class InputDifference {

    private final long cut;
    private final long from;
    private final Position stated;
    private final byte[] found;

    InputDifference(long cut, long from, Position stated, byte[] found) {
        this.cut = cut;
        this.from = from;
        this.stated = Objects.requireNonNull(stated, "stated");
        this.found = found;
    }

    /** Number of the first cut that states otherwise. */
    public long cut() {
        return cut;
    }

    /** First offset of the range; up to here all is as stated. */
    public long from() {
        return from;
    }

    /** The range's end, exclusive, and the digest stated there. */
    public Position stated() {
        return stated;
    }

    /** The digest that the records come to, in hexadecimal digits. */
    public String found() {
        return HexFormat.of().formatHex(found);
    }
}
