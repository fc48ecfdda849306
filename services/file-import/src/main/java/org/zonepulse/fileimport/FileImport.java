package org.zonepulse.fileimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.Sha256;
import org.zonepulse.fileimport.ImportOutcome.Ending;
import org.zonepulse.fileimport.ImportRefused.Reason;
import org.zonepulse.fileimport.SeenEvents.UnderWay;

/**
 * Imports files: chunk by chunk, each in a transaction with the place where it ends. The verdicts of a chunk are on the disk
 * before its transaction is committed; what stands behind the committed length never counted and is cut off.
 */
public final class FileImport {

    private static final long TELL_MILLIS = 200;

    private final ImportSettings settings;
    private final ImportObserver observer;
    private final List<Input> inputs;
    private final Path result;
    private final AtomicLong bytesRead = new AtomicLong();
    private final long bytesTotal;
    private volatile boolean stopped;
    private volatile Counts lastCounts = Counts.NONE;

    /** @throws ImportRefused if the files aren't there */
    public FileImport(ImportSettings settings, ImportObserver observer) {
        this.settings = settings;
        this.observer = observer;
        this.inputs = Input.of(settings.inputs(), settings.format());
        this.bytesTotal = inputs.stream().mapToLong(Input::size).sum();
        this.result = settings.result() == null ? Path.of(resultName()) : settings.result();
    }

    private String resultName() {
        Input first = inputs.getFirst();
        String base = first.path() == null
                ? Objects.requireNonNullElse(settings.job(), first.name())
                : first.path().getFileName().toString();
        String more = inputs.size() > 1 ? "-and-" + (inputs.size() - 1) + "-more" : "";
        return base + more + "." + settings.stream().id() + (settings.dryRun() ? ".dry-run" : "") + ResultFile.SUFFIX;
    }

    /** Where the verdicts are. */
    public Path result() {
        return result;
    }

