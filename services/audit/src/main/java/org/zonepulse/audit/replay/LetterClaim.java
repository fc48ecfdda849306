package org.zonepulse.audit.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.Bytes;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.Sha256;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;

/**
 * What a dead letter says of a record: why it was refused, and what it held, as digests, since letters can be long. A letter
 * that is cut off says after how much of how much; then what is kept is compared.
 */
final class LetterClaim {

    /** What is refused for such a reason may be acceptable another day, when the registry knows more. */
    private static final Set<RejectionReason> OF_REGISTRY =
            Set.of(RejectionReason.UNKNOWN_SCHEMA, RejectionReason.INCOMPATIBLE_SCHEMA);

    /** What is refused for such a reason may be acceptable when the zone's file has changed. */
    private static final Set<RejectionReason> OF_ZONE = Set.of(
            RejectionReason.UNKNOWN_PARK, RejectionReason.UNKNOWN_LOAN_PRODUCT, RejectionReason.FOREIGN_CURRENCY);

    /** What is refused for such a reason can't have been read any further. */
    private static final Set<RejectionReason> OF_BYTES = Set.of(RejectionReason.UNDECODABLE, RejectionReason.TOO_LARGE);

    private static final String CUT_OFF = " is cut off after ";

    /** Some bytes, or the beginning of them; of length -1 if there are none. */
    private record Kept(int length, String sha256) {

        static Kept of(byte @Nullable [] bytes, int length) {
            if (bytes == null) {
                return new Kept(-1, "");
            }
            MessageDigest digest = Sha256.calculator();
            digest.update(bytes, 0, length);
            return new Kept(length, HexFormat.of().formatHex(digest.digest()));
        }

        static Kept of(@Nullable ByteBuffer buffer) {
            byte[] bytes = Bytes.of(buffer);
            return of(bytes, lengthOf(bytes));
        }

        boolean isStartOf(byte @Nullable [] bytes) {
            return length <= lengthOf(bytes) && (length >= 0 || bytes == null) && equals(of(bytes, length));
        }
    }

    private final long letter;
    private final String reason;
    private final long timestamp;
    private final Kept key;
    private final Kept value;
    private final int headers;
    private final Kept headersKept;

    /** How it says that it is cut off. */
    private final Set<String> messages;

    /** The key of the letter's own record fits what the letter says. */
    private final boolean isKeyed;

    LetterClaim(long letter, byte @Nullable [] recordKey, DeadLetter said) {
        this.letter = letter;
        reason = said.getReason();
        timestamp = said.getTimestamp().toEpochMilli();
        key = Kept.of(said.getKey());
        value = Kept.of(said.getValue());
        headers = said.getHeaders().size();
        headersKept = kept(said.getHeaders().stream()
                .map(header -> new RecordHeader(header.getKey(), Bytes.of(header.getValue()))));
        messages = said.getViolations().stream()
                .map(DeadLetterViolation::getMessage)
                .filter(message -> message.contains(CUT_OFF))
                .collect(Collectors.toSet());
        isKeyed = key.equals(Kept.of(recordKey, lengthOf(recordKey)));
    }

    /** The letter's offset in its topic. */
    long letter() {
        return letter;
    }

    private static int lengthOf(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    private static Kept kept(Stream<? extends Header> headers) {
        MessageDigest digest = Sha256.calculator();
        headers.forEach(header -> {
            byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
            digest.update(name);
            byte[] content = header.value();
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(lengthOf(content)).flip());
            if (content != null) {
                digest.update(content);
            }
        });
        return new Kept(0, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * What is untrue in it.
     *
     * @param record the record that it is about
     * @param read what the record is read as now
     * @return null if all that it says is, or may have been, so
     */
    @Nullable String objection(ConsumerRecord<byte[], byte[]> record, Parsed read) {
        if (!isTrueOf("value", value, record.value())) {
            return "holds another value than stands there";
        }
        if (!isTrueOf("key", key, record.key())) {
            return "holds another key than stands there";
        }
        if (!isKeyed) {
            return "is published under another key than it holds";
        }
        Header[] all = record.headers().toArray();
        if (headers > all.length
                || !headersKept.equals(kept(Stream.of(all).limit(headers)))
                || (headers < all.length && !saysCutOff("list of headers", headers, all.length))) {
            return "holds other headers than stand there";
        }
        if (timestamp != Math.max(0, record.timestamp())) {
            return "holds another time than stands there";
        }
        return objection(read);
    }

    private boolean isTrueOf(String what, Kept kept, byte @Nullable [] bytes) {
        return kept.isStartOf(bytes)
                && (kept.length == lengthOf(bytes) || saysCutOff(what, kept.length, lengthOf(bytes)));
    }

    /** In the words of those who write letters. */
    private boolean saysCutOff(String what, int after, int of) {
        String start = "the " + what + CUT_OFF + after + " of " + of + ";";
        return messages.stream().anyMatch(message -> message.startsWith(start));
    }

    /** A city's total comes under the division code that the zone's file gives the city. */
    private static boolean isOfCity(Parsed read) {
        return read instanceof Parsed.Ok(Event event) && event.fact().subject().kind() == Subject.Kind.CITY_TOTAL;
    }

    /** A reason either passes with registry and zone, or stays for ever: then it is found again. */
    private @Nullable String objection(Parsed read) {
        List<RejectionReason> found = switch (read) {
            case Parsed.Ok _ -> List.of();
            case Parsed.Rejected rejected ->
                rejected.violations().stream().map(Violation::reason).toList();
        };
        RejectionReason said = Stream.of(RejectionReason.values())
                .filter(each -> each.name().equals(reason))
                .findAny()
                .orElse(null);
        boolean isPlausible;
        if (said == null) {
            isPlausible = !found.isEmpty();
        } else if (OF_REGISTRY.contains(said)) {
            isPlausible = true;
        } else if (OF_ZONE.contains(said) || (said == RejectionReason.INVALID_CREDIT_CODE && isOfCity(read))) {
            isPlausible = found.stream().noneMatch(OF_BYTES::contains);
        } else {
            isPlausible = found.contains(said)
                    || (!OF_BYTES.contains(said) && found.stream().anyMatch(OF_REGISTRY::contains));
        }
        if (isPlausible) {
            return null;
        }
        return "says that it was refused as " + reason + ", and it is "
                + (found.isEmpty() ? "acceptable" : found.getFirst());
    }
}
