package org.zonepulse.audit.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.contract.Sha256;
import org.zonepulse.eventlog.LogDigest;

/**
 * The digests that a log comes to up to a cut, beside those that the cut states. No record is decoded, so this needs neither
 * schemas nor a zone; partitions are read side by side.
 */
public final class InputDigests {

    private static final int TELL_EVERY = 1_024;

    private final List<Share> shares;
    private final List<InputDifference> differences;

    private InputDigests(List<Share> shares, List<InputDifference> differences) {
        this.shares = List.copyOf(shares);
        this.differences = List.copyOf(differences);
    }

    /**
     * What a partition comes to.
     *
     * @param stated the position that the cut states
     * @param found the same position with the digest of the records that are there
     * @param records how many there are
     */
    public record Share(Position stated, Position found, long records) {
        /** Whether the records are those that the cut was computed from. */
        public boolean isEqual() {
            return stated.equals(found);
        }
    }

    /**
     * Reads the log up to a cut; where a partition differs, once more, to see between which cuts.
     *
     * @param odometer is told of each record
     * @throws LogIncomplete if the log ends before the cut, or its beginning is gone
     */
    public static InputDigests of(AuditedLog log, PublishedCut cut, CutHistory history, Odometer odometer) {
        requireThere(log, cut);
        Map<TopicPartition, DigestChain> chains = new HashMap<>();
        cut.positions().forEach(position -> chains.put(position.partition(), DigestChain.of(position.partition())));
        read(
                log,
                cut.positions(),
                odometer,
                (partition, record) -> chain(chains, partition).take(record));
        List<Share> shares = new ArrayList<>();
        List<Position> differing = new ArrayList<>();
        for (Position stated :
                cut.positions().stream().sorted(Position.BY_PARTITION).toList()) {
            DigestChain chain = chain(chains, stated.partition());
            byte[] found = chain.position().digest();
            Share share =
                    new Share(stated, new Position(stated.partition(), stated.nextOffset(), found), chain.records());
            shares.add(share);
            if (!share.isEqual()) {
                differing.add(stated);
            }
        }
        return new InputDigests(shares, ranges(log, differing, history, odometer));
    }

    private static void requireThere(AuditedLog log, PublishedCut cut) {
        Map<String, List<TopicPartition>> there = new HashMap<>();
        for (Position position : cut.positions()) {
            TopicPartition partition = position.partition();
            if (!there.computeIfAbsent(partition.topic(), log::partitions).contains(partition)) {
                throw new LogIncomplete(
                        "there is no " + partition + ", which cut " + cut.number() + " was computed from");
            }
        }
    }

    private static List<InputDifference> ranges(
            AuditedLog log, List<Position> differing, CutHistory history, Odometer odometer) {
        Map<TopicPartition, DigestChain> chains = new HashMap<>();
        differing.forEach(position -> chains.put(
                position.partition(),
                new DigestChain(
                        position.partition(),
                        new LogDigest(),
                        history.checkpoints().getOrDefault(position.partition(), List.of()))));
        read(
                log,
                differing,
                odometer,
                (partition, record) -> chain(chains, partition).take(record));
        List<InputDifference> differences = new ArrayList<>();
        for (Position position : differing) {
            DigestChain chain = chain(chains, position.partition());
            chain.check(position.nextOffset());
            differences.addAll(chain.differences());
        }
        return differences;
    }

    private static DigestChain chain(Map<TopicPartition, DigestChain> chains, TopicPartition partition) {
        return Objects.requireNonNull(chains.get(partition), "a partition that was asked for");
    }

    /** Reads these partitions, each by one thread. */
    private static void read(AuditedLog log, List<Position> positions, Odometer odometer, LogReader.Visitor visitor) {
        int threads = Math.min(positions.size(), Runtime.getRuntime().availableProcessors());
        if (threads == 0) {
            return;
        }
        odometer.expect(positions.stream().mapToLong(Position::nextOffset).sum());
        List<Map<TopicPartition, Long>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shares.add(new HashMap<>());
        }
        List<Position> longestFirst = positions.stream()
                .sorted(Comparator.comparingLong(Position::nextOffset).reversed())
                .toList();
        for (int i = 0; i < longestFirst.size(); i++) {
            Position position = longestFirst.get(i);
            shares.get(i % threads).put(position.partition(), position.nextOffset());
        }
        List<Callable<Void>> work = new ArrayList<>();
        for (Map<TopicPartition, Long> share : shares) {
            work.add(() -> {
                read(log, share, odometer, visitor);
                return null;
            });
        }
        inParallel(work);
    }

    private static void read(
            AuditedLog log, Map<TopicPartition, Long> until, Odometer odometer, LogReader.Visitor visitor) {
        long[] untold = {0};
        try (LogReader reader = log.reader(until.keySet())) {
            reader.readTo(until, (partition, record) -> {
                visitor.visit(partition, record);
                untold[0]++;
                if (untold[0] == TELL_EVERY) {
                    odometer.advance(TELL_EVERY);
                    untold[0] = 0;
                }
            });
        }
        odometer.advance(untold[0]);
    }

    private static void inParallel(List<Callable<Void>> work) {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                work.size(), Thread.ofPlatform().name("digest-", 0).daemon().factory())) {
            SideBySide.run(workers, work);
        }
    }

    /** What each partition comes to; in order of topic and partition. */
    public List<Share> shares() {
        return shares;
    }

    /** The ranges between cuts in which the log isn't what they state; in order of topic, partition and offset. */
    public List<InputDifference> differences() {
        return differences;
    }

    /** Whether the log is what the cut was computed from. */
    public boolean areEqual() {
        return shares.stream().allMatch(Share::isEqual);
    }

    /** The digest over all that is there. */
    public byte[] found() {
        return overall(shares.stream().map(Share::found).toList());
    }

    /** The digest over all that the cut states. */
    public byte[] stated() {
        return overall(shares.stream().map(Share::stated).toList());
    }

    /**
     * One digest over the digests of several partitions: SHA-256 over those that hold records, in order of topic (by its
     * bytes) and partition, each as the topic's length and name in UTF-8, the partition, the offset of the first record that
     * is not included, and the partition's digest; numbers as 8 bytes big-endian.
     */
    public static byte[] overall(Collection<Position> positions) {
        MessageDigest sha256 = Sha256.calculator();
        positions.stream().sorted(Position.BY_PARTITION).forEach(position -> {
            byte[] topic = position.partition().topic().getBytes(StandardCharsets.UTF_8);
            sha256.update(number(topic.length));
            sha256.update(topic);
            sha256.update(number(position.partition().partition()));
            sha256.update(number(position.nextOffset()));
            sha256.update(position.digest());
        });
        return sha256.digest();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
