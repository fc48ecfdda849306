package org.zonepulse.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.schemas.Topic.KeyKind;
import org.zonepulse.schemas.anomaly.Anomaly;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.certification.CertificationEvent;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.edition.EditionSwitched;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;
import org.zonepulse.schemas.loan.LoanEvent;
import org.zonepulse.schemas.redrive.Redrive;
import org.zonepulse.schemas.registration.RegistrationEvent;
import org.zonepulse.schemas.tradefair.TradeFairEvent;

/** Every topic of the pipeline, declared once: who creates, writes or reads a topic takes it from here. */
public final class TopicCatalogue {

    /** Partitions of each event topic, unless a site chooses others when it creates them. */
    public static final int EVENT_PARTITIONS = 8;

    /**
     * Largest batch of the topic of cuts, in bytes: one cut names all that changed, thousands of KPIs on a day on which
     * much does. Its producers need {@code max.request.size} and its consumers {@code fetch.max.bytes} to match.
     */
    public static final int MAX_CUT_BYTES = 8 * 1024 * 1024;

    /** Largest batch of an event topic, in bytes: Kafka's usual limit, stated since dead letters depend on it. */
    public static final int MAX_EVENT_BYTES = 1024 * 1024;

    /** Largest dead letter, in bytes: of a record that compression let through, only so much is kept that it fits in here. */
    public static final int MAX_DEAD_LETTER_BYTES = 2 * MAX_EVENT_BYTES;

    private static final String DAY = millis(24);
    private static final String WEEK = millis(7 * 24);

    /** Facts of the register of enterprises. */
    public static final Topic REGISTRATIONS = events(
            "zone.registrations.v1",
            "Facts of the zone's register of enterprises",
            RegistrationEvent.class,
            RegistrationEvent.getClassSchema());

    /** Facts of certification. */
    public static final Topic CERTIFICATIONS = events(
            "zone.certifications.v1",
            "Facts of certified status, and the city's totals",
            CertificationEvent.class,
            CertificationEvent.getClassSchema());

    /** Facts of loans. */
    public static final Topic LOANS =
            events("zone.loans.v1", "Facts of the zone's loans", LoanEvent.class, LoanEvent.getClassSchema());

    /** Facts of trade fairs. */
    public static final Topic TRADE_FAIRS = events(
            "zone.trade-fairs.v1",
            "Facts of trade fairs, intended orders and clients",
            TradeFairEvent.class,
            TradeFairEvent.getClassSchema());

    /** Business days. Never compacted: a replay needs each day, at its place. */
    public static final Topic CALENDAR = new Topic(
            "zone.calendar.v1",
            "Business days as they were opened",
            KeyKind.TEXT,
            "zone id",
            BusinessDayOpened.class,
            BusinessDayOpened.getClassSchema(),
            1,
            keptForEver(Map.of()));

    /** Current values. One partition, so that a reader sees the values of a cut together and cuts in order. */
    public static final Topic KPI_VALUES = new Topic(
            "zone.kpi.values.v1",
            "The current value of each KPI",
            KeyKind.TEXT,
            "<measure>@<scope>",
            KpiValue.class,
            KpiValue.getClassSchema(),
            1,
            lastOfEachKey());

    /** Dated flows, a month a record: what as-of answers are made of. */
    public static final Topic KPI_DAILY = new Topic(
            "zone.kpi.daily.v1",
            "The daily flows of each KPI, a month a record",
            KeyKind.TEXT,
            "<measure>@<scope>/<yyyy-MM>",
            MonthFlows.class,
            MonthFlows.getClassSchema(),
            1,
            lastOfEachKey());

    /** The history of publications. */
    public static final Topic KPI_CUTS = new Topic(
            "zone.kpi.cuts.v1",
            "The history of publications, each with its exact input",
            KeyKind.TEXT,
            "cut number, decimal",
            Cut.class,
            Cut.getClassSchema(),
            1,
            keptForEver(Map.of("max.message.bytes", Integer.toString(MAX_CUT_BYTES))));

    /** Open anomalies. */
    public static final Topic ANOMALIES = new Topic(
            "zone.anomalies.v1",
            "Open anomalies; a tombstone when resolved",
            KeyKind.TEXT,
            "<enterpriseId>|<subject>",
            Anomaly.class,
            Anomaly.getClassSchema(),
            1,
            lastOfEachKey());

    /** What could not be read. Kept for ever: it stands in for a fact until it is re-driven. */
    public static final Topic DEAD_LETTERS = new Topic(
            "zone.dead-letters.v1",
            "Records that could not be read, and why",
            KeyKind.BYTES,
            "the original key",
            DeadLetter.class,
            DeadLetter.getClassSchema(),
            1,
            keptForEver(Map.of("max.message.bytes", Integer.toString(MAX_DEAD_LETTER_BYTES))));

    /** What was done about dead letters, by whom. Kept for ever: it says which letters are still open. */
    public static final Topic REDRIVES = new Topic(
            "zone.redrives.v1",
            "Dead letters that were published again, by whom and with what outcome",
            KeyKind.TEXT,
            "<topic>/<partition>/<offset> of the original",
            Redrive.class,
            Redrive.getClassSchema(),
            1,
            keptForEver(Map.of()));

