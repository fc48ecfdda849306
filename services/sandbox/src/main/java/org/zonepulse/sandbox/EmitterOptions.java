package org.zonepulse.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.Authorities;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a pipeline takes events over HTTP, and as whom they are sent. */
final class EmitterOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENTS = "/events";

    @Option(names = "--emitters", paramLabel = "HOST", defaultValue = "127.0.0.1", descriptionKey = "emitters.host")
    private String host = "";

    @Option(names = "--emitter", paramLabel = "STREAM=URL", descriptionKey = "emitters.of")
    private Map<String, String> of = new HashMap<>();

    @Option(names = "--api-key-file", paramLabel = "FILE", descriptionKey = "emitters.apiKey")
    private @Nullable Path apiKey;

    @Option(names = "--token-file", paramLabel = "FILE", descriptionKey = "emitters.token")
    private @Nullable Path token;

    @Option(names = "--emitters-ca", paramLabel = "FILE", descriptionKey = "emitters.ca")
    private @Nullable Path authority;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * What makes feeders.
     *
     * @param ports of emitters that aren't named one by one
     * @throws ParameterException if an address is none
     * @throws Refusal if a credential or the authority can't be read
     */
    Supplier<Feeder> feeders(Ports ports, Words words) {
        SSLContext tls = authority == null ? null : trusting(authority);
        String scheme = tls == null ? "http" : "https";
        Map<EventStream, URI> emitters = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            emitters.put(
                    stream,
                    address(scheme + "://" + host + ":" + ports.of(Services.emitterOf(stream)), "--emitters", words));
        }
        of.forEach((id, address) -> {
            EventStream stream = EventStream.byId(id);
            if (stream == null) {
                String all =
                        Arrays.stream(EventStream.values()).map(EventStream::id).collect(Collectors.joining(", "));
                throw usage(words.say("import.unknownStream", id, all));
            }
            emitters.put(stream, address(address, "--emitter", words));
        });
        Map<String, String> headers = new HashMap<>();
        if (apiKey != null) {
            headers.put("X-API-Key", secret(apiKey));
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + secret(token));
        }
        return () -> new Feeder(stream -> Objects.requireNonNull(emitters.get(stream)), headers, tls, PATIENCE);
    }

    private URI address(String given, String option, Words words) {
        String base = given.replaceFirst("/+$", "");
        try {
            URI address = URI.create(base.endsWith(EVENTS) ? base : base + EVENTS);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw usage(words.say("emitters.noAddress", option, given));
    }

    /** Never by the command line itself, which everybody on a machine can see. */
    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", file, e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try {
            return Authorities.trusting(authority);
        } catch (CertificateException e) {
            throw Refusal.because(e, "refusal.noAuthority", authority, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", authority, e);
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), text);
    }
}
