package org.zonepulse.fileimport;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.ImportRefused.Reason;

/** The topic that is written to, and the checkpoints that were committed with what is in it. */
final class ImportTopic implements AutoCloseable {

    /** Longer than one that works takes; then it is waited for by {@link Patience}. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Admin admin;
    private final String name;
    private final Patience patience;

    ImportTopic(Map<String, Object> settings, String name, Patience patience) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("default.api.timeout.ms", TIMEOUT_MILLIS);
        all.put("request.timeout.ms", TIMEOUT_MILLIS);
        this.admin = Admin.create(all);
        this.name = name;
        this.patience = patience;
    }

    /** What tells this topic from another of its name: in another cluster, or after it was made anew. */
    String identity() throws InterruptedException {
        return answer(() -> {
            String cluster = admin.describeCluster().clusterId().get();
            String topic = Objects.requireNonNull(
                            admin.describeTopics(List.of(name))
                                    .allTopicNames()
                                    .get()
                                    .get(name),
                            name)
                    .topicId()
                    .toString();
            return cluster + "-" + topic;
        });
    }

    /** The checkpoint of an import; null if there is none. Waits for what is being committed just now. */
    @Nullable Checkpoint checkpoint(String group) throws InterruptedException {
        TopicPartition place = place();
        return answer(() -> {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place))),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            OffsetAndMetadata committed = offsets.get(place);
            return committed == null ? null : Checkpoint.parse(committed.metadata());
        });
    }

    /** Checkpoints stand where a consumer's offsets would; of which partition makes no difference. */
    TopicPartition place() {
        return new TopicPartition(name, 0);
    }

    private interface Question<T extends @Nullable Object> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private <T extends @Nullable Object> T answer(Question<T> question) throws InterruptedException {
        Patience.Waiting waiting = patience.waiting();
        while (true) {
            try {
                T answer = question.ask();
                waiting.end();
                return answer;
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                refuseIfHopeless(cause, name);
                if (cause instanceof GroupIdNotFoundException) {
                    return nothing();
                }
                if (!waiting.forMore(cause.toString())) {
                    throw ImportRefused.because(cause, Reason.BROKER_AWAY, patience.seconds(), cause.toString());
                }
            }
        }
    }

    @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"}) // Only who asks for a group's offsets gets here.
    private static <T extends @Nullable Object> T nothing() {
        return null;
    }

    /** @throws ImportRefused if no waiting will mend it */
    static void refuseIfHopeless(Throwable cause, String topic) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            throw ImportRefused.because(cause, Reason.TOPIC_MISSING, topic);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            throw ImportRefused.because(cause, Reason.BROKER_REFUSES, cause.toString());
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
    }
}