    /** Ends the import after the chunk at hand. To be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /** Reads and judges all lines and publishes nothing; needs no broker. */
    public ImportOutcome dryRun() throws InterruptedException {
        Path scratch = scratchFolder();
        try (LineSource source = new LineSource(settings, inputs, EventEncoding.NOTHING, bytesRead);
                SeenEvents seen = SeenEvents.open(scratch);
                ResultFile file = ResultFile.open(result)) {
            source.checkHeaders();
            file.cutTo(0);
            source.goTo(Place.BEGINNING);
            Checkpoint at = Checkpoint.beginning("");
            UnderWay none = new UnderWay("dry-run", result, 0);
            try (Chunks chunks = new Chunks(source, 0, settings.maxRejected())) {
                return run(chunks, at, (chunk, before) -> {
                    Judged judged = Judged.of(chunk, seen);
                    Checkpoint after = write(file, judged, chunk, before);
                    seen.add(judged.changed(), none);
                    return after;
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(scratch);
        }
    }

    /**
     * Imports, or goes on where it was interrupted.
     *
     * @param clients settings of Kafka's clients and the codec
     * @param serializer to be configured here
     */
    public ImportOutcome run(Map<String, Object> clients, AvroSerializer<SpecificRecord> serializer)
            throws InterruptedException {
        Patience patience = new Patience(settings.patience(), () -> stopped, observer::waitsFor);
        serializer.configure(AvroEncoding.settings(clients), false);
        EventEncoding encoding = new AvroEncoding(serializer, settings.topic(), patience);
        String job = jobId();
        String group = "zonepulse-import-" + (settings.inbox() == null ? "" : settings.inbox() + ":") + job;
        try (LineSource source = new LineSource(settings, inputs, encoding, bytesRead)) {
            source.checkHeaders();
            try (ImportTopic topic = new ImportTopic(clients, settings.topic(), patience);
                    SeenEvents seen = SeenEvents.open(settings.state().resolve(topic.identity()));
                    ImportTransactions transactions =
                            new ImportTransactions(clients, topic, settings.topic(), group, patience);
                    ResultFile file = ResultFile.open(result)) {
                return new Publishing(group, source, topic, seen, transactions, file).run();
            }
        } catch (Patience.Stopped e) {
            return new ImportOutcome(Ending.STOPPED, lastCounts, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One import into a topic. */
    private final class Publishing {
        private final String group;
        private final LineSource source;
        private final ImportTopic topic;
        private final SeenEvents seen;
        private final ImportTransactions transactions;
        private final ResultFile file;

        Publishing(
                String group,
                LineSource source,
                ImportTopic topic,
                SeenEvents seen,
                ImportTransactions transactions,
                ResultFile file) {
            this.group = group;
            this.source = source;
            this.topic = topic;
            this.seen = seen;
            this.transactions = transactions;
            this.file = file;
        }

        ImportOutcome run() throws InterruptedException {
            transactions.open();
            catchUp();
            Checkpoint from = beginning();
            seen.begin(underWay(from));
            file.cutTo(from.resultLength());
            source.goTo(from.place());
            if (from.counts().lines() > 0) {
                observer.resumesAfter(from.counts());
            }
            try (Chunks chunks = new Chunks(source, from.counts().rejected(), settings.maxRejected())) {
                ImportOutcome outcome = FileImport.this.run(chunks, from, this::publish);
                if (outcome.ending() == Ending.COMPLETE) {
                    seen.end(group);
                }
                return outcome;
            }
        }

        /** What imports have published since their state was last on the disk stands in their result files. */
        private void catchUp() throws InterruptedException {
            for (UnderWay each : seen.underWay()) {
                Checkpoint committed = topic.checkpoint(each.job());
                if (committed != null) {
                    seen.catchUp(each, committed.resultLength());
                }
            }
        }

        private Checkpoint beginning() throws InterruptedException {
            Checkpoint committed = topic.checkpoint(group);
            String identity = identity();
            if (committed == null) {
                return Checkpoint.beginning(identity);
            }
            if (committed.complete() || settings.restart()) {
                // Before the result file is cut, which it tells the length of.
                return transactions.publish(List.of(), committed, () -> Checkpoint.beginning(identity));
            }
            if (!committed.inputs().equals(identity)) {
                throw new ImportRefused(Reason.INPUT_CHANGED);
            }
            return committed;
        }

        private Checkpoint publish(Chunk chunk, Checkpoint before) throws InterruptedException {
            Judged judged = Judged.of(chunk, seen);
            Checkpoint after =
                    transactions.publish(judged.sendings(), before, () -> write(file, judged, chunk, before));
            seen.add(judged.changed(), underWay(after));
            return after;
        }

        private UnderWay underWay(Checkpoint at) {
            return new UnderWay(group, result.toAbsolutePath(), at.resultLength());
        }
    }

    /** What is done with each chunk: returns the checkpoint after it. */
    private interface Step {
        Checkpoint take(Chunk chunk, Checkpoint before) throws InterruptedException;
    }

    private ImportOutcome run(Chunks chunks, Checkpoint from, Step step) throws InterruptedException {
        Checkpoint at = from;
        while (true) {
            lastCounts = at.counts();
            observer.isAt(at.counts(), bytesRead.get(), bytesTotal);
            if (stopped) {
                return new ImportOutcome(Ending.STOPPED, at.counts(), result);
            }
            Chunk chunk = chunks.poll(TELL_MILLIS);
            if (chunk != null) {
                at = step.take(chunk, at);
                lastCounts = at.counts();
                if (chunk.end() || chunk.tooManyRejected()) {
                    observer.isAt(at.counts(), bytesRead.get(), bytesTotal);
                    return new ImportOutcome(
                            chunk.end() ? Ending.COMPLETE : Ending.TOO_MANY_REJECTED, at.counts(), result);
                }
            }
        }
    }

    private Checkpoint write(ResultFile file, Judged judged, Chunk chunk, Checkpoint before) {
        var verdicts = judged.verdicts(settings.topic(), settings.dryRun());
        int length = verdicts.remaining();
        file.write(verdicts, before.resultLength());
        return new Checkpoint(
                chunk.after(),
                before.counts().plus(judged.counts()),
                before.resultLength() + length,
                before.inputs(),
                chunk.end());
    }

    /** The same for the same files, stream and settings, whatever is in the files. */
    private String jobId() {
        MessageDigest digest = Sha256.calculator();
        Map<String, Object> what = new TreeMap<>(settings.set());
        what.put(" stream", settings.topic());
        what.put(" zone", settings.zone().id());
        what.put(" format", String.valueOf(settings.format()));
        what.put(" encoding", String.valueOf(settings.encoding()));
        what.put(" mapping", String.valueOf(settings.mapping()));
        digest.update(what.toString().getBytes(StandardCharsets.UTF_8));
        for (Input input : inputs) {
            digest.update((byte) '\n');
            digest.update(identityOf(input).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, EventKey.BYTES);
    }

    private String identityOf(Input input) {
        if (input.path() == null) {
            return "stdin "
                    + Objects.requireNonNullElseGet(
                            settings.job(), () -> UUID.randomUUID().toString());
        }
        try {
            return input.path().toRealPath().toString();
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.FILE_UNREADABLE, input.name(), e.toString());
        }
    }

    /** What the files look like now. */
    private String identity() {
        MessageDigest digest = Sha256.calculator();
        inputs.forEach(input -> input.identify(digest));
        return HexFormat.of().formatHex(digest.digest(), 0, EventKey.BYTES);
    }

    private Path scratchFolder() {
        try {
            return Files.createTempDirectory("zonepulse-dry-run-");
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.STATE_UNUSABLE, "", e.toString());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) entries.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
