package org.zonepulse.audit.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself.
 *
 * @param origin where it comes from
 * @param digest the digest over the input of its cut, see {@link org.zonepulse.audit.replay.InputDigests#overall}, in hexadecimal digits
 * @param complete the digest over all that audits of it hang on, see {@link org.zonepulse.audit.replay.CompleteDigest}
 * @param partitions what it holds of each partition
 * @param schemas what the registry had under each id that a record names; ids it didn't know are missing
 * @param zone of the zone's file; null if it holds none
 */
public record Manifest(
        Origin origin,
        String digest,
        String complete,
        List<Partition> partitions,
        List<SchemaEntry> schemas,
        @Nullable Content zone) {

    static final String NAME = "manifest.json";
    static final String ZONE_ENTRY = "zone.yaml";

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern HEX_OF_32_BYTES = Pattern.compile("[0-9a-f]{64}");

    public Manifest {
        Objects.requireNonNull(origin, "origin");
        requireHex(digest);
        requireHex(complete);
        partitions = List.copyOf(partitions);
        schemas = List.copyOf(schemas);
    }

    /**
     * Where an archive comes from.
     *
     * @param madeAt when it was made
     * @param madeBy the program, with its version
     * @param source where the log lay
     * @param zone id of the zone
     * @param zoneDigest of that zone, see {@link org.zonepulse.contract.ZoneDigest}, in hexadecimal digits
     * @param cut number of the cut up to which it goes
     * @param newestCut number of the newest cut that there was when it was made: what is in it can't be of a later one
     * @param publishedAt when that was published
     * @param businessDay that was open then; null if none was
     */
    public record Origin(
            Instant madeAt,
            String madeBy,
            String source,
            String zone,
            String zoneDigest,
            long cut,
            long newestCut,
            Instant publishedAt,
            @Nullable LocalDate businessDay) {

        public Origin {
            Objects.requireNonNull(madeAt, "madeAt");
            Objects.requireNonNull(madeBy, "madeBy");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(zone, "zone");
            Objects.requireNonNull(publishedAt, "publishedAt");
            requireHex(zoneDigest);
            requireNotNegative(cut, "cut");
            if (newestCut < cut) {
                throw new IllegalArgumentException(
                        "it can't go up to cut " + cut + " when the newest was " + newestCut);
            }
        }
    }

    /**
     * An entry's content, uncompressed.
     *
     * @param bytes how many
     * @param sha256 over them, in hexadecimal digits
     */
    public record Content(long bytes, String sha256) {
        public Content {
            requireNotNegative(bytes, "bytes");
            requireHex(sha256);
        }
    }

    /**
     * What an archive holds of a partition.
     *
     * @param partition which
     * @param beginning offset of the first record that the log still had
     * @param nextOffset offset up to which the archive goes, exclusive
     * @param records number of records
     * @param digest over the records, chained as by {@link org.zonepulse.eventlog.LogDigest}, in hexadecimal digits
     * @param content of its entry
     */
    public record Partition(
            TopicPartition partition, long beginning, long nextOffset, long records, String digest, Content content) {

        public Partition {
            Objects.requireNonNull(content, "content");
            if (!TOPIC.matcher(partition.topic()).matches()) {
                throw new IllegalArgumentException("no name of a topic: " + partition.topic());
            }
            requireNotNegative(partition.partition(), "partition");
            requireNotNegative(beginning, "beginning");
            requireNotNegative(nextOffset, "nextOffset");
            requireNotNegative(records, "records");
            if (records > nextOffset) {
                throw new IllegalArgumentException(
                        partition + " can't have " + records + " records below offset " + nextOffset);
            }
            requireHex(digest);
        }

        /** Name of its entry. */
        public String entry() {
            return entryOf(partition);
        }
    }

    static String entryOf(TopicPartition partition) {
        return "log/" + partition.topic() + "/" + partition.partition() + ".records";
    }

    /** What a registry had under an id. */
    public sealed interface SchemaEntry {
        /** The id. */
        int id();

        /**
         * A schema.
         *
         * @param content of its entry
         */
        record Usable(int id, Content content) implements SchemaEntry {
            public Usable {
                requireId(id);
                Objects.requireNonNull(content, "content");
            }

            /** Name of its entry. */
            public String entry() {
                return entryOf(id);
            }
        }

        /**
         * Something that no record can be read with.
         *
         * @param why it is of no use
         */
        record Unusable(int id, String why) implements SchemaEntry {
            public Unusable {
                requireId(id);
                Objects.requireNonNull(why, "why");
            }
        }
    }

    private static void requireId(int id) {
        if (id < 1) {
            throw new IllegalArgumentException("no id of a schema: " + id);
        }
    }

    static String entryOf(int schemaId) {
        return "schemas/" + schemaId + ".avsc";
    }

    private static void requireNotNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " can't be " + number);
        }
    }

    private static void requireHex(String digest) {
        if (!HEX_OF_32_BYTES.matcher(digest).matches()) {
            throw new IllegalArgumentException("no digest of 32 bytes in hexadecimal digits: " + digest);
        }
    }
}
