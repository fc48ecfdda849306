package org.zonepulse.audit.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.Extent;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.Sha256;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.schemas.Edition;

/**
 * The log in an archive. It is read as a stream, by any number of readers at once. An archive may come from anybody: whatever
 * is wrong with it is {@link LogIncomplete}, which names the entry.
 */
public final class ArchiveLog implements AuditedLog {

    private static final int MOST_OF_MANIFEST = 4 << 20;
    private static final int MOST_OF_SCHEMA = 4 << 20;
    private static final int MOST_OF_ZONE = 1 << 20;

    /** Some hundred topics of the pipeline's would pass; each open one costs a buffer. */
    private static final int MOST_PARTITIONS = 4_096;

    /** What the buffers of a reader of all partitions may take together, in bytes; and one of them at least and at most. */
    private static final int BUFFERS = 8 << 20;

    private static final int LEAST_BUFFER = 4 << 10;
    private static final int MOST_BUFFER = 64 << 10;

    private final Path file;
    private final Damage damage;
    private final ZipFile zip;
    private final Manifest manifest;
    private final Map<TopicPartition, Manifest.Partition> partitions = new HashMap<>();
    private final SchemaRegistry registry;
    private final Edition edition;
    private final LargeRecords largeEvents = new LargeRecords();
    private final LargeRecords largePublications = new LargeRecords();

    private ArchiveLog(Path file, ZipFile zip) {
        this.file = file;
        this.damage = new Damage(file);
        this.zip = zip;
        this.manifest = readManifest();
        this.registry = schemas();
        if (manifest.partitions().size() > MOST_PARTITIONS) {
            throw damage.in(Manifest.NAME, "names more than " + MOST_PARTITIONS + " partitions");
        }
        for (Manifest.Partition partition : manifest.partitions()) {
            entry(partition.entry());
            if (partitions.put(partition.partition(), partition) != null) {
                throw damage.in(Manifest.NAME, "names " + partition.partition() + " twice");
            }
        }
        if (manifest.zone() != null) {
            entry(Manifest.ZONE_ENTRY);
        }
        this.edition = editionOf(partitions.keySet());
    }

    /** The edition whose cuts are there; an archive is of one. */
    private Edition editionOf(Collection<TopicPartition> all) {
        Set<Edition> editions = new HashSet<>();
        for (TopicPartition partition : all) {
            Edition.publishingTo(partition.topic())
                    .filter(each -> each.cuts().name().equals(partition.topic()))
                    .ifPresent(editions::add);
        }
        if (editions.size() > 1) {
            throw damage.in(Manifest.NAME, "names the cuts of more than one edition");
        }
        return editions.stream().findFirst().orElse(Edition.FIRST);
    }

