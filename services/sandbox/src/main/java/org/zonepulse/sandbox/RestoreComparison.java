package org.zonepulse.sandbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.StatedZone;
import org.zonepulse.audit.restore.LetterCount;
import org.zonepulse.audit.restore.LogRestore;
import org.zonepulse.audit.restore.Restorable;
import org.zonepulse.audit.restore.SchemaIds;
import org.zonepulse.audit.restore.SchemaPlaces;
import org.zonepulse.audit.restore.TargetLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Compares a restored pipeline with the archive: its log, and what it has published of it as of the business day of the
 * archive's cut. Changes nothing.
 */
final class RestoreComparison {

    private final ArchiveLog archive;
    private final Map<String, Object> settings;
    private final Duration patience;
    private final Words words;

    /** @param patience how long the pipeline's figures are waited for */
    RestoreComparison(ArchiveLog archive, Map<String, Object> settings, Duration patience, Words words) {
        this.archive = archive;
        this.settings = settings;
        this.patience = patience;
        this.words = words;
    }

    /**
     * Compares.
     *
     * @throws LogIncomplete if the archive is damaged, or its cut is of no business day
     * @throws Refusal if the pipeline hasn't published anything that includes the archive's records
     */
    RestoreComparisonReport run() throws Exception {
        Manifest.Origin origin = archive.manifest().origin();
        LocalDate day = origin.businessDay();
        if (day == null) {
            throw new LogIncomplete("cut " + origin.cut() + " was published before the first business day: there is"
                    + " nothing to compare");
        }
        TargetLog.Found found = compareLog();
        if (!found.isEqual()) {
            return new RestoreComparisonReport(origin, archive.description(), day, found, null);
        }
        try (KpiView view = KpiView.open(settings)) {
            await(view, found.ends(), day);
            KpiState state = view.ask(now -> now);
            return new RestoreComparisonReport(
                    origin, archive.description(), day, found, figures(state, day, found.ends()));
        } catch (IllegalStateException e) {
            throw Refusal.because(
                    e,
                    "refusal.notReadable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    KpiCommand.rootOf(e));
        }
    }

    private TargetLog.Found compareLog() throws Exception {
        SchemaIds ids;
        try (SchemaRegistry registry = SchemaRegistry.open(settings)) {
            ids = SchemaPlaces.find(archive, registry);
        }
        LogRestore restore = new LogRestore(archive, Restorable.of(archive), ids);
        LogRestore.Content content = RestoreWork.step(words, "restore.readingArchive", restore::content);
        return RestoreWork.step(words, "restore.verifying", odometer -> {
            try (TargetLog target = TargetLog.open(settings)) {
                return target.compare(content.content(), odometer);
            }
        });
    }

    private void await(KpiView view, Map<TopicPartition, Long> all, LocalDate day) throws InterruptedException {
        // Business days are no input that a cut states the offsets of.
        Map<TopicPartition, Long> ends = new HashMap<>(all);
        ends.keySet().removeIf(partition -> partition.topic().equals(TopicCatalogue.CALENDAR.name()));
        if (!view.await(state -> FinalFigures.isFinal(state, ends, day), patience)) {
            long total = ends.values().stream().mapToLong(Long::longValue).sum();
            long missing = view.state()
                    .flatMap(KpiState::cut)
                    .map(cut -> FinalFigures.missing(cut, ends))
                    .orElse(total);
            throw new Refusal("refusal.restoreNotComputed", patience.toSeconds(), total - missing, total, day);
        }
    }

    private RestoreComparisonReport.Figures figures(KpiState state, LocalDate day, Map<TopicPartition, Long> ends) {
        Map<String, Amounts> published = published();
        Map<String, Amounts> now = new HashMap<>();
        boolean isToday = state.businessDay().filter(day::equals).isPresent();
        Collection<Kpi> kpis = isToday ? state.current() : state.asOf(day);
        kpis.forEach(kpi -> now.put(kpi.series().toString(), Amounts.of(kpi)));
        TreeSet<String> names = new TreeSet<>(published.keySet());
        names.addAll(now.keySet());
        List<RestoreComparisonReport.Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(new RestoreComparisonReport.Row(
                    name, published.getOrDefault(name, Amounts.NOTHING), now.getOrDefault(name, Amounts.NOTHING)));
        }
        try (AuditedLog log = KafkaLog.open(settings, state.edition())) {
            CutHistory history = CutHistory.of(log);
            CutHistory archived = CutHistory.of(archive);
            StatedZone zone = history.cut(history.latest()).zone();
            return new RestoreComparisonReport.Figures(
                    state.cut().orElseThrow().number(),
                    state.businessDay().orElse(null),
                    rows,
                    LetterCount.of(
                            archive,
                            archived.cut(archive.manifest().origin().cut()).until()),
                    LetterCount.of(log, ends),
                    zone.isStated()
                            && !zone.toString()
                                    .equals(archive.manifest().origin().zoneDigest()));
        }
    }

    /** The value that each KPI had with the archive's cut. */
    private Map<String, Amounts> published() {
        long last = archive.manifest().origin().cut();
        Map<String, Amounts> values = new HashMap<>();
        CutHistory.of(archive).each(cut -> {
            if (cut.number() <= last) {
                values.putAll(cut.changes());
            }
        });
        return values;
    }
}
