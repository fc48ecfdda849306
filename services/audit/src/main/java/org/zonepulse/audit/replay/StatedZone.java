package org.zonepulse.audit.replay;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.ledger.zone.Zone;

/**
 * By whose rules something was computed, as it says itself.
 *
 * @param digest see {@link ZoneDigest}, in hexadecimal digits; null if it doesn't say
 */
public record StatedZone(@Nullable String digest) {

    /** Of what was published before cuts stated their zone. */
    public static final StatedZone UNSTATED = new StatedZone((String) null);

    /** Nobody has to print more of what can't be a digest. */
    private static final int MOST_BYTES = 64;

    /** What a cut states. */
    static StatedZone of(@Nullable ByteBuffer digest) {
        if (digest == null) {
            return UNSTATED;
        }
        byte[] bytes = new byte[Math.min(digest.remaining(), MOST_BYTES)];
        digest.duplicate().get(bytes);
        return new StatedZone(HexFormat.of().formatHex(bytes));
    }

    /** What is stated of that zone. */
    public static StatedZone of(Zone zone) {
        return new StatedZone(HexFormat.of().formatHex(ZoneDigest.of(zone)));
    }

    /** Whether it is said at all. */
    public boolean isStated() {
        return digest != null;
    }

    /** The digest; a dash if there is none. */
    @Override
    public String toString() {
        return digest == null ? "–" : digest;
    }

    /** Whether it is said, and isn't that zone. */
    public boolean isOtherThan(Zone zone) {
        return isStated() && !equals(of(zone));
    }
}
