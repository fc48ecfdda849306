package org.zonepulse.fileimport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.zonepulse.fileimport.ImportRefused.Reason;

/**
 * The events that imports have published to one topic, on disk: what each said, and where it is.
 *
 * <p>It has no journal of its own: what a crash takes is read again from the result files, each from the length on that
 * is written down together with the events that it tells of.
 */
final class SeenEvents implements AutoCloseable {

    private static final long CACHE_BYTES = 32L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;
    private static final int BITS_A_KEY = 10;

    /** One publication: what it says, partition, offset. */
    private static final int ENTRY_BYTES = EventKey.BYTES + Integer.BYTES + Long.BYTES;

    /** Longer than a key, so that it can't be one. */
    private static final String JOB = "import in progress: ";

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache = new LRUCache(CACHE_BYTES);
    private final BloomFilter filter = new BloomFilter(BITS_A_KEY);
    private final Options options = new Options();
    private final WriteOptions unjournaled = new WriteOptions().setDisableWAL(true);
    private final RocksDB store;

    private SeenEvents(Path folder) throws RocksDBException {
        options.setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxOpenFiles(64)
                .setKeepLogFileNum(1)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setFilterPolicy(filter));
        store = RocksDB.open(options, folder.toString());
    }

    /** @throws ImportRefused if another process has it, or it can't be used */
    static SeenEvents open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new SeenEvents(folder);
        } catch (RocksDBException e) {
            String why = String.valueOf(e.getMessage());
            throw ImportRefused.because(
                    e,
                    why.contains("LOCK") || why.contains("lock hold") ? Reason.STATE_LOCKED : Reason.STATE_UNUSABLE,
                    folder,
                    why);
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.STATE_UNUSABLE, folder, e.toString());
        }
    }

    /** An import that was under way. */
    record UnderWay(String job, Path result, long resultLength) {}

    /** The imports that haven't ended, and how much of their result files is known here. */
    List<UnderWay> underWay() {
        List<UnderWay> found = new ArrayList<>();
        byte[] prefix = JOB.getBytes(StandardCharsets.UTF_8);
        try (RocksIterator each = store.newIterator()) {
            for (each.seek(prefix); each.isValid(); each.next()) {
                String key = new String(each.key(), StandardCharsets.UTF_8);
                if (!key.startsWith(JOB)) {
                    break;
                }
                String[] value = new String(each.value(), StandardCharsets.UTF_8).split("\n", 2);
                found.add(new UnderWay(key.substring(JOB.length()), Path.of(value[1]), Long.parseLong(value[0])));
            }
        }
        return found;
    }

    /** Writes down that an import is under way, for certain. */
    void begin(UnderWay importing) {
        try {
            store.put(unjournaled, jobKey(importing.job), jobValue(importing));
            flush();
        } catch (RocksDBException e) {
            throw unusable(e);
        }
    }

    /** Writes down that an import has ended, and all that it published, for certain. */
    void end(String job) {
        try {
            flush();
            store.delete(unjournaled, jobKey(job));
            flush();
        } catch (RocksDBException e) {
            throw unusable(e);
        }
    }

    private void flush() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            store.flush(wait);
        }
    }

    /** What is known of these, in their order. */
    List<List<Publication>> find(List<EventKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        try {
            List<byte[]> values =
                    store.multiGetAsList(keys.stream().map(EventKey::bytes).toList());
            List<List<Publication>> found = new ArrayList<>(values.size());
            for (byte[] value : values) {
                found.add(publications(value));
            }
            return found;
        } catch (RocksDBException e) {
            throw unusable(e);
        }
    }

    private static List<Publication> publications(byte @Nullable [] value) {
        if (value == null) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        List<Publication> publications = new ArrayList<>();
        while (bytes.remaining() >= ENTRY_BYTES) {
            EventKey content = new EventKey(bytes.getLong(), bytes.getLong());
            publications.add(new Publication(content, bytes.getInt(), bytes.getLong()));
        }
        return publications;
    }

    /** Writes down what was published, and how much of the import's result file tells of it. */
    void add(Map<EventKey, List<Publication>> published, UnderWay importing) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<EventKey, List<Publication>> each : published.entrySet()) {
                ByteBuffer value =
                        ByteBuffer.allocate(ENTRY_BYTES * each.getValue().size());
                for (Publication publication : each.getValue()) {
                    value.put(publication.content().bytes())
                            .putInt(publication.partition())
                            .putLong(publication.offset());
                }
                batch.put(each.getKey().bytes(), value.array());
            }
            batch.put(jobKey(importing.job), jobValue(importing));
            store.write(unjournaled, batch);
        } catch (RocksDBException e) {
            throw unusable(e);
        }
    }

    /** Reads again from the result file what a crash has taken. */
    void catchUp(UnderWay importing, long length) {
        if (length <= importing.resultLength || !Files.isRegularFile(importing.result)) {
            return;
        }
        try (PublishedLines lines = PublishedLines.in(importing.result, importing.resultLength, length)) {
            Map<EventKey, List<Publication>> some = new LinkedHashMap<>();
            while (lines.next()) {
                List<Publication> known = some.computeIfAbsent(
                        lines.key(), key -> new ArrayList<>(find(List.of(key)).getFirst()));
                if (Publication.of(known, lines.publication().content()) == null) {
                    known.add(lines.publication());
                }
                if (some.size() >= 10_000) {
                    add(some, importing);
                    some.clear();
                }
            }
            add(some, new UnderWay(importing.job, importing.result, length));
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.RESULT_CHANGED, importing.result, e.toString());
        }
    }

    private static byte[] jobKey(String job) {
        return (JOB + job).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jobValue(UnderWay importing) {
        return (importing.resultLength + "\n" + importing.result).getBytes(StandardCharsets.UTF_8);
    }

    private static ImportRefused unusable(RocksDBException e) {
        return ImportRefused.because(e, Reason.STATE_UNUSABLE, "", String.valueOf(e.getMessage()));
    }

    @Override
    public void close() {
        store.close();
        options.close();
        unjournaled.close();
        filter.close();
        cache.close();
    }
}
