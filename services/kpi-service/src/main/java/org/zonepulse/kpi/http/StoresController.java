package org.zonepulse.kpi.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.kpi.Instance;
import org.zonepulse.kpi.KpiSettings;
import org.zonepulse.kpi.KpiStreams;
import org.zonepulse.kpi.state.OpenLedger;
import org.zonepulse.kpi.state.OpenLedger.LedgerUnavailable;
import org.zonepulse.kpi.stores.ContributionScan;
import org.zonepulse.kpi.stores.Contributions;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.story.Story;
import org.zonepulse.ledger.story.Storyteller;

/**
 * What the ledgers held here tell: one enterprise's story, the enterprises behind a figure, and which instance holds what.
 * Stands in {@code docs/architecture.md}.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class StoresController {

    /** Names the edition that the caller wants; whoever doesn't say takes any. */
    private static final String EDITION = "Zonepulse-Edition";

    private final KpiStreams streams;
    private final KpiSettings settings;
    private final Semaphore scans;

    StoresController(KpiStreams streams, KpiSettings settings) {
        this.streams = streams;
        this.settings = settings;
        this.scans = new Semaphore(settings.getConcurrentScans());
    }

    /** Answers a question, or says by a problem why not. */
    @FunctionalInterface
    private interface Answering {
        HttpResponse<byte[]> answer() throws Unanswerable, LedgerUnavailable;
    }

    @Get(uri = "/enterprises/{code}", produces = MediaType.ALL)
    public HttpResponse<byte[]> enterprise(HttpRequest<?> request, @PathVariable String code) {
        return whileRunning(request, () -> {
            if (!CreditCode.isValid(code)) {
                throw new Unanswerable(ProblemType.INVALID_CREDIT_CODE, "'" + code + "'");
            }
            LocalDate asOf = Question.date(request.getParameters().get("asOf"));
            OpenLedger.Reading reading = ledgerOf(code).read(code);
            if (reading.rows().isEmpty()) {
                throw new Unanswerable(ProblemType.ENTERPRISE_UNKNOWN, code);
            }
            Story story = new Storyteller(streams.zone()).tell(code, reading.rows(), asOf);
            return Answers.object(new StoryJson(story, streams.zone(), reading.inputs()));
        });
    }

    /** The ledger that holds an enterprise, if it is here. */
    private OpenLedger ledgerOf(String code) throws Unanswerable {
        int partition = new Partitioning(streams.partitions()).of(code);
        OpenLedger ledger = streams.ledgers().of(partition);
        if (ledger != null) {
            return ledger;
        }
        for (Instance instance : streams.instances()) {
            if (instance.partitions().contains(partition) && !instance.isThis()) {
                throw new Unanswerable(new Problem(
                        ProblemType.OTHER_INSTANCE, "It lies in partition " + partition, instance.address()));
            }
        }
        throw new Unanswerable(ProblemType.NOT_RUNNING, "No instance holds partition " + partition + " just now");
    }

    @Get(uri = "/contributions", produces = MediaType.ALL)
    public HttpResponse<byte[]> contributions(HttpRequest<?> request) {
        return whileRunning(request, () -> {
            Question question = Question.of(request.getParameters());
            if (!scans.tryAcquire()) {
                throw new Unanswerable(ProblemType.BUSY, settings.getConcurrentScans() + " are at it");
            }
            try {
                ContributionScan scan =
                        new ContributionScan(streams.zone(), question.kpi(), question.asOf(), question.limit());
                Contributions found = scan.of(streams.ledgers().all(), settings.getScanTime());
                return Answers.object(new ContributionsJson(found, streams.zone(), streams.partitions()));
            } catch (ContributionScan.TooLong tooLong) {
                throw new Unanswerable(ProblemType.TOO_LONG, String.valueOf(tooLong.getMessage()));
            } finally {
                scans.release();
            }
        });
    }

    @Get(uri = "/instances", produces = MediaType.ALL)
    public HttpResponse<byte[]> instances(HttpRequest<?> request) {
        return whileRunning(request, () -> {
            List<Instance> instances = streams.instances();
            return Answers.object(json -> {
                json.writeStringField("edition", streams.edition().name());
                json.writeNumberField("partitions", streams.partitions());
                json.writeArrayFieldStart("instances");
                for (Instance instance : instances) {
                    json.writeStartObject();
                    json.writeStringField("address", instance.address().toString());
                    json.writeBooleanField("this", instance.isThis());
                    json.writeFieldName("partitions");
                    json.writeArray(
                            instance.partitions().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray(),
                            0,
                            instance.partitions().size());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        });
    }

    private HttpResponse<byte[]> whileRunning(HttpRequest<?> request, Answering answering) {
        try {
            String wanted = request.getHeaders().get(EDITION);
            if (wanted != null && !wanted.equals(streams.edition().name())) {
                throw new Unanswerable(ProblemType.OTHER_EDITION, "It is edition " + streams.edition());
            }
            if (streams.state() != KafkaStreams.State.RUNNING) {
                throw new Unanswerable(ProblemType.NOT_RUNNING, "The streams are " + streams.state());
            }
            return answering.answer();
        } catch (Unanswerable unanswerable) {
            return Answers.problem(unanswerable.problem());
        } catch (LedgerUnavailable | InvalidStateStoreException moved) {
            return Answers.problem(Problem.of(ProblemType.NOT_RUNNING, String.valueOf(moved.getMessage())));
        }
    }
}
