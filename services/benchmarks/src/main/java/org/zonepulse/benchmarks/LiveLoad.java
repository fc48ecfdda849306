package org.zonepulse.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.zone.Zone;

/**
 * What banks send on one business day, over HTTP, at times that are fixed beforehand: a slow answer delays no later request, and
 * nothing that it holds up goes unnoticed. In turn loans are granted, paid out and in part repaid, to 2,000 enterprises.
 */
final class LiveLoad implements AutoCloseable {

    private static final int ENTERPRISES = 2_000;
    private static final int FACTS_PER_LOAN = 3;
    private static final LocalDate REGISTERED = LocalDate.of(2020, 1, 2);
    /** The last business day of the reference year, which is the open one. */
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);

    private static final String[] INDUSTRIES = {"C3670", "C3491", "C2761", "I6513", "C3972", "C2662", "C3823", "M7320"};
    private static final long GRANTED = 50_000;
    private static final long DISBURSED = 10_000;
    private static final long REPAID = 3_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static final Pattern PLACE = Pattern.compile("\"partition\":(\\d+),\"offset\":(\\d+)");

    private final Zone zone = ZoneFile.bundled();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI loans;
    private int told;

    private LiveLoad(URI loans) {
        this.loans = loans;
    }

    /**
     * An event that has been accepted.
     *
     * @param due when it was to be sent
     * @param accepted when the answer was there
     */
    record Accepted(int partition, long offset, long due, long accepted) {}

    /** Registers the enterprises, so that loans of theirs count in all scopes. */
    static LiveLoad begin(UpProcess up) throws IOException, InterruptedException {
        LiveLoad load = new LiveLoad(up.emitterOfLoans());
        StringBuilder all = new StringBuilder();
        for (int enterprise = 0; enterprise < ENTERPRISES; enterprise++) {
            all.append(load.line(
                    "registered-" + enterprise,
                    REGISTERED,
                    enterprise,
                    new Registered(
                            "Enterprise " + enterprise,
                            load.zone
                                    .parks()
                                    .get(enterprise % load.zone.parks().size())
                                    .id(),
                            INDUSTRIES[enterprise % INDUSTRIES.length])));
        }
        require(load.http.send(batch(up.emitterOfRegistrations(), all), HttpResponse.BodyHandlers.ofString()));
        return load;
    }

    /**
     * Sends batches, or single events where a batch has but one, and returns when all are accepted.
     *
     * @param perSecond events in each second
     */
    List<Accepted> send(int batches, int eventsInBatch, int perSecond) throws InterruptedException {
        long between = Duration.ofSeconds(1).toNanos() * eventsInBatch / perSecond;
        long start = System.nanoTime() + Duration.of(100, ChronoUnit.MILLIS).toNanos();
        List<CompletableFuture<List<Accepted>>> sent = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            HttpRequest request = next(eventsInBatch);
            long due = start + batch * between;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sent.add(sendUntilTaken(request).thenApply(answer -> accepted(answer, due, System.nanoTime())));
        }
        List<Accepted> all = new ArrayList<>();
        sent.forEach(answer -> all.addAll(answer.join()));
        if (all.size() != batches * eventsInBatch) {
            throw new IllegalStateException(all.size() + " of " + batches * eventsInBatch + " events were accepted");
        }
        return all;
    }

    /** An emitter that has as much in work as it takes wants the same again a little later. */
    private CompletableFuture<HttpResponse<String>> sendUntilTaken(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenCompose(answer -> answer.statusCode() == TOO_MANY_REQUESTS
                        ? CompletableFuture.completedFuture(request).thenComposeAsync(this::sendUntilTaken, LATER)
                        : CompletableFuture.completedFuture(answer));
    }

    private HttpRequest next(int events) {
        StringBuilder lines = new StringBuilder();
        for (int event = 0; event < events; event++, told++) {
            int loan = told / FACTS_PER_LOAN;
            lines.append(line("loans-" + told, DAY, loan % ENTERPRISES, fact("live-" + loan, told % FACTS_PER_LOAN)));
        }
        return events == 1 ? post(loans, "application/json", lines) : batch(loans, lines);
    }

    private Fact fact(String loan, int step) {
        return switch (step) {
            case 0 ->
                new LoanGranted(loan, zone.loanProducts().getFirst().id(), "bank-" + told % 12, money(GRANTED), null);
            case 1 -> new LoanDisbursed(loan, money(DISBURSED));
            default -> new LoanRepaid(loan, money(REPAID));
        };
    }

    private Money money(long yuan) {
        return new Money(yuan * 100, zone.currency());
    }

    private String line(String id, LocalDate day, int enterprise, Fact fact) {
        String code = CreditCode.complete("91440605MB" + String.format("%07d", enterprise));
        return EventJson.write(new Event(
                        id, "benchmark", day, day.atStartOfDay(zone.timeZone()).toInstant(), code, fact))
                + "\n";
    }

    private static HttpRequest batch(URI emitter, CharSequence lines) {
        return post(emitter, "application/x-ndjson", lines);
    }

    private static HttpRequest post(URI emitter, String type, CharSequence body) {
        return HttpRequest.newBuilder(emitter)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static String require(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static List<Accepted> accepted(HttpResponse<String> answer, long due, long now) {
        List<Accepted> places = new ArrayList<>();
        Matcher place = PLACE.matcher(require(answer));
        while (place.find()) {
            places.add(new Accepted(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)), due, now));
        }
        return places;
    }

    /** By how much all that has been sent raises the zone's loan balance, in yuan. */
    BigDecimal raisesBalanceBy() {
        int disbursed = (told + 1) / FACTS_PER_LOAN;
        int repaid = told / FACTS_PER_LOAN;
        return BigDecimal.valueOf(disbursed * DISBURSED - repaid * REPAID);
    }

    @Override
    public void close() {
        http.close();
    }
}
