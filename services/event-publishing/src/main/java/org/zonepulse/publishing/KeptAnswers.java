package org.zonepulse.publishing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.zonepulse.ledger.event.EventStream;

/**
 * The answers of completed requests under the keys that their callers gave, so that a repeat gets the same answer. They
 * are this instance's own, and bounded: what isn't kept any more is published again under the same ids, and counts once.
 */
@Singleton
class KeptAnswers {

    /** What an entry takes beside its body and key, roughly. */
    private static final int OVERHEAD_BYTES = 512;

    private final Cache<Under, Kept> kept;
    private final Set<Under> inWork = ConcurrentHashMap.newKeySet();

    KeptAnswers(PublishingSettings settings, MeterRegistry meters, EventStream stream) {
        kept = Caffeine.newBuilder()
                .maximumWeight(settings.getKeptAnswersBytes())
                .weigher((Under under, Kept answer) -> answer.body.length + under.characters() + OVERHEAD_BYTES)
                .expireAfterWrite(settings.getKeptAnswersFor())
                .executor(Runnable::run)
                .build();
        meters.gaugeMapSize("zonepulse.kept.answers", List.of(Tag.of("stream", stream.id())), kept.asMap());
    }

    /**
     * Whose key it is, and for what: two callers may choose the same.
     *
     * @param caller the publisher's name
     */
    record Under(String caller, String path, IdempotencyKey key) {
        private int characters() {
            return caller.length() + path.length() + key.text().length();
        }
    }

    /** An answer, and the request's body that it was given to. */
    static final class Kept {
        private final byte[] bodyHash;
        private final int status;
        private final Optional<MediaType> type;
        private final byte[] body;

        Kept(byte[] bodyHash, HttpResponse<byte[]> answer) {
            this.bodyHash = bodyHash.clone();
            this.status = answer.code();
            this.type = answer.getContentType();
            byte[] given = answer.body();
            this.body = given == null ? new byte[0] : given;
        }

        boolean isOf(byte[] hash) {
            return MessageDigest.isEqual(bodyHash, hash);
        }

        HttpResponse<byte[]> again() {
            return Answers.again(status, type.orElse(MediaType.ALL_TYPE), body);
        }
    }

    /** What there is under a key. */
    sealed interface Claim {

        /** Nothing: it is the caller's, who has to {@link #release} it. */
        record First() implements Claim {}

        /** A request that isn't answered yet. */
        record InWork() implements Claim {}

        /** An answer. */
        record Repeat(Kept answer) implements Claim {}
    }

    Claim claim(Under under) {
        if (!inWork.add(under)) {
            return new Claim.InWork();
        }
        // Asked only now: whoever had it before has kept the answer before releasing the key.
        Kept answer = kept.getIfPresent(under);
        if (answer == null) {
            return new Claim.First();
        }
        inWork.remove(under);
        return new Claim.Repeat(answer);
    }

    void keep(Under under, Kept answer) {
        kept.put(under, answer);
    }

    void release(Under under) {
        inWork.remove(under);
    }
}
