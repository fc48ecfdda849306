package org.zonepulse.audit.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CompleteDigest;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Extent;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.StatedZone;
import org.zonepulse.contract.Sha256;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Writes a log up to a cut into an archive. Whatever goes on being published meanwhile doesn't matter: of the events, what is
 * below the cut's offsets is taken, and of what was published, what belongs to the cut or an earlier one.
 */
public final class Export {

    private static final int TELL_EVERY = 1_024;

    private final AuditedLog log;
    private final CutHistory history;
    private final PublishedCut cut;
    private final Odometer odometer;
    private long untold;

    private Export(AuditedLog log, CutHistory history, PublishedCut cut, Odometer odometer) {
        this.log = log;
        this.history = history;
        this.cut = cut;
        this.odometer = odometer;
    }

    /**
     * The zone that a log is of.
     *
     * @param zone itself
     * @param file the text of its file
     */
    public record ZoneText(Zone zone, String file) {}

    /**
     * What was written.
     *
     * @param manifest the archive's
     * @param bytes the file's size
     * @param sha256 over the whole file, in hexadecimal digits
     * @param stated the digest over the input that the cut states, in hexadecimal digits; where the manifest's is another, the
     *     log isn't what the cut was computed from
     */
    public record Written(Manifest manifest, long bytes, String sha256, String stated) {
        /** Whether the log is what the cut was computed from. */
        public boolean isAsStated() {
            return manifest.digest().equals(stated);
        }

        /** Number of records. */
        public long records() {
            return manifest.partitions().stream()
                    .mapToLong(Manifest.Partition::records)
                    .sum();
        }
    }

    /**
     * Writes an archive. Until it is whole, it stands beside the file, with {@code .part} after its name.
     *
     * @param history of that log
     * @param cut up to which to go
     * @param madeBy the program, with its version
     * @param overwrite whether a file that is there already is replaced
     * @throws org.zonepulse.audit.replay.LogIncomplete if the log ends before the cut, or its beginning is gone
     * @throws FileAlreadyExistsException if the file is there already
     */
    public static Written write(
            AuditedLog log,
            CutHistory history,
            PublishedCut cut,
            ZoneText zone,
            Path file,
            boolean overwrite,
            String madeBy,
            Instant now,
            Odometer odometer)
            throws IOException {
        if (!overwrite && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Manifest manifest = new Export(log, history, cut, odometer)
                    .write(
                            part,
                            zone,
                            newest -> new Manifest.Origin(
                                    now,
                                    madeBy,
                                    log.description(),
                                    zone.zone().id(),
                                    StatedZone.of(zone.zone()).toString(),
                                    cut.number(),
                                    newest,
                                    cut.publishedAt(),
                                    cut.businessDay()));
            move(part, file, overwrite);
            return new Written(
                    manifest,
                    Files.size(file),
                    sha256(file),
                    HexFormat.of().formatHex(InputDigests.overall(cut.positions())));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.calculator();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void move(Path part, Path file, boolean overwrite) throws IOException {
        if (overwrite) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, file);
        }
    }

    private Manifest write(Path part, ZoneText zone, LongFunction<Manifest.Origin> origin) throws IOException {
        List<TopicPartition> events = Replay.eventPartitions(log);
        Map<TopicPartition, Long> until = cut.until();
        odometer.expect(until.values().stream().mapToLong(Long::longValue).sum());
        Selection selection = new Selection(cut, published(), log.registry());
        try (ArchiveWriter writer = ArchiveWriter.to(part)) {
            try (LogReader reader = log.reader(events)) {
                for (TopicPartition partition : events) {
                    long next = until.getOrDefault(partition, 0L);
                    writer.begin(partition, 0);
                    reader.readTo(Map.of(partition, next), (_, record) -> add(writer, record));
                    writer.end(next);
                }
            }
            copy(TopicCatalogue.CALENDAR, _ -> true, writer);
            copy(log.edition().values(), selection.values(), writer);
            copy(log.edition().daily(), selection.months(), writer);
            // After those, since the pipeline may go on meanwhile: so the newest cut is no older than anything in them.
            copy(log.edition().cuts(), selection::isCutUpTo, writer);
            copy(log.edition().deadLetters(), selection::isLetterOfInput, writer);
            copy(log.edition().anomalies(), _ -> true, writer);
            odometer.advance(untold);
            writer.schemas(log.registry());
            writer.zone(zone.file());
            CompleteDigest complete = CompleteDigest.of(log, cut, zone.zone(), writer.inputDigest());
            return writer.finish(origin.apply(newest(selection)), complete.value());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What cuts have told of, up to this one. */
    private Set<String> published() {
        Set<String> kpis = new HashSet<>();
        history.each(each -> {
            if (each.number() <= cut.number()) {
                kpis.addAll(each.changes().keySet());
            }
        });
        return kpis;
    }

    /** An archive holds no cut after its own, but says how many there were. */
    private long newest(Selection selection) {
        return Math.max(selection.newestCut(), log.extent().map(Extent::newest).orElse(0L));
    }

    private void copy(Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> isMeant, ArchiveWriter writer)
            throws IOException {
        for (TopicPartition partition : log.partitions(topic.name())) {
            writer.begin(partition, 0);
            try (LogReader reader = log.reader(List.of(partition))) {
                reader.readToEnd((_, record) -> {
                    if (isMeant.test(record)) {
                        add(writer, record);
                    }
                });
            }
            writer.end(0);
        }
    }

    private void add(ArchiveWriter writer, ConsumerRecord<byte[], byte[]> record) {
        try {
            writer.add(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        untold++;
        if (untold == TELL_EVERY) {
            odometer.advance(untold);
            untold = 0;
        }
    }
}
