import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows the current KPIs, and then each that changes, always a whole cut at once: with Kafka's own consumer and Confluent's
 * deserializer, or ours, which has the same settings. It needs kafka-clients, avro and the deserializer on the class path,
 * and no class of Zonepulse.
 */
public final class Subscribe {

    private static final TopicPartition VALUES = new TopicPartition("zone.kpi.values.v1", 0);
    private static final TopicPartition CUTS = new TopicPartition("zone.kpi.cuts.v1", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, GenericRecord> consumer;
    private final String scope;
    /** What was read of cuts that aren't shown yet: their values, and how many belong to each. */
    private final TreeMap<Long, List<GenericRecord>> values = new TreeMap<>();
    private final TreeMap<Long, Integer> sizes = new TreeMap<>();
    private long shown;

    private Subscribe(KafkaConsumer<String, GenericRecord> consumer, String scope) {
        this.consumer = consumer;
        this.scope = scope;
    }

    public static void main(String... args) throws Exception {
        if (args.length < 2 || args.length > 4) {
            System.err.println("Usage: Subscribe BROKER REGISTRY [SCOPE [CLIENT.PROPERTIES]]");
            System.exit(2);
        }
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("schema.registry.url", args[1]);
        settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        settings.put("value.deserializer", "org.zonepulse.avrocodec.AvroDeserializer");
        // A cut is one transaction: nothing of one that is not, or never, complete.
        settings.put("isolation.level", "read_committed");
        // Each start reads the current values anew. They are one record a KPI, and nobody has to remember anything.
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("max.partition.fetch.bytes", "8388608");
        if (args.length == 4) {
            try (Reader more = Files.newBufferedReader(Path.of(args[3]))) {
                settings.load(more);
            }
        }
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(settings)) {
            Subscribe subscription = new Subscribe(consumer, args.length > 2 ? args[2] : "zone");
            subscription.showCurrent();
            subscription.follow();
        }
    }

    /** Reads the values that are there. The end of what is committed lies between two transactions, so they are of one cut. */
    private void showCurrent() {
        long nextCut = consumer.endOffsets(List.of(CUTS), PATIENCE).get(CUTS);
        long end = consumer.endOffsets(List.of(VALUES), PATIENCE).get(VALUES);
        TreeMap<String, GenericRecord> current = new TreeMap<>();
        consumer.assign(List.of(VALUES));
        consumer.seekToBeginning(List.of(VALUES));
        while (consumer.position(VALUES) < end) {
            for (ConsumerRecord<String, GenericRecord> record : consumer.poll(PATIENCE)) {
                if (record.offset() < end) {
                    current.put(record.key(), record.value());
                    shown = Math.max(shown, (Long) record.value().get("cut"));
                }
            }
        }
        print(shown, current.values());
        consumer.assign(List.of(VALUES, CUTS));
        consumer.seek(VALUES, end);
        // The last cut may be committed here, and its values a moment later.
        consumer.seek(CUTS, Math.max(0, nextCut - 20));
    }

    private void follow() {
        while (true) {
            for (ConsumerRecord<String, GenericRecord> record : consumer.poll(PATIENCE)) {
                if (record.topic().equals(VALUES.topic())) {
                    values.computeIfAbsent((Long) record.value().get("cut"), cut -> new ArrayList<>())
                            .add(record.value());
                } else if ((Long) record.value().get("number") > shown) {
                    sizes.put((Long) record.value().get("number"), (Integer) record.value().get("changedValues"));
                }
            }
            showWhatIsWhole();
        }
    }

    /**
     * Values come in the order of their cuts. So when one is whole, those before it are too; or compaction has replaced some
     * of their values by later ones, where this program was far behind: then they are shown together.
     */
    private void showWhatIsWhole() {
        sizes.descendingMap().entrySet().stream()
                .filter(cut -> cut.getValue() > 0
                        && values.getOrDefault(cut.getKey(), List.of()).size() == cut.getValue())
                .findFirst()
                .ifPresent(cut -> {
                    shown = cut.getKey();
                    List<GenericRecord> changed = new ArrayList<>();
                    values.headMap(shown, true).values().forEach(changed::addAll);
                    print(shown, changed);
                    values.headMap(shown, true).clear();
                    sizes.headMap(shown, true).clear();
                });
    }

    private void print(long cut, Iterable<GenericRecord> all) {
        for (GenericRecord value : all) {
            if (value.get("scope").toString().equals(scope)) {
                System.out.println("cut " + cut + "  " + value.get("measure") + "@" + scope + " = " + amount(value));
            }
        }
    }

    /** Exact: money is a count of fen, and a ratio of millionths. */
    private static String amount(GenericRecord value) {
        Long amount = (Long) value.get("amount");
        if (amount == null) {
            return "none";
        }
        return switch (value.get("unit").toString()) {
            case "money" -> BigDecimal.valueOf(amount, 2) + " " + value.get("currency");
            case "ratio" -> BigDecimal.valueOf(amount, 6).toPlainString();
            default -> amount + " " + value.get("unit");
        };
    }
}
