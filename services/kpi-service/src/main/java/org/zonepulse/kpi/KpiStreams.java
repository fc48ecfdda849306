package org.zonepulse.kpi;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.CodecSettings;
import org.zonepulse.intake.KafkaSettings;
import org.zonepulse.intake.RunningStreams;
import org.zonepulse.intake.StreamsClient;
import org.zonepulse.intake.StreamsSettings;
import org.zonepulse.intake.ValueSerializer;
import org.zonepulse.kpi.state.OpenLedgers;
import org.zonepulse.kpi.topology.AnyTime;
import org.zonepulse.kpi.topology.KpiTopology;
import org.zonepulse.kpi.topology.PublishedRecords;
import org.zonepulse.kpi.topology.Stage;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;

/** The Kafka Streams client of this service, from its start to its end. */
@Context
public class KpiStreams implements RunningStreams {

    private static final Pattern HAS_PORT = Pattern.compile(".+:[1-9][0-9]*");

    /** Addresses to listen at, which lead whoever is told them to himself. */
    private static final Pattern WILDCARD = Pattern.compile("(0\\.0\\.0\\.0|\\[?::0?]?):[^:]*");

    private static final int POLL_MS = 20;

    private final KpiSettings settings;
    private final Edition edition;
    private final Map<String, Object> kafka;
    private final Map<String, Object> codec;
    private final Zone zone;
    private final MeterRegistry meterRegistry;
    private final CountDownLatch started = new CountDownLatch(1);
    private final OpenLedgers ledgers = new OpenLedgers();
    private int partitions;
    private @Nullable SchemaRegistry registry;
    private @Nullable StreamsClient streams;

    KpiStreams(
            KpiSettings settings,
            Environment environment,
            MeterRegistry meterRegistry,
            @Value("${zonepulse.zone:}") String zoneFile) {
        this.settings = settings;
        this.edition = edition(settings.getEdition());
        this.meterRegistry = meterRegistry;
        this.kafka = KafkaSettings.of(environment);
        this.zone = zoneFile.isEmpty() ? ZoneFile.bundled() : ZoneFile.read(Path.of(zoneFile));
        this.codec = CodecSettings.of(environment);
    }

    private static Edition edition(String name) {
        if (!Edition.isName(name)) {
            throw new ConfigurationException("zonepulse.kpi.edition is '" + name
                    + "', which is no edition's name: one looks like " + Edition.FORM);
        }
        return new Edition(name);
    }

    @PostConstruct
    void start() {
        TrustedRecords.trust();
        partitions = partitionsOfEventTopics();
        SchemaRegistry opened = RegistryPatience.open(codec);
        registry = opened;
        Stage stage = new Stage(
                zone,
                opened,
                new PublishedRecords(ValueSerializer.configured(codec), zone, edition),
                new MicrometerMeters(meterRegistry),
                partitions,
                settings.getKeptDecoded(),
                settings.getCommitGap(),
                ledgers);
        streams = StreamsClient.start(KpiTopology.build(stage, settings.getStores()), properties(), meterRegistry);
        started.countDown();
    }

    /**
     * The number of partitions of the event topics.
     *
     * @throws IllegalStateException if topics are missing, those of outputs too, or event topics differ in it; with the remedy
     */
    private int partitionsOfEventTopics() {
        List<String> topics = TopicCatalogue.events().stream().map(Topic::name).toList();
        List<String> outputs = edition.topics().stream().map(Topic::name).toList();
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("request.timeout.ms", 10_000);
        config.put("default.api.timeout.ms", 30_000);
        try (Admin admin = Admin.create(config)) {
            List<Integer> counts = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .map(TopicDescription::partitions)
                    .map(List::size)
                    .distinct()
                    .toList();
            if (counts.size() != 1) {
                throw new IllegalStateException(
                        "the event topics must have the same number of partitions, and have " + counts);
            }
            // Whoever writes to a topic that isn't there would find out only after a minute, with the first cut.
            var _ = admin.describeTopics(outputs).allTopicNames().get();
            return counts.getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the event topics", e);
        } catch (ExecutionException e) {
            String remedy = e.getCause() instanceof UnknownTopicOrPartitionException
                    ? "create them first, by: zonepulse topics apply"
                            + (edition.isFirst() ? "" : " --edition " + edition) + " (docs/runbooks/topics.md)"
                    : "is a broker running there?";
            throw new IllegalStateException(
                    "the event topics " + topics + ", or those that KPIs go to, " + outputs + ", can't be read at "
                            + kafka.get("bootstrap.servers") + ": " + remedy,
                    e);
        }
    }

