package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.restore.LogRestore;
import org.zonepulse.audit.restore.Restorable;
import org.zonepulse.audit.restore.SchemaIds;
import org.zonepulse.audit.restore.SchemaPlaces;
import org.zonepulse.audit.restore.TargetLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.sandbox.deploy.ClusterTopics;
import org.zonepulse.sandbox.deploy.Patience;
import org.zonepulse.sandbox.deploy.RegistrySubjects;
import org.zonepulse.sandbox.deploy.SiteChoices;
import org.zonepulse.sandbox.deploy.TopicFound;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** Restores an archive: looks at both sides first, then makes topics and schemas, writes, and reads back. */
final class RestoreWork {

    private static final double NANOS = 1e9;

    private final ArchiveLog archive;
    private final Restorable restorable;
    private final Map<String, Object> settings;
    private final SiteChoices choices;
    private final String application;
    private final Duration patience;
    private final Words words;

    /**
     * Of that archive into that cluster.
     *
     * @param choices of replication; of partitions there is nothing to choose
     * @param application id of the Kafka Streams application that computes the figures
     * @throws org.zonepulse.audit.replay.LogIncomplete if the archive lacks something
     */
    RestoreWork(
            ArchiveLog archive,
            Map<String, Object> settings,
            SiteChoices choices,
            String application,
            Duration patience,
            Words words) {
        this.archive = archive;
        this.restorable = Restorable.of(archive);
        this.settings = settings;
        this.choices = new SiteChoices(
                OptionalInt.of(restorable.eventPartitions()), choices.replicationFactor(), choices.minInSync());
        this.application = application;
        this.patience = patience;
        this.words = words;
    }

    /**
     * Whether the archive's events are those that its cut was computed from.
     *
     * @throws org.zonepulse.audit.replay.LogIncomplete if it is damaged
     */
    boolean archiveIsAsStated() throws Exception {
        return step("restore.checking", odometer -> {
            archive.requireIntact();
            CutHistory history = CutHistory.of(archive);
            return InputDigests.of(
                            archive, history.cut(archive.manifest().origin().cut()), history, odometer)
                    .areEqual();
        });
    }

    /** What was made so that records can be written. */
    private record Prepared(
            Map<TopicPartition, TargetLog.Standing> begun,
            List<String> created,
            List<String> registered,
            SchemaIds ids) {}

    /**
     * Restores it.
     *
     * @param signed of the archive's file
     * @param verify whether all is read back
     */
    RestoreReport run(SignedExport signed, boolean verify) throws Exception {
        Prepared prepared = prepare();
        LogRestore restore = new LogRestore(archive, restorable, prepared.ids());
        if (!prepared.begun().isEmpty()) {
            step("restore.begun", odometer -> {
                restore.requireBeginning(prepared.begun(), odometer);
                return true;
            });
        }
        long began = System.nanoTime();
        LogRestore.Content content =
                step("restore.writing", odometer -> restore.write(settings, prepared.begun(), odometer));
        double seconds = (System.nanoTime() - began) / NANOS;
        TargetLog.Found found = verify ? readBack(content) : null;
        return new RestoreReport(
                archive.manifest().origin(),
                archive.description(),
                signed,
                String.valueOf(settings.get("bootstrap.servers")),
                String.valueOf(settings.get("schema.registry.url")),
                prepared.created(),
                prepared.registered(),
                prepared.ids(),
                prepared.begun().values().stream()
                        .mapToLong(TargetLog.Standing::records)
                        .sum(),
                content,
                seconds,
                found);
    }

    private TargetLog.Found readBack(LogRestore.Content content) throws Exception {
        return step("restore.verifying", odometer -> {
            try (TargetLog target = TargetLog.open(settings)) {
                return target.compare(content.content(), odometer);
            }
        });
    }

    private Prepared prepare() throws Exception {
        try (Progress progress = Progress.onErrors()) {
            return progress.step(words.say("restore.preparing"), step -> {
                Patience waiting = Patience.of(patience, why -> step.tell(words.say("topics.waits", why)));
                try (ClusterTopics topics = ClusterTopics.open(settings, waiting);
                        RegistrySubjects subjects = RegistrySubjects.open(settings, waiting)) {
                    requireNobodyComputes(topics);
                    Map<TopicPartition, TargetLog.Standing> begun;
                    try (TargetLog target = TargetLog.open(settings)) {
                        begun = target.requireEmptyOrBegun(restorable, topics.readEditions(), new Odometer());
                    }
                    // Whether the registry answers at all, before anything is made.
                    var _ = subjects.read(TopicCatalogue.events());
                    List<String> created = topics.createMissing(choices);
                    SchemaIds ids = placeSchemas();
                    return new Prepared(begun, created, registerOthers(subjects), ids);
                }
            });
        }
    }

    /** Figures of a log that is being written are nobody's, and what is sent on to its partition would come between. */
    private void requireNobodyComputes(ClusterTopics topics) throws InterruptedException {
        List<String> internal = topics.readInternal(application).stream()
                .map(TopicFound::name)
                .sorted()
                .toList();
        if (!internal.isEmpty()) {
            throw new Refusal(
                    "refusal.restoreInternal",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.join(", ", internal),
                    application);
        }
        List<String> readers =
                topics.readersOf(Restorable.topics().stream().map(Topic::name).toList());
        if (!readers.isEmpty()) {
            throw new Refusal("refusal.restoreReaders", String.join(", ", readers));
        }
    }

    private SchemaIds placeSchemas() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings)) {
            return SchemaPlaces.register(archive, registry);
        }
    }

    /** The catalogue's, after the archive's: so versions of a subject come in the order in which they were made. */
    private List<String> registerOthers(RegistrySubjects subjects) throws InterruptedException {
        RegistrySubjects.Registered registered = subjects.register(TopicCatalogue.all());
        new TreeMap<>(registered.refused()).forEach((subject, why) -> {
            throw new Refusal("topics.schemaRefused", subject, why);
        });
        return registered.added();
    }

    private <T extends @Nullable Object> T step(String label, Function<Odometer, T> work) throws Exception {
        return step(words, label, work);
    }

    /** A step of the work that tells how many records it has come through. */
    static <T extends @Nullable Object> T step(Words words, String label, Function<Odometer, T> work) throws Exception {
        Odometer odometer = new Odometer();
        try (Progress progress = Progress.onErrors()) {
            return progress.step(words.say(label), step -> {
                try (RecordsRead _ = new RecordsRead(words, odometer, step)) {
                    return work.apply(odometer);
                }
            });
        }
    }
}
