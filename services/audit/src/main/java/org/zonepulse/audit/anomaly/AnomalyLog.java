package org.zonepulse.audit.anomaly;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.anomaly.Anomaly;

/** What contradicts itself now, and the histories of the enterprises concerned. */
public final class AnomalyLog {

    /** More events of the enterprises asked for aren't kept. */
    static final int MOST_EVENTS = 200_000;

    private final TopicLog log;
    private final SchemaRegistry registry;
    private final PublishedTopic<Anomaly> anomalies;
    private final EventReader reader;

    /** The anomalies in this log, of this zone, as an edition shows them. */
    public AnomalyLog(TopicLog log, SchemaRegistry registry, Zone zone, Edition edition) {
        this.log = log;
        this.registry = registry;
        this.anomalies = new PublishedTopic<>(edition.anomalies(), Anomaly.class, registry);
        this.reader = new EventReader(zone);
    }

    /** The open anomalies that are meant, by enterprise and subject. */
    public List<OpenAnomaly> open(AnomalyFilter filter) {
        Map<String, OpenAnomaly> open = new TreeMap<>();
        log.read(anomalies.partition().topic(), record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            open.remove(key);
            if (record.value() != null) {
                OpenAnomaly anomaly = open(
                        anomalies.decode(record.offset(), record.value()), Instant.ofEpochMilli(record.timestamp()));
                if (filter.matches(anomaly)) {
                    open.put(key, anomaly);
                }
            }
            return true;
        });
        return List.copyOf(open.values());
    }

    private static OpenAnomaly open(Anomaly anomaly, Instant since) {
        return new OpenAnomaly(
                anomaly.getEnterpriseId(),
                anomaly.getSubject(),
                anomaly.getFindings().stream()
                        .map(finding -> new OpenAnomaly.Finding(
                                finding.getCode(),
                                finding.getEvents().stream()
                                        .map(event -> new EventKey(event.getSource(), event.getEventId()))
                                        .toList()))
                        .toList(),
                since);
    }

    /**
     * All that the ledger knows of enterprises: their accepted events, each once, in order of the log.
     *
     * @param byEnterprise the events
     * @param complete false if there were too many to keep
     */
    public record Histories(Map<String, List<FoundEvent>> byEnterprise, boolean complete) {

        /** The history of an enterprise. */
        public List<FoundEvent> of(String enterpriseId) {
            return byEnterprise.getOrDefault(enterpriseId, List.of());
        }
    }

    /** Reads the histories of these enterprises: only the partitions that they lie in. */
    public Histories histories(Set<String> enterpriseIds) {
        Gathering gathering = new Gathering(enterpriseIds);
        for (EventStream stream : EventStream.values()) {
            var topic = TopicCatalogue.ofStream(stream.id());
            var decoder = AvroRecordDecoder.of(topic.valueType(), registry);
            int partitions = log.partitions(topic.name()).size();
            for (int partition : partitionsOf(enterpriseIds, partitions)) {
                read(new TopicPartition(topic.name(), partition), stream, decoder, gathering);
            }
        }
        return new Histories(gathering.byEnterprise, gathering.kept < MOST_EVENTS);
    }

    private static Set<Integer> partitionsOf(Set<String> enterpriseIds, int partitions) {
        Set<Integer> concerned = new LinkedHashSet<>();
        if (partitions > 0) {
            Partitioning partitioning = new Partitioning(partitions);
            enterpriseIds.forEach(id -> concerned.add(partitioning.of(id)));
        }
        return concerned;
    }

    private void read(
            TopicPartition partition,
            EventStream stream,
            AvroRecordDecoder<? extends SpecificRecord> decoder,
            Gathering gathering) {
        log.read(partition, 0, record -> {
            if (record.value() != null
                    && decoder.decode(record.value()) instanceof Decoded.Ok<? extends SpecificRecord> ok
                    && reader.avro(ok.value(), stream) instanceof Parsed.Ok(Event event)) {
                gathering.take(new FoundEvent(event, record.topic(), record.partition(), record.offset()));
            }
            return gathering.kept < MOST_EVENTS;
        });
    }

    /** Takes the events of some enterprises, each once: when it was recorded says nothing. */
    private static final class Gathering {
        private final Map<String, Map<Object, FoundEvent>> seen = new HashMap<>();
        private final Map<String, List<FoundEvent>> byEnterprise = new LinkedHashMap<>();
        private int kept;

        Gathering(Set<String> enterpriseIds) {
            enterpriseIds.forEach(id -> byEnterprise.put(id, new ArrayList<>()));
        }

        void take(FoundEvent found) {
            Event event = found.event();
            List<FoundEvent> history = byEnterprise.get(event.enterpriseId());
            if (history == null) {
                return;
            }
            Object content = List.of(event.source(), event.eventId(), event.occurredOn(), event.fact());
            if (seen.computeIfAbsent(event.enterpriseId(), _ -> new HashMap<>()).putIfAbsent(content, found) == null) {
                history.add(found);
                kept++;
            }
        }
    }
}
