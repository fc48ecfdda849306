package org.zonepulse.publishing.access;

import java.util.Objects;

/**
 * Whose tokens stand for a publisher.
 *
 * @param issuer who gave them, as in their claim {@code iss}
 * @param subject whom they speak of, as in their claim {@code sub}
 */
public record TokenSubject(String issuer, String subject) {
    public TokenSubject {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(subject, "subject");
    }
}
