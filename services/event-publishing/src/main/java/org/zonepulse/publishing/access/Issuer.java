package org.zonepulse.publishing.access;

import java.net.URI;
import java.util.Objects;

/**
 * An OpenID Connect provider whose tokens are accepted.
 *
 * @param issuer its name, as in the claim {@code iss} of its tokens
 * @param jwks where its keys are
 * @param audience what its tokens must be meant for, in their claim {@code aud}
 */
public record Issuer(String issuer, URI jwks, String audience) {
    public Issuer {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(jwks, "jwks");
        Objects.requireNonNull(audience, "audience");
    }
}
