package org.zonepulse.feed.stores;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

/**
 * The stores of kpi-service, wherever they lie: asks the instance that holds an enterprise, or all of them, and finds them from
 * any address that it is given. What an instance fails to tell is told as missing. Thread-safe.
 */
public final class KpiServiceStores implements AutoCloseable {

    /** The status of who holds something else: other partitions, and then with an address, or another edition. */
    private static final int OTHER_INSTANCE = 421;

    private static final String EDITION = "Zonepulse-Edition";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> addresses;
    private final Duration patience;
    private final HttpClient http;

    /**
     * Asks from these addresses.
     *
     * @param addresses of one or more instances, at least one
     * @param patience how long one answer may take
     */
    public KpiServiceStores(List<URI> addresses, Duration patience) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("kpi-service has at least one address");
        }
        this.addresses = List.copyOf(addresses);
        this.patience = Objects.requireNonNull(patience, "patience");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /**
     * An enterprise's story.
     *
     * @param edition that it is to be told by: an instance of another one isn't heard
     * @param code its unified social credit code
     * @param asOf the last day that amounts count; null if all that are known of do
     */
    public StoryAnswer story(Edition edition, String code, @Nullable LocalDate asOf) {
        String path = "/enterprises/" + encoded(code) + (asOf == null ? "" : "?asOf=" + asOf);
        List<String> failures = new ArrayList<>();
        for (URI address : addresses) {
            Reply reply = ask(address, path, edition).join();
            if (reply instanceof Reply.Said said
                    && said.status() == OTHER_INSTANCE
                    && !said.address().isEmpty()) {
                reply = ask(URI.create(said.address()), path, edition).join();
            }
            switch (reply) {
                case Reply.Silent silent -> failures.add(silent.address() + ": " + silent.why());
                case Reply.Said said
                when said.isOk() -> {
                    return new StoryAnswer.Told(said.body());
                }
                case Reply.Said said
                when said.isInvalid() -> {
                    return new StoryAnswer.Invalid(said.detail());
                }
                case Reply.Said said
                when said.isUnknownEnterprise() -> {
                    return new StoryAnswer.Unknown();
                }
                case Reply.Said said -> failures.add(address + ": " + said.detail());
            }
        }
        return new StoryAnswer.Unavailable(String.join("; ", failures));
    }

    /**
     * The enterprises behind a figure, by all instances.
     *
     * @param edition that the figure is of: an instance of another one isn't heard
     * @param asOf the last day that counts
     * @param limit how many enterprises are listed
     */
    public ContributionsAnswer contributions(Edition edition, Series kpi, LocalDate asOf, int limit) {
        String path = "/contributions?measure=" + kpi.measure().id() + "&scope="
                + encoded(kpi.scope().toString()) + "&asOf=" + asOf + "&limit=" + limit;
        Instances instances = instances(edition);
        List<CompletableFuture<Reply>> asked = instances.addresses().stream()
                .map(each -> ask(each, path, edition))
                .toList();
        Merging merging = new Merging(limit);
        merging.expect(instances.partitions());
        for (int i = 0; i < asked.size(); i++) {
            URI address = instances.addresses().get(i);
            switch (asked.get(i).join()) {
                case Reply.Silent silent -> merging.fail(address, silent.why());
                case Reply.Said said when said.isOk() -> merging.add(said.body());
                case Reply.Said said
                when said.isInvalid() -> {
                    return new ContributionsAnswer.Invalid(said.detail());
                }
                case Reply.Said said -> merging.fail(address, said.detail());
            }
        }
        return merging.merged();
    }

    /**
     * The instances to ask.
     *
     * @param partitions number of partitions of each event topic; 0 if nobody has told
     */
    private record Instances(List<URI> addresses, int partitions) {}

    /** All instances by the first that knows; those given if none does. */
    private Instances instances(Edition edition) {
        for (URI address : addresses) {
            if (ask(address, "/instances", edition).join() instanceof Reply.Said said && said.isOk()) {
                Set<URI> found = new LinkedHashSet<>();
                for (JsonNode instance : said.body().path("instances")) {
                    found.add(URI.create(instance.path("address").asText()));
                }
                return new Instances(
                        found.isEmpty() ? addresses : List.copyOf(found),
                        said.body().path("partitions").asInt());
            }
        }
        return new Instances(addresses, 0);
    }

    /** Asks one instance; never fails. */
    private CompletableFuture<Reply> ask(URI address, String path, Edition edition) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(patience)
                    .header(EDITION, edition.name())
                    .build();
        } catch (IllegalArgumentException noAddress) {
            return CompletableFuture.completedFuture(new Reply.Silent(address, "it is no address of HTTP"));
        }
        return http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .<Reply>thenApply(response -> read(address, response))
                // A request's own time-out ends with the answer's headers.
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new Reply.Silent(address, causeOf(failure)));
    }

    private static Reply read(URI address, HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body()) instanceof ObjectNode body
                    ? new Reply.Said(response.statusCode(), body)
                    : new Reply.Silent(address, "status " + response.statusCode() + " without a JSON object");
        } catch (JacksonException notJson) {
            return new Reply.Silent(address, "status " + response.statusCode() + " without JSON");
        }
    }

    private static String causeOf(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