    private Properties properties() {
        Properties properties = new StreamsSettings(
                        settings.getApplicationId() + edition.after("-"),
                        settings.getStateDir(),
                        settings.getThreads(),
                        settings.getCommitInterval(),
                        settings.getSessionTimeout(),
                        settings.getTransactionTimeout())
                .properties(kafka, TopicCatalogue.MAX_CUT_BYTES);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.getReplicationFactor());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.getStandbyReplicas());
        if (WILDCARD.matcher(settings.getApplicationServer()).matches()) {
            throw new ConfigurationException("zonepulse.kpi.application-server is " + settings.getApplicationServer()
                    + ", which nobody can reach: give the address, as host:port, by which others reach this instance");
        }
        if (isReachable()) {
            properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.getApplicationServer());
        }
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AnyTime.class);
        // Commits that young records ask for wait no longer than this for a record that doesn't come.
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        // Kafka's consumer asks a broker for nothing more while it holds records from it, and Kafka Streams polls only
        // when all that it polled is processed. So little is taken at a time: else the updates that cuts are made of
        // would wait behind events in a backlog, and figures stand still until it is gone.
        // A batch that is larger than that comes only when its partition is the first in a broker's answer: ours are
        // not, at
        // Kafka's default of 16 KiB.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 32 << 10);
        properties.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 4000);
        properties.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        return properties;
    }

    /** Whether the instance has a port that it can tell before it listens. */
    private boolean isReachable() {
        return HAS_PORT.matcher(settings.getApplicationServer()).matches();
    }

    /** The edition that is computed here. */
    public Edition edition() {
        return edition;
    }

    /** The zone whose KPIs these are. */
    public Zone zone() {
        return zone;
    }

    /** Number of partitions of each event topic. */
    public int partitions() {
        return partitions;
    }

    /** The ledgers of the partitions that are held here. */
    public OpenLedgers ledgers() {
        return ledgers;
    }

    /**
     * The instances that hold partitions, by what this one knows of them, in order of address. Those that have told no address
     * are not among them.
     *
     * @throws IllegalStateException if the streams neither run nor rebalance
     */
    public List<Instance> instances() {
        String topic = TopicCatalogue.events().getFirst().name();
        return Objects.requireNonNull(streams, "not started").holdersOf(KpiTopology.LEDGER_STORE).stream()
                .map(holder -> Instance.of(
                        holder.hostInfo().host() + ":" + holder.hostInfo().port(),
                        holder.topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(topic))
                                .map(TopicPartition::partition)
                                .toList(),
                        settings.getApplicationServer()))
                .filter(instance -> !instance.partitions().isEmpty())
                .sorted(Comparator.comparing(Instance::address))
                .toList();
    }

    @Override
    public KafkaStreams.State state() {
        StreamsClient client = streams;
        return client == null ? KafkaStreams.State.CREATED : client.state();
    }

    @Override
    public void awaitDeath() throws InterruptedException {
        started.await();
        Objects.requireNonNull(streams).awaitDeath();
    }

    /** The registry last: as long as streams run, records are read by it. */
    @PreDestroy
    void stop() {
        if (streams != null) {
            streams.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}
