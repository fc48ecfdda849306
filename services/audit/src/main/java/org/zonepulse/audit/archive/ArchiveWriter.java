package org.zonepulse.audit.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.contract.Sha256;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Writes an archive: partition after partition in any order, then schemas, then the manifest. What it says of its content is
 * computed from what is written. For one thread; in memory it holds no more than a record.
 */
public final class ArchiveWriter implements AutoCloseable {

    /** Fast, and nearly as small as the best: events repeat themselves much. */
    private static final int LEVEL = 4;

    private static final int BUFFER = 1 << 16;

    /** The same for all entries, so that one cut is always the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Set<String> EVENT_TOPICS =
            Set.copyOf(TopicCatalogue.events().stream().map(Topic::name).toList());

    private final ZipOutputStream zip;
    private final RecordFormat format = RecordFormat.forWriting();
    private final LogDigest digest = new LogDigest();
    private final List<Manifest.Partition> partitions = new ArrayList<>();
    private final List<Manifest.SchemaEntry> schemas = new ArrayList<>();
    private final List<Position> input = new ArrayList<>();
    private final Set<Integer> schemaIds = new TreeSet<>();
    private Manifest.@Nullable Content zone;
    private @Nullable OpenPartition open;

    private ArchiveWriter(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Begins an archive in that file; what it held before is lost. */
    public static ArchiveWriter to(Path file) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), BUFFER), StandardCharsets.UTF_8);
        zip.setLevel(LEVEL);
        return new ArchiveWriter(zip);
    }

    private static final class OpenPartition {
        private final TopicPartition partition;
        private final long beginning;
        private final MeasuredEntry entry;
        private byte[] chain = LogDigest.start();
        private long records;
        private long nextOffset;

        OpenPartition(TopicPartition partition, long beginning, MeasuredEntry entry) {
            this.partition = partition;
            this.beginning = beginning;
            this.entry = entry;
        }
    }

    /**
     * Begins with a partition's records.
     *
     * @param beginning offset of the first record that the log still has
     */
    public void begin(TopicPartition partition, long beginning) throws IOException {
        if (open != null) {
            throw new IllegalStateException(open.partition + " isn't ended");
        }
        open = new OpenPartition(partition, beginning, new MeasuredEntry(Manifest.entryOf(partition)));
    }

    /** Takes the partition's next record. */
    public void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
        OpenPartition now = openPartition();
        if (record.offset() < now.nextOffset) {
            throw new IllegalArgumentException(
                    now.partition + "@" + record.offset() + " comes after " + now.nextOffset);
        }
        format.write(now.entry.out, record);
        now.chain = digest.next(now.chain, record);
        now.records++;
        now.nextOffset = record.offset() + 1;
        noteSchema(record.value());
    }

    /** Confluent's wire format: a zero, and the schema's id. */
    private void noteSchema(byte @Nullable [] value) {
        if (value != null && value.length >= 1 + Integer.BYTES && value[0] == 0) {
            int id = ByteBuffer.wrap(value).getInt(1);
            if (id > 0) {
                schemaIds.add(id);
            }
        }
    }

    /**
     * Ends the partition.
     *
     * @param nextOffset offset up to which it goes, exclusive: after the last record there may be some that hold none
     */
    public void end(long nextOffset) throws IOException {
        OpenPartition now = openPartition();
        long next = Math.max(nextOffset, now.nextOffset);
        partitions.add(new Manifest.Partition(
                now.partition, now.beginning, next, now.records, HexFormat.of().formatHex(now.chain), now.entry.end()));
        if (now.records > 0 && EVENT_TOPICS.contains(now.partition.topic())) {
            input.add(new Position(now.partition, next, now.chain));
        }
        open = null;
    }

    private OpenPartition openPartition() {
        if (open == null) {
            throw new IllegalStateException("no partition was begun");
        }
        return open;
    }

    /** Writes the schemas that the records name which were written so far, as that registry has them. */
    public void schemas(SchemaRegistry registry) throws IOException {
        for (int id : schemaIds) {
            switch (RegistryPatience.ask(() -> registry.byId(id, null))) {
                case SchemaById.Found(Schema schema) ->
                    schemas.add(new Manifest.SchemaEntry.Usable(
                            id, content(Manifest.entryOf(id), schema.toString().getBytes(StandardCharsets.UTF_8))));
                case SchemaById.Unusable(String why) -> schemas.add(new Manifest.SchemaEntry.Unusable(id, why));
                case SchemaById.Unknown() -> {
                    // Nor will a reader of the archive know it.
                }
            }
        }
    }

    /** Writes the zone's file. */
    public void zone(String text) throws IOException {
        zone = content(Manifest.ZONE_ENTRY, text.getBytes(StandardCharsets.UTF_8));
    }

    private Manifest.Content content(String entry, byte[] bytes) throws IOException {
        MeasuredEntry measured = new MeasuredEntry(entry);
        measured.out.write(bytes);
        return measured.end();
    }

    /** The digest over the events that were written, see {@link InputDigests#overall}. */
    byte[] inputDigest() {
        return InputDigests.overall(input);
    }

    /**
     * Writes the manifest, with which the archive is whole.
     *
     * @param complete the digest over all that audits of it hang on, in hexadecimal digits
     */
    public Manifest finish(Manifest.Origin origin, String complete) throws IOException {
        Manifest manifest =
                new Manifest(origin, HexFormat.of().formatHex(inputDigest()), complete, partitions, schemas, zone);
        content(Manifest.NAME, ManifestJson.write(manifest));
        zip.finish();
        return manifest;
    }

    /** Closes the file; without its manifest it is no archive. */
    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** An entry whose content is measured as it is written. */
    private final class MeasuredEntry {
        private final CountedOutput counted;
        private final DigestOutputStream digesting;
        private final BufferedOutputStream out;

        MeasuredEntry(String name) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            counted = new CountedOutput(zip);
            digesting = new DigestOutputStream(counted, Sha256.calculator());
            out = new BufferedOutputStream(digesting, BUFFER);
        }

        Manifest.Content end() throws IOException {
            out.flush();
            zip.closeEntry();
            return new Manifest.Content(
                    counted.bytes,
                    HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
        }
    }

    private static final class CountedOutput extends OutputStream {
        private final OutputStream out;
        private long bytes;

        CountedOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }
    }
}