    /**
     * Opens an archive.
     *
     * @throws LogIncomplete if it isn't there, is none, or isn't whole
     */
    public static ArchiveLog open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LogIncomplete("there is no archive " + file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LogIncomplete incomplete =
                    new LogIncomplete(file + " is no archive, or its end is missing: " + e.getMessage());
            incomplete.initCause(e);
            throw incomplete;
        }
        try {
            return new ArchiveLog(file, zip);
        } catch (RuntimeException e) {
            close(zip);
            throw e;
        }
    }

    private Manifest readManifest() {
        byte[] bytes = bytes(Manifest.NAME, MOST_OF_MANIFEST);
        try {
            return ManifestJson.read(bytes);
        } catch (IOException e) {
            throw damage.in(Manifest.NAME, "can't be read", e);
        }
    }

    private SchemaRegistry schemas() {
        Map<Integer, Manifest.SchemaEntry> schemas = new HashMap<>();
        for (Manifest.SchemaEntry schema : manifest.schemas()) {
            if (schema instanceof Manifest.SchemaEntry.Usable usable) {
                entry(usable.entry());
            }
            if (schemas.put(schema.id(), schema) != null) {
                throw damage.in(Manifest.NAME, "names schema " + schema.id() + " twice");
            }
        }
        return new ArchivedSchemas(
                schemas,
                schema ->
                        new String(checked(schema.entry(), schema.content(), MOST_OF_SCHEMA), StandardCharsets.UTF_8));
    }

    /** The largest record that is read from an archive here, in bytes, by this JVM's memory. */
    public static long largestRecord() {
        return RecordFormat.mostByMemory();
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damage.in(name, "is missing");
        }
        return entry;
    }

    private byte[] bytes(String name, int most) {
        ZipEntry entry = entry(name);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw damage.in(name, "has more than " + most + " bytes");
            }
            // Java's reader doesn't check it, and the manifest has nothing else.
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (crc.getValue() != entry.getCrc()) {
                throw damage.in(name, "isn't what was written: its CRC-32 is another");
            }
            return bytes;
        } catch (IOException e) {
            throw damage.in(name, "can't be read", e);
        }
    }

    private byte[] checked(String name, Manifest.Content stated, int most) {
        byte[] bytes = bytes(name, most);
        String found = HexFormat.of().formatHex(Sha256.of(bytes));
        if (!found.equals(stated.sha256())) {
            throw damage.in(
                    name,
                    "isn't what was written: its SHA-256 is " + found + ", and the manifest states " + stated.sha256());
        }
        return bytes;
    }

    /** What the archive says of itself. */
    public Manifest manifest() {
        return manifest;
    }

    /** The text of the zone's file, if the archive holds one. */
    public Optional<String> zone() {
        Manifest.Content stated = manifest.zone();
        return stated == null
                ? Optional.empty()
                : Optional.of(new String(checked(Manifest.ZONE_ENTRY, stated, MOST_OF_ZONE), StandardCharsets.UTF_8));
    }

    /**
     * Reads all of it once, and holds each entry against its checksum. A reader does so for what it has read to the end; this is
     * for one who has found a difference on the way, and wants to know whether the file is just damaged.
     *
     * @throws LogIncomplete if something isn't as it was written
     */
    @Override
    public void requireIntact() {
        try (LogReader all = reader(partitions.keySet())) {
            all.readToEnd((_, _) -> {});
        }
        zone();
        manifest.schemas().forEach(schema -> registry.byId(schema.id(), null));
    }

    @Override
    public Edition edition() {
        return edition;
    }

    @Override
    public Optional<Extent> extent() {
        return Optional.of(new Extent(manifest.origin().cut(), manifest.origin().newestCut()));
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        return partitions.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    @Override
    public LogReader reader(Collection<TopicPartition> wanted) {
        List<Manifest.Partition> there = new ArrayList<>();
        for (TopicPartition partition : wanted) {
            Manifest.Partition stated = partitions.get(partition);
            if (stated == null) {
                throw new LogIncomplete("the archive " + file + " holds nothing of " + partition);
            }
            if (stated.beginning() > 0) {
                throw new LogIncomplete(partition + " begins at offset " + stated.beginning() + " in the archive "
                        + file + ": what was before it is gone");
            }
            there.add(stated);
        }
        return new ArchiveReader(this, there);
    }

    EntryReader open(Manifest.Partition partition) {
        try {
            return new EntryReader(
                    partition,
                    zip.getInputStream(entry(partition.entry())),
                    Math.clamp(BUFFERS / Math.max(1, partitions.size()), LEAST_BUFFER, MOST_BUFFER),
                    new RecordFormat(RecordFormat.mostByMemory(), largeRecords(partition.partition())),
                    damage);
        } catch (IOException e) {
            throw damage.in(partition.entry(), "can't be read", e);
        }
    }

    /** Events have one of their own: whoever looks at a cut may wait for the threads that read the events up to it. */
    private LargeRecords largeRecords(TopicPartition partition) {
        return EventDecoder.topics().contains(partition.topic()) ? largeEvents : largePublications;
    }

    @Override
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public String description() {
        return file.toString();
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
