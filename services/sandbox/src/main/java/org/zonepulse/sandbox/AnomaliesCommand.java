package org.zonepulse.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.anomaly.Advisor;
import org.zonepulse.audit.anomaly.AnomalyFilter;
import org.zonepulse.audit.anomaly.AnomalyLog;
import org.zonepulse.audit.anomaly.FoundEvent;
import org.zonepulse.audit.anomaly.OpenAnomaly;
import org.zonepulse.audit.anomaly.Remedy;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what contradicts itself, with the events concerned, and what would resolve it. */
@Command(name = "anomalies", exitCodeListHeading = "%n")
final class AnomaliesCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Option(names = "--enterprise", paramLabel = "CODE", descriptionKey = "anomalies.enterprise")
    private @Nullable String enterprise;

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "anomalies.code")
    private @Nullable String code;

    @Option(names = "--source", paramLabel = "SOURCE", descriptionKey = "anomalies.source")
    private @Nullable String source;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "anomalies.limit")
    private int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    private EditionOption edition = new EditionOption();

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
        if (limit < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), words.say("anomalies.noLimit", limit));
        }
        Zone ofPipeline = zone.zone();
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        return LogAccess.during(settings, () -> list(settings, ofPipeline, edition.of(settings, words)));
    }

    private int list(Map<String, Object> settings, Zone ofPipeline, Edition of) throws IOException {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            AnomalyLog anomalies = new AnomalyLog(log, registry, ofPipeline, of);
            List<OpenAnomaly> open = anomalies.open(new AnomalyFilter(enterprise, code, source));
            List<OpenAnomaly> shown = open.subList(0, Math.min(limit, open.size()));
            Set<String> enterprises = new LinkedHashSet<>();
            shown.forEach(anomaly -> enterprises.add(anomaly.enterpriseId()));
            AnomalyLog.Histories histories = anomalies.histories(enterprises);
            Advisor advisor = new Advisor(ofPipeline);
            Instant now = Clock.systemUTC().instant();
            List<AnomalyAnswer> answers = shown.stream()
                    .map(anomaly -> answer(anomaly, histories.of(anomaly.enterpriseId()), advisor, now))
                    .toList();
            AnomalyReport report = new AnomalyReport(answers, open, histories.complete());
            System.out.println(json ? report.json() : report.text(words));
            return ExitStatus.OK;
        }
    }

    private static AnomalyAnswer answer(OpenAnomaly anomaly, List<FoundEvent> history, Advisor advisor, Instant now) {
        List<AnomalyAnswer.Finding> findings = new ArrayList<>();
        for (OpenAnomaly.Finding finding : anomaly.findings()) {
            findings.add(new AnomalyAnswer.Finding(
                    finding.name(),
                    finding.code().orElse(null),
                    references(anomaly, finding, history),
                    remedies(anomaly, finding, history, advisor, now)));
        }
        return new AnomalyAnswer(anomaly, findings);
    }

    private static List<AnomalyAnswer.Reference> references(
            OpenAnomaly anomaly, OpenAnomaly.Finding finding, List<FoundEvent> history) {
        return finding.events().stream()
                .map(key -> new AnomalyAnswer.Reference(
                        key,
                        history.stream()
                                .filter(found -> isMeant(found.event(), key, anomaly.subject()))
                                .toList()))
                .toList();
    }

    private static boolean isMeant(Event event, EventKey key, String subject) {
        return event.eventId().equals(key.eventId())
                && event.source().equals(key.source())
                && event.fact().subject().toString().equals(subject);
    }

    private static List<Remedy> remedies(
            OpenAnomaly anomaly, OpenAnomaly.Finding finding, List<FoundEvent> history, Advisor advisor, Instant now) {
        Subject subject = anomaly.parsedSubject();
        AnomalyCode known = finding.code().orElse(null);
        if (subject == null || known == null) {
            return List.of();
        }
        return advisor.remedies(
                anomaly.enterpriseId(),
                subject,
                new Anomaly.Finding(known, finding.events()),
                history.stream().map(FoundEvent::event).toList(),
                now);
    }
}
