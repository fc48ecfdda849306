package org.zonepulse.publishing.access;

/** What came of a credential. */
public sealed interface Authentication {

    /** It is this publisher's. */
    record Granted(Publisher publisher, String credential) implements Authentication {}

    /** It is nobody's, or no longer; {@code why} is for the log and the metrics, since callers aren't told. */
    record Denied(Why why) implements Authentication {}

    /** That can't be known now, since the tokens' issuer doesn't give its keys. */
    record Unavailable(String issuer) implements Authentication {}

    /** Why a credential isn't good. */
    enum Why {
        MISSING,
        MALFORMED,
        UNKNOWN,
        WRONG,
        EXPIRED
    }
}
