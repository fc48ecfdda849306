package org.zonepulse.publishing.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zonepulse.publishing.access.Authentication.Why;

/** Knows publishers by their credentials. */
@Singleton
public class Authenticator {

    private static final String BEARER = "bearer ";
    private static final int MAX_KEY = 256;

    private final Tokens tokens;
    private final Clock clock;

    Authenticator(AccessSettings settings, Clock clock) {
        this.tokens = new Tokens(IssuerTrust.of(settings).orElse(null));
        this.clock = clock;
    }

    /**
     * Whose credential it is.
     *
     * @param apiKey the header X-API-Key
     * @param authorization the header Authorization, which counts if there is no key
     */
    public Authentication authenticate(@Nullable String apiKey, @Nullable String authorization, Publishers publishers) {
        if (apiKey != null) {
            return key(apiKey.strip(), publishers);
        }
        if (authorization == null) {
            return new Authentication.Denied(Why.MISSING);
        }
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? tokens.authenticate(authorization.substring(BEARER.length()).strip(), publishers)
                : new Authentication.Denied(Why.MALFORMED);
    }

    private Authentication key(String text, Publishers publishers) {
        String id = text.length() > MAX_KEY ? null : ApiKey.idOf(text);
        if (id == null) {
            return new Authentication.Denied(Why.MALFORMED);
        }
        Publishers.Holder holder = publishers.holderOf(id);
        if (holder == null) {
            return new Authentication.Denied(Why.UNKNOWN);
        }
        if (!holder.key().isFor(text)) {
            return new Authentication.Denied(Why.WRONG);
        }
        LocalDate expires = holder.key().expires();
        return expires != null
                        && LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isAfter(expires)
                ? new Authentication.Denied(Why.EXPIRED)
                : new Authentication.Granted(holder.publisher(), "key:" + id);
    }
}
