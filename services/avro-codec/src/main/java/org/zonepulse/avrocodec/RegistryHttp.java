package org.zonepulse.avrocodec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to whichever of the registry's addresses answers. An address that fails (no connection, no answer in time,
 * 5xx, 408, 429, or an answer that isn't JSON) is left for the next one, which is then the first to be asked until it
 * fails in turn. When all have failed the round is repeated after a growing, jittered wait. Every request of the
 * protocol may be repeated harmlessly.
 */
final class RegistryHttp implements AutoCloseable {
    /** Far above any schema; a peer that sends more isn't a registry, and must not fill our memory. */
    static final int MAX_RESPONSE_BYTES = 8 << 20;

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPT = MEDIA_TYPE + ", application/json; q=0.8";
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final List<URI> addresses;
    private final RegistryCredentials credentials;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final int rounds;
    private final Duration firstWait;
    private final Duration longestWait;
    private volatile int preferred;

    RegistryHttp(CodecConfig config, List<String> addresses) {
        this.addresses = addresses.stream().map(RegistryHttp::address).toList();
        this.credentials = RegistryCredentials.of(config);
        this.connectTimeout = config.milliseconds(CodecConfig.CONNECT_TIMEOUT);
        this.readTimeout = config.milliseconds(CodecConfig.READ_TIMEOUT);
        this.rounds = config.getInt(CodecConfig.MAX_RETRIES) + 1;
        this.firstWait = config.milliseconds(CodecConfig.RETRY_WAIT);
        this.longestWait = config.milliseconds(CodecConfig.RETRY_MAX_WAIT);
        boolean randomize = config.getBoolean(CodecConfig.URL_RANDOMIZE);
        this.preferred = randomize ? ThreadLocalRandom.current().nextInt(addresses.size()) : 0;
        this.client = client(config);
    }

    private static URI address(String configured) {
        try {
            URI uri = URI.create(configured.strip().replaceFirst("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, without the cause: its message would repeat a password inside the address.
        }
        throw new ConfigException(
                CodecConfig.URL
                        + " must hold addresses such as https://registry.example.org:8081, several of them with commas between");
    }

    private static HttpClient client(CodecConfig config) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect could carry the credentials elsewhere.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.milliseconds(CodecConfig.CONNECT_TIMEOUT));
        String proxyHost = config.getString(CodecConfig.PROXY_HOST);
        int proxyPort = config.getInt(CodecConfig.PROXY_PORT);
        if (!proxyHost.isEmpty() && proxyPort > 0) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxyHost, proxyPort)));
        }
        RegistryTls tls = RegistryTls.of(config.originals());
        if (tls != null) {
            builder.sslContext(tls.context()).sslParameters(tls.parameters());
        }
        return builder.build();
    }

    /** What the registry said: 200, or a refusal in the protocol's own terms. */
    record Answer(int status, JsonNode body) {
        /** The protocol's error code, such as 40403, or 0 if there is none. */
        int errorCode() {
            return body.path("error_code").asInt(0);
        }

        String message() {
            String text = body.path("message").asText("");
            return text.length() <= 500 ? text : text.substring(0, 500) + "...";
        }
    }

    /**
     * Asks, and returns the first usable answer: 200, or a 4xx other than 401, 403, 408 and 429.
     *
     * @param path with its leading slash and query, escaped
     * @param body JSON for a POST, or null for a GET
     * @throws RegistryUnavailableException when every address failed in every round
     * @throws RegistryAccessException on 401 and 403
     */
    Answer ask(String path, @Nullable String body) {
        @Nullable Failure failure = null;
        for (int round = 0; round < rounds; round++) {
            if (round > 0) {
                pause(round);
            }
            int first = preferred;
            for (int i = 0; i < addresses.size(); i++) {
                int index = (first + i) % addresses.size();
                switch (attempt(addresses.get(index), path, body)) {
                    case Answered(Answer answer) -> {
                        return answer;
                    }
                    case Failure next -> {
                        LOG.warn("Schema registry: {}", next.what());
                        preferred = (index + 1) % addresses.size();
                        failure = next;
                    }
                }
            }
        }
        String what = failure == null ? "no address" : failure.what();
        throw new RegistryUnavailableException(
                "No schema registry answered (" + addresses.size() + " address(es), " + rounds + " round(s)): " + what,
                failure == null ? null : failure.cause());
    }

    private sealed interface Outcome {}

    private record Answered(Answer answer) implements Outcome {}

    private record Failure(String what, @Nullable Throwable cause) implements Outcome {}

    private Outcome attempt(URI address, String path, @Nullable String body) {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                request(address, path, body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE_BYTES));
        try {
            // The request's own time-out ends with the response's headers; this one covers its body as well.
            Duration limit = connectTimeout.plus(readTimeout);
            return judge(address, exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new Failure(name(address) + " did not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Failure(name(address) + ": " + cause + remedy(cause), cause);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw new InterruptException("Interrupted while waiting for the schema registry", e);
        }
    }

    /** A certificate may be renewed while we wait, so this is an outage; but somebody may have to do something. */
    private static String remedy(Throwable failure) {
        return failure instanceof SSLException
                ? " (check " + CodecConfig.PREFIX + "ssl.truststore.* and keystore.*, and the host name in the"
                        + " registry's certificate)"
                : "";
    }

    private HttpRequest request(URI address, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutUserInfo(address, path))
                .timeout(readTimeout)
                .header("Accept", ACCEPT);
        String authorization = credentials.authorization(address);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body));
        }
        return request.build();
    }

    private static URI withoutUserInfo(URI address, String path) {
        String authority = address.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return URI.create(address.getScheme() + "://" + host + address.getRawPath() + path);
    }

    private static Outcome judge(URI address, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new RegistryAccessException(name(address) + " answered " + status
                    + (status == 401 ? " (credentials missing or wrong)" : " (not allowed)"));
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Failure(name(address) + " answered " + status, null);
        }
        JsonNode body = json(response.body());
        if (status == 200) {
            return body == null
                    ? new Failure(name(address) + " answered something that isn't JSON", null)
                    : new Answered(new Answer(status, body));
        }
        if (body == null || status < 400) {
            throw new RegistryAccessException(
                    name(address) + " answered " + status + " and not as a registry: check the address's path");
        }
        return new Answered(new Answer(status, body));
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory can't fail", e);
        }
    }

    /** Host and port only: an address may hold a password. */
    private static String name(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private void pause(int round) {
        long ceiling = Math.min(longestWait.toMillis(), firstWait.toMillis() << Math.min(round - 1, 20));
        try {
            Thread.sleep(ceiling == 0 ? 0 : ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
        } catch (InterruptedException e) {
            throw new InterruptException("Interrupted while waiting for the schema registry", e);
        }
    }

    static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
