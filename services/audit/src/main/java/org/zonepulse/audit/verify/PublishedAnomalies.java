package org.zonepulse.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.schemas.anomaly.Finding;

/**
 * What the topic of anomalies shows as open. Its records name no cut: they are of wherever the pipeline's first stage stood
 * when they were written, which is at the latest cut or beyond. An enterprise's anomalies change by its own events alone,
 * and by no business day; so what is shown of an enterprise that has no event after the cut is what it was at the cut.
 */
final class PublishedAnomalies {

    /** What is shown under a key. */
    private record Shown(long offset, List<String> findings) {}

    private final Map<String, Shown> open = new TreeMap<>();
    private final List<Difference> wrongRecords = new ArrayList<>();

    private PublishedAnomalies() {}

    /** What is open as the log stands; to be read before the events after the cut are looked for. */
    static PublishedAnomalies of(AuditedLog log) {
        PublishedAnomalies anomalies = new PublishedAnomalies();
        PublishedTopic<org.zonepulse.schemas.anomaly.Anomaly> topic = new PublishedTopic<>(
                log.edition().anomalies(), org.zonepulse.schemas.anomaly.Anomaly.class, log.registry());
        if (log.partitions(topic.partition().topic()).isEmpty()) {
            return anomalies;
        }
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readToEnd((_, record) -> anomalies.take(record, topic));
        }
        return anomalies;
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record, PublishedTopic<org.zonepulse.schemas.anomaly.Anomaly> topic) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        open.remove(key);
        if (record.value() == null) {
            return;
        }
        topic.tryDecode(record.value())
                .ifPresentOrElse(
                        said -> {
                            String name = said.getEnterpriseId() + "|" + said.getSubject();
                            if (name.equals(key)) {
                                open.put(key, new Shown(record.offset(), published(said.getFindings())));
                            } else {
                                refuse(topic, record, "its key is " + key + ", and it tells of " + name);
                            }
                        },
                        () -> refuse(topic, record, "it is no anomaly"));
    }

    private void refuse(PublishedTopic<?> topic, ConsumerRecord<byte[], byte[]> record, String what) {
        wrongRecords.add(new Difference.OfRecord(topic.partition(), record.offset(), 0, what));
    }

    private static List<String> published(List<Finding> findings) {
        return findings.stream()
                .map(finding -> text(
                        finding.getCode(),
                        finding.getEvents().stream().map(event -> text(event.getSource(), event.getEventId()))))
                .sorted()
                .toList();
    }

    private static List<String> recomputed(Anomaly anomaly) {
        return anomaly.findings().stream()
                .map(finding -> text(
                        finding.code().name(),
                        finding.events().stream().map(event -> text(event.source(), event.eventId()))))
                .sorted()
                .toList();
    }

    private static String text(String source, String eventId) {
        return source + ":" + eventId;
    }

    private static String text(String code, Stream<String> events) {
        return code + events.sorted().toList();
    }

    /** The records that nobody should have published. */
    List<Difference> wrongRecords() {
        return wrongRecords;
    }

    /**
     * Compares what is shown with what the log comes to at the latest cut.
     *
     * @param cut number of the latest cut, which the replay stands at; it goes on to the log's end without folding
     */
    VerificationReport.Anomalies compare(Replay replay, long cut, Consumer<Difference> differences) {
        Map<String, Anomaly> found = new TreeMap<>();
        replay.anomalies().forEach(anomaly -> found.put(anomaly.enterpriseId() + "|" + anomaly.subject(), anomaly));
        Set<String> keys = new TreeSet<>(open.keySet());
        keys.addAll(found.keySet());
        Set<String> later = replay.enterprisesAfter();
        long leftOut = 0;
        for (String key : keys) {
            Shown shown = open.get(key);
            Anomaly anomaly = found.get(key);
            List<String> said = shown == null ? List.of() : shown.findings();
            List<String> expected = anomaly == null ? List.of() : recomputed(anomaly);
            if (later.contains(enterprise(key))) {
                leftOut++;
            } else if (!said.equals(expected)) {
                differences.accept(
                        new Difference.OfAnomaly(key, cut, shown == null ? -1 : shown.offset(), said, expected));
            }
        }
        return new VerificationReport.Anomalies(keys.size() - leftOut, leftOut);
    }

    private static String enterprise(String key) {
        return key.substring(0, Math.max(0, key.indexOf('|')));
    }
}
