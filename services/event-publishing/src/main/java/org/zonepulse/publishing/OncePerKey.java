package org.zonepulse.publishing;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Sha256;

/**
 * Answers a request with an {@code Idempotency-Key} once, and its repeats with the same answer. Bodies are hashed while
 * they are read: nothing is held up for it, and of a repeat nothing is kept in memory.
 */
@Singleton
class OncePerKey {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int SKIPPED_AT_ONCE = 8 * 1024;

    private final KeptAnswers kept;
    private final PublishingMeters meters;

    OncePerKey(KeptAnswers kept, PublishingMeters meters) {
        this.kept = kept;
        this.meters = meters;
    }

    /** What is done with a request that isn't a repeat. */
    interface Work {
        HttpResponse<byte[]> answer(InputStream body, @Nullable IdempotencyKey key)
                throws IOException, InterruptedException;
    }

    /** @param limit most bytes of a body */
    HttpResponse<byte[]> answer(HttpRequest<?> request, InputStream body, long limit, Work work)
            throws IOException, InterruptedException {
        return switch (IdempotencyKey.in(request)) {
            case IdempotencyKey.Found.None() -> work.answer(body, null);
            case IdempotencyKey.Found.Wrong(Problem problem) -> Answers.problem(problem);
            case IdempotencyKey.Found.One(IdempotencyKey key) -> {
                String caller = AccessFilter.callerOf(request).name();
                yield answer(new KeptAnswers.Under(caller, request.getPath(), key), body, limit, work);
            }
        };
    }

    private HttpResponse<byte[]> answer(KeptAnswers.Under under, InputStream body, long limit, Work work)
            throws IOException, InterruptedException {
        return switch (kept.claim(under)) {
            case KeptAnswers.Claim.First() -> {
                try {
                    yield first(under, body, limit, work);
                } finally {
                    kept.release(under);
                }
            }
            case KeptAnswers.Claim.Repeat(KeptAnswers.Kept answer) -> again(answer, body, limit);
            case KeptAnswers.Claim.InWork() ->
                Answers.problem(Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_IN_WORK, "The first request with this key isn't answered yet"));
        };
    }

    private HttpResponse<byte[]> first(KeptAnswers.Under under, InputStream body, long limit, Work work)
            throws IOException, InterruptedException {
        DigestInputStream hashed = new DigestInputStream(body, Sha256.calculator());
        HttpResponse<byte[]> answer = work.answer(hashed, under.key());
        if (isFinal(answer) && isReadToEnd(hashed, limit)) {
            kept.keep(under, new KeptAnswers.Kept(hashed.getMessageDigest().digest(), answer));
        }
        return answer;
    }

    /**
     * Whether a repeat would only do the same again. Outages are not, and what was refused as a whole isn't either: it
     * may be corrected under its key, since nothing of it is published.
     */
    private static boolean isFinal(HttpResponse<byte[]> answer) {
        return switch (answer.code()) {
            case OK, CREATED -> true;
            default ->
                answer.code() == ProblemType.EVENT_REFUSED.status()
                        && answer.getContentType()
                                .filter(Answers.NDJSON::equals)
                                .isPresent();
        };
    }

    private HttpResponse<byte[]> again(KeptAnswers.Kept answer, InputStream body, long limit) throws IOException {
        DigestInputStream hashed = new DigestInputStream(body, Sha256.calculator());
        if (!readsToEnd(hashed, limit) || !answer.isOf(hashed.getMessageDigest().digest())) {
            return Answers.problem(Problem.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "A request with this key and another body was answered before"));
        }
        meters.replayed();
        return answer.again();
    }

    private static boolean isReadToEnd(InputStream body, long limit) {
        try {
            return readsToEnd(body, limit);
        } catch (IOException broken) {
            return false;
        }
    }

    /** Reads what is left; false if that is more than there may be. */
    private static boolean readsToEnd(InputStream body, long limit) throws IOException {
        byte[] skipped = new byte[SKIPPED_AT_ONCE];
        long read = 0;
        int count = body.read(skipped);
        while (count >= 0 && read <= limit) {
            read += count;
            count = body.read(skipped);
        }
        return count < 0;
    }
}
