package org.zonepulse.audit.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.contract.Sha256;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.kpi.Cut;

/**
 * One value over all that an audit of a cut hangs on, so that two auditors know whether they have to come to the same: the
 * events, what was refused of them, what the cuts say, and the zone. It is a function of the cut: what is added to the log later
 * doesn't change it.
 *
 * @param events over the events, see {@link InputDigests#overall}; all these in hexadecimal digits
 * @param deadLetters the chained digest of the dead letters of the cut's input, in order of offset
 * @param cuts the chained digest of the records of cuts up to this one
 * @param zone of the zone by whose rules the audit goes
 */
public record CompleteDigest(String events, String deadLetters, String cuts, String zone) {

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Reads dead letters and cuts of a log.
     *
     * @param events the digest over the events up to that cut
     */
    public static CompleteDigest of(AuditedLog log, PublishedCut cut, Zone zone, byte[] events) {
        return new CompleteDigest(
                HEX.formatHex(events),
                HEX.formatHex(deadLetters(log, cut)),
                HEX.formatHex(cuts(log, cut.number())),
                StatedZone.of(zone).toString());
    }

    /** What is no letter excuses nothing, so it isn't in it; and letters of inboxes are of no cut. */
    private static byte[] deadLetters(AuditedLog log, PublishedCut cut) {
        PublishedTopic<DeadLetter> topic =
                new PublishedTopic<>(log.edition().deadLetters(), DeadLetter.class, log.registry());
        Map<TopicPartition, Long> until = cut.until();
        DigestChain chain = DigestChain.of(topic.partition());
        read(
                log,
                topic.partition(),
                record -> topic.tryDecode(record.value())
                        .filter(letter -> letter.getOffset()
                                < until.getOrDefault(new TopicPartition(letter.getTopic(), letter.getPartition()), 0L))
                        .ifPresent(_ -> chain.take(record)));
        return chain.position().digest();
    }

    /** Up to the cut's record. What claims to be of a later cut doesn't belong there, and isn't in an archive either. */
    private static byte[] cuts(AuditedLog log, long last) {
        PublishedTopic<Cut> topic = new PublishedTopic<>(log.edition().cuts(), Cut.class, log.registry());
        DigestChain chain = DigestChain.of(topic.partition());
        boolean[] ended = {false};
        read(log, topic.partition(), record -> {
            long number = topic.tryDecode(record.value()).map(Cut::getNumber).orElse(0L);
            if (!ended[0] && number <= last) {
                chain.take(record);
                ended[0] = number == last;
            }
        });
        return chain.position().digest();
    }

    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    private static void read(AuditedLog log, TopicPartition partition, Taker taker) {
        if (log.partitions(partition.topic()).contains(partition)) {
            try (LogReader reader = log.reader(List.of(partition))) {
                reader.readToEnd((_, record) -> taker.take(record));
            }
        }
    }

    /**
     * The value: SHA-256 over the words {@code zonepulse-audit 1}, a line feed, and the digests of events, dead letters, cuts
     * and zone, 32 bytes each; in hexadecimal digits.
     */
    public String value() {
        MessageDigest sha256 = Sha256.calculator();
        sha256.update("zonepulse-audit 1\n".getBytes(StandardCharsets.US_ASCII));
        for (String each : List.of(events, deadLetters, cuts, zone)) {
            sha256.update(HEX.parseHex(each));
        }
        return HEX.formatHex(sha256.digest());
    }
}
