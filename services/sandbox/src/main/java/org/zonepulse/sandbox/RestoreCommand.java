package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.report.UnusableKey;
import org.zonepulse.audit.restore.RestoreRefused;
import org.zonepulse.sandbox.deploy.DeploymentRefused;
import org.zonepulse.sandbox.deploy.SiteChoices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes an archive's events and business days into an empty cluster, from which all else is computed again. */
@Command(name = "restore", exitCodeListHeading = "%n")
final class RestoreCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Option(names = "--archive", paramLabel = "FILE", required = true, descriptionKey = "restore.archive")
    private Path archive = Path.of("");

    @Option(names = "--compare", descriptionKey = "restore.compare")
    private boolean compare;

    @Option(names = "--skip-verify", descriptionKey = "restore.skipVerify")
    private boolean skipVerify;

    @Option(names = "--signed-report", paramLabel = "FILE", descriptionKey = "restore.signedReport")
    private @Nullable Path signedReport;

    @Option(names = "--key", paramLabel = "PUB.pem", descriptionKey = "restore.key")
    private @Nullable Path key;

    @Option(names = "--replication-factor", paramLabel = "N", descriptionKey = "topics.replicationFactor")
    private @Nullable Integer replicationFactor;

    @Option(names = "--min-insync-replicas", paramLabel = "N", descriptionKey = "topics.minInSync")
    private @Nullable Integer minInSync;

    @Option(
            names = "--internal-topics-of",
            paramLabel = "APPLICATION-ID",
            defaultValue = "zonepulse-kpi",
            descriptionKey = "restore.internalTopicsOf")
    private String application = "";

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30", descriptionKey = "restore.wait")
    private int wait;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "audit.verify.limit")
    private int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        SiteChoices choices = choices();
        Map<String, Object> settings = pipeline.settings();
        try {
            report.prepare(words);
            SignedExport signed = SignedExport.read(archive, signedReport, key);
            if (!signed.isGenuine()) {
                System.err.println(words.say("restore.notGenuine", archive, String.valueOf(signedReport)));
                return ExitStatus.ANSWER_IS_NO;
            }
            try (ArchiveLog log = ArchiveLog.open(archive)) {
                return compare
                        ? tell(new RestoreComparison(log, settings, patience(), words).run())
                        : restore(log, signed, choices, settings);
            }
        } catch (UnusableKey e) {
            return LogOptions.notDone(words.say("refusal.key", String.valueOf(e.getMessage())));
        } catch (LogIncomplete e) {
            return LogOptions.notDone(words.say("restore.unusable", String.valueOf(e.getMessage())));
        } catch (RestoreRefused e) {
            throw refusal(e, settings);
        } catch (DeploymentRefused e) {
            throw TopicsWork.refusal(e, settings);
        } catch (KafkaException | Unreadable e) {
            throw Refusal.because(
                    e,
                    "refusal.logUnreachable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private int restore(ArchiveLog log, SignedExport signed, SiteChoices choices, Map<String, Object> settings)
            throws Exception {
        RestoreWork work = new RestoreWork(log, settings, choices, application, patience(), words);
        if (!work.archiveIsAsStated()) {
            System.err.println(words.say("restore.altered", archive, archive));
            return ExitStatus.ANSWER_IS_NO;
        }
        return tell(work.run(signed, !skipVerify));
    }

    private int tell(Answer answer) {
        report.write(() -> JsonText.object(answer::json));
        System.out.println((json ? JsonText.object(answer::json) : answer.text(words, limit)).stripTrailing());
        System.out.flush();
        return answer.isEqual() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** What is told in the end. */
    interface Answer {

        /** Whether what was compared is equal. */
        boolean isEqual();

        /** @param limit how many differences are shown at most */
        String text(Words words, int limit);

        void json(JsonGenerator out) throws IOException;
    }

    private Duration patience() {
        return Duration.ofSeconds(wait);
    }

    private SiteChoices choices() {
        if (wait < 0) {
            throw usage("topics.noWait", wait);
        }
        if (limit < 0) {
            throw usage("audit.noLimit", limit);
        }
        if ((signedReport == null) != (key == null)) {
            throw usage("restore.reportAndKey");
        }
        try {
            return new SiteChoices(OptionalInt.empty(), optional(replicationFactor), optional(minInSync));
        } catch (IllegalArgumentException e) {
            throw usage("topics.noChoice");
        }
    }

    private ParameterException usage(String text, Object... arguments) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say(text, arguments));
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Refusal refusal(RestoreRefused e, Map<String, Object> settings) {
        List<Object> details = new ArrayList<>();
        boolean isOfRegistry = e.reason().name().startsWith("SCHEMA_");
        details.add(String.valueOf(settings.get(isOfRegistry ? "schema.registry.url" : "bootstrap.servers")));
        details.addAll(e.details());
        return Refusal.because(e, "restore.refused." + e.reason(), details.toArray());
    }
}
