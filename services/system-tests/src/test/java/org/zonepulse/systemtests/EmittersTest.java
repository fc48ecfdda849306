package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The four emitters as each is by itself, all in one JVM; neither broker nor registry is there. How events get into a
 * broker, event-publishing tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmittersTest {

    private static final String REPAYMENT = """
            {"type":"LoanRepaid","loanId":"L-1","amount":{"amount":"1.00","currency":"CNY"}}""";
    private static final String RELOCATION = """
            {"type":"Relocated","park":"nanhai"}""";

    /** An emitter, and what it has to say of facts. */
    enum Emitter {
        REGISTRATION(
                org.zonepulse.registration.Application::start,
                RELOCATION,
                """
                {"type":"Relocated","park":"atlantis"}""",
                List.of("UNKNOWN_PARK", "fact.park"),
                REPAYMENT,
                "belongs to the stream loans, not to registrations"),
        CERTIFICATION(
                org.zonepulse.certification.Application::start,
                """
                {"type":"CertificateRevoked","kind":"high-tech-enterprise","number":"GR1","reason":"fraud"}""",
                """
                {"type":"CertificateRevoked","kind":"high-tech-enterprise","number":"","reason":"fraud"}""",
                List.of("INVALID_FIELD", "fact.number"),
                REPAYMENT,
                "belongs to the stream loans, not to certifications"),
        LOAN(
                org.zonepulse.loan.Application::start,
                REPAYMENT,
                """
                {"type":"LoanRepaid","loanId":"L-1","amount":{"amount":"1.00","currency":"USD"}}""",
                List.of("FOREIGN_CURRENCY", "fact.amount.currency"),
                RELOCATION,
                "belongs to the stream registrations, not to loans"),
        TRADE_FAIR(
                org.zonepulse.tradefair.Application::start,
                """
                {"type":"IntendedOrderAmended","orderId":"O-1","amount":{"amount":"1.00","currency":"CNY"}}""",
                """
                {"type":"IntendedOrderAmended","orderId":"O-1","amount":{"amount":"-1.00","currency":"CNY"}}""",
                List.of("INVALID_AMOUNT", "fact.amount.amount"),
                REPAYMENT,
                "belongs to the stream loans, not to trade-fairs");

        private final Function<Map<String, Object>, ApplicationContext> application;
        private final String goodFact;
        private final String badFact;
        private final List<String> reasonAndField;
        private final String strangeFact;
        private final String whyStrange;

        Emitter(
                Function<Map<String, Object>, ApplicationContext> application,
                String goodFact,
                String badFact,
                List<String> reasonAndField,
                String strangeFact,
                String whyStrange) {
            this.application = application;
            this.goodFact = goodFact;
            this.badFact = badFact;
            this.reasonAndField = reasonAndField;
            this.strangeFact = strangeFact;
            this.whyStrange = whyStrange;
        }

        String service() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-service";
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Emitter, ApplicationContext> contexts = new EnumMap<>(Emitter.class);

    @BeforeAll
    void start() throws IOException {
        for (Emitter emitter : Emitter.values()) {
            // Port 1 of this machine: nobody listens there.
            contexts.put(
                    emitter,
                    emitter.application.apply(Map.of(
                            "micronaut.server.port",
                            freePort(),
                            "kafka.bootstrap.servers",
                            "127.0.0.1:1",
                            "schema.registry.url",
                            "http://127.0.0.1:1",
                            "kafka.producers.events.max.block.ms",
                            500)));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        client.close();
        new ArrayList<>(contexts.values()).forEach(ApplicationContext::close);
    }

    @ParameterizedTest
    @EnumSource
    void shouldListenOnThisMachineOnly(Emitter emitter) {
        assertThat(property(emitter, "micronaut.server.host")).isEqualTo("127.0.0.1");
        assertThat(property(emitter, "micronaut.application.name")).isEqualTo(emitter.service());
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeAliveButNotReadyWithoutBrokerAndRegistry(Emitter emitter) throws Exception {
        // When
        HttpResponse<String> liveness =
                send(request(emitter, "/health/liveness").GET());
        HttpResponse<String> readiness =
                send(request(emitter, "/health/readiness").GET());

        // Then
        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(readiness.statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeFactsOfItsStreamAndWaitForTheRegistry(Emitter emitter) throws Exception {
        // When
        HttpResponse<String> answer = post(emitter, emitter.goodFact);

        // Then
        assertThat(answer.body()).contains("urn:zonepulse:problem:registry-unavailable");
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameWhatIsWrongWithAFact(Emitter emitter) throws Exception {
        // When
        HttpResponse<String> answer = post(emitter, emitter.badFact);

        // Then
        assertThat(answer.body()).contains(emitter.reasonAndField);
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseFactsOfAnotherStream(Emitter emitter) throws Exception {
        // When
        HttpResponse<String> answer = post(emitter, emitter.strangeFact);

        // Then
        assertThat(answer.body()).contains("WRONG_STREAM", emitter.whyStrange);
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    private String property(Emitter emitter, String name) {
        return context(emitter).getRequiredProperty(name, String.class);
    }

    private ApplicationContext context(Emitter emitter) {
        return Objects.requireNonNull(contexts.get(emitter));
    }

    private HttpResponse<String> post(Emitter emitter, String fact) throws Exception {
        String event = """
                {"eventId":"e-1","source":"test","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43",\
                "fact":%s}""".formatted(fact);
        return send(request(emitter, "/events")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)));
    }

    private HttpRequest.Builder request(Emitter emitter, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + property(emitter, "micronaut.server.port") + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