    /** Which edition of the KPIs is live. Kept for ever: it says whose figures were shown when. */
    public static final Topic EDITIONS = new Topic(
            "zone.editions.v1",
            "Which edition of the KPIs is live, since when and why",
            KeyKind.TEXT,
            "zone id",
            EditionSwitched.class,
            EditionSwitched.getClassSchema(),
            1,
            keptForEver(Map.of()));

    private static final List<Topic> OUTPUTS = List.of(KPI_VALUES, KPI_DAILY, KPI_CUTS, ANOMALIES, DEAD_LETTERS);
    private static final List<Topic> EVENTS = List.of(REGISTRATIONS, CERTIFICATIONS, LOANS, TRADE_FAIRS);
    private static final List<Topic> ALL = List.of(
            REGISTRATIONS,
            CERTIFICATIONS,
            LOANS,
            TRADE_FAIRS,
            CALENDAR,
            KPI_VALUES,
            KPI_DAILY,
            KPI_CUTS,
            ANOMALIES,
            DEAD_LETTERS,
            REDRIVES,
            EDITIONS);

    private TopicCatalogue() {}

    /** All topics, the event topics first. */
    public static List<Topic> all() {
        return ALL;
    }

    /**
     * All topics, with another number of partitions for the event topics: the same for each, since one task has to see
     * all there is to know of an enterprise.
     */
    public static List<Topic> all(int eventPartitions) {
        return ALL.stream()
                .map(topic -> EVENTS.contains(topic) ? topic.withPartitions(eventPartitions) : topic)
                .toList();
    }

    /** The topics of the four event streams. */
    public static List<Topic> events() {
        return EVENTS;
    }

    /** The topics that the computation of KPIs publishes to; here those of the first {@link Edition}. */
    public static List<Topic> outputs() {
        return OUTPUTS;
    }

    /** The topic of this name, also if it is another edition's. */
    public static Optional<Topic> named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .or(() -> Edition.publishingTo(name)
                        .flatMap(edition -> edition.topics().stream()
                                .filter(topic -> topic.name().equals(name))
                                .findFirst()));
    }

    /** What stands for one of the {@link #outputs} in an edition. */
    static Topic ofEdition(Topic output, Edition edition) {
        return edition.isFirst()
                ? output
                : new Topic(
                        output.name() + edition.after("."),
                        output.meaning() + "; edition " + edition.name(),
                        output.keyKind(),
                        output.keyMeaning(),
                        output.valueType(),
                        output.valueSchema(),
                        output.partitions(),
                        output.config());
    }

    /**
     * The topic of an event stream.
     *
     * @param streamId {@code registrations}, {@code certifications}, {@code loans} or {@code trade-fairs}
     * @throws IllegalArgumentException if there is no such stream
     */
    public static Topic ofStream(String streamId) {
        return switch (streamId) {
            case "registrations" -> REGISTRATIONS;
            case "certifications" -> CERTIFICATIONS;
            case "loans" -> LOANS;
            case "trade-fairs" -> TRADE_FAIRS;
            default -> throw new IllegalArgumentException("no event stream: " + streamId);
        };
    }

    /**
     * The inbox of a source for a stream: see {@link Inbox}. One partition, since what gets in is placed anew, and so
     * whatever partitioner the source's client has is as good as any.
     *
     * @throws IllegalArgumentException if there is no such stream
     */
    static Topic inbox(String streamId, String source) {
        Topic stream = ofStream(streamId);
        return new Topic(
                "zone.inbox." + streamId + "." + source + ".v1",
                "What " + source + " publishes, before it is let into " + stream.name(),
                stream.keyKind(),
                "whatever the source writes: what is let in gets the enterprise as its key",
                stream.valueType(),
                stream.valueSchema(),
                1,
                stream.config());
    }

    private static Topic events(
            String name, String meaning, Class<? extends SpecificRecord> valueType, Schema valueSchema) {
        return new Topic(
                name,
                meaning,
                KeyKind.TEXT,
                "enterprise (for a city's total, the city's division code)",
                valueType,
                valueSchema,
                EVENT_PARTITIONS,
                keptForEver(Map.of("max.message.bytes", Integer.toString(MAX_EVENT_BYTES))));
    }

    private static Map<String, String> keptForEver(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", "-1");
        config.put("retention.bytes", "-1");
        config.put("compression.type", "lz4");
        return config;
    }

    /**
     * Compaction leaves a record alone for ten minutes, so that a subscriber who lags a little still sees each
     * publication; small segments that close within a day keep what a new subscriber has to read near one record a key;
     * a tombstone stays a week for those who were away.
     */
    private static Map<String, String> lastOfEachKey() {
        return Map.of(
                "cleanup.policy",
                "compact",
                "compression.type",
                "lz4",
                "min.compaction.lag.ms",
                Integer.toString(10 * 60 * 1000),
                "delete.retention.ms",
                WEEK,
                "segment.bytes",
                Integer.toString(64 * 1024 * 1024),
                "segment.ms",
                DAY);
    }

    private static String millis(int hours) {
        return Long.toString(hours * 3_600_000L);
    }
}
