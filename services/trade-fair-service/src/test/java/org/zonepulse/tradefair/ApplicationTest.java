package org.zonepulse.tradefair;

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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service by itself: neither broker nor registry is there. How events get into a broker, event-publishing tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private ApplicationContext context;
    private int port;

    @BeforeAll
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Port 1 of this machine: nobody listens there.
        context = Application.start(Map.of(
                "micronaut.server.port",
                port,
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "schema.registry.url",
                "http://127.0.0.1:1",
                "kafka.producers.events.max.block.ms",
                500));
    }

    @AfterAll
    void stop() {
        client.close();
        context.close();
    }

    @Test
    void shouldListenOnThisMachineOnly() {
        assertThat(context.getProperty("micronaut.server.host", String.class)).contains("127.0.0.1");
        assertThat(context.getProperty("micronaut.application.name", String.class))
                .contains("trade-fair-service");
    }

    @Test
    void shouldBeAliveButNotReadyWithoutBrokerAndRegistry() throws Exception {
        // When
        HttpResponse<String> liveness = send(request("/health/liveness").GET());
        HttpResponse<String> readiness = send(request("/health/readiness").GET());

        // Then
        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(readiness.statusCode()).isEqualTo(503);
    }

    @Test
    void shouldTakeFactsOfItsStreamAndWaitForTheRegistry() throws Exception {
        // When
        HttpResponse<String> answer = post("""
                {"type":"IntendedOrderAmended","orderId":"O-1","amount":{"amount":"1.00","currency":"CNY"}}""");

        // Then
        assertThat(answer.body()).contains("urn:zonepulse:problem:registry-unavailable");
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @Test
    void shouldNameWhatIsWrongWithAFact() throws Exception {
        // When
        HttpResponse<String> answer = post("""
                {"type":"IntendedOrderAmended","orderId":"O-1","amount":{"amount":"-1.00","currency":"CNY"}}""");

        // Then
        assertThat(answer.body()).contains("INVALID_AMOUNT", "fact.amount.amount");
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @Test
    void shouldRefuseFactsOfAnotherStream() throws Exception {
        // When
        HttpResponse<String> answer = post("""
                {"type":"LoanRepaid","loanId":"L-1","amount":{"amount":"1.00","currency":"CNY"}}""");

        // Then
        assertThat(answer.body()).contains("WRONG_STREAM", "belongs to the stream loans, not to trade-fairs");
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> post(String fact) throws Exception {
        String event = """
                {"eventId":"e-1","source":"test","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43",\
                "fact":%s}""".formatted(fact);
        return send(
                request("/events").header("Content-Type", "application/json").POST(BodyPublishers.ofString(event)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
