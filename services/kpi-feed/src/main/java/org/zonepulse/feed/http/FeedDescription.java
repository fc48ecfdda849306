package org.zonepulse.feed.http;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.zonepulse.apidocs.ApiDescription;

/** The service's own API as OpenAPI: what was generated from the code, with the address that its examples need. */
@Singleton
class FeedDescription implements ApiDescription {

    private static final String GENERATED = "/META-INF/swagger/feed.yml";

    @Override
    public String yaml(String address) {
        try (InputStream in = Objects.requireNonNull(FeedDescription.class.getResourceAsStream(GENERATED), GENERATED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${feed}", address);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(GENERATED, unreadable);
        }
    }
}
