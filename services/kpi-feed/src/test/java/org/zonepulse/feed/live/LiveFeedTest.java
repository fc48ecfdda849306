package org.zonepulse.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.zonepulse.feed.HandBuilt;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;

class LiveFeedTest {

    private static final int MOST_READERS = 3;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final String BALANCE = "loan-balance@zone";

    private static final long ORIGIN = 1_700_000_000_000L;

    private final HandBuilt cuts = new HandBuilt().begunAt(ORIGIN);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private LiveFeed feed = new LiveFeed(cuts, meters, MOST_READERS, NEVER);

    @AfterEach
    void close() {
        feed.close();
    }

    /** Tells from which cut to which, and counts how often it was asked to. */
    private static final class Spans implements Encoding {
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public byte[] all(KpiState state) {
            return text("all of " + number(state));
        }

        @Override
        public byte[] changes(KpiState state, long since) {
            return text(since + " to " + number(state));
        }

        private byte[] text(String text) {
            made.incrementAndGet();
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static long number(KpiState state) {
            return state.cut().orElseThrow().number();
        }
    }

    /** Takes as many messages as it is told to. */
    private static final class Reader implements Subscriber<byte[]> {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CountDownLatch complete = new CountDownLatch(1);
        private @Nullable Subscription subscription;

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(byte[] message) {
            messages.add(new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            complete.countDown();
        }

        private Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        private String next() throws InterruptedException {
            String message = messages.poll(30, TimeUnit.SECONDS);
            return message == null ? "nothing" : message.strip();
        }
    }

    private Reader open(Encoding encoding, @Nullable KnownCut since, long demand) {
        Publisher<byte[]> messages = feed.open(encoding, since).orElseThrow();
        Reader reader = new Reader();
        messages.subscribe(reader);
        reader.subscription().request(demand);
        return reader;
    }

    @Test
    void shouldTellEachCutToAReaderThatKeepsUp() throws InterruptedException {
        // Given
        cuts.flow(BALANCE, "2023-01-01", 1).publish();
        Reader reader = open(new Spans(), null, Long.MAX_VALUE);
        List<String> told = new ArrayList<>(List.of(reader.next(), reader.next()));

        // When
        for (int more = 0; more < 3; more++) {
            cuts.flow(BALANCE, "2023-01-02", more).publish();
            told.add(reader.next());
        }

        // Then
        assertThat(told).containsExactly("retry: 1000", "all of 1", "1 to 2", "2 to 3", "3 to 4");
    }

    @Test
    void shouldTellASlowReaderSeveralCutsAsOneWhileOthersGetEach() throws InterruptedException {
        // Given
        cuts.flow(BALANCE, "2023-01-01", 1).publish();
        Reader quick = open(new Spans(), null, Long.MAX_VALUE);
        Reader slow = open(new Spans(), null, 2);
        assertThat(List.of(quick.next(), quick.next())).containsExactly("retry: 1000", "all of 1");
        assertThat(List.of(slow.next(), slow.next())).containsExactly("retry: 1000", "all of 1");

        // When
        List<String> toQuick = new ArrayList<>();
        for (int more = 0; more < 100; more++) {
            cuts.flow(BALANCE, "2023-01-02", more).publish();
            toQuick.add(quick.next());
        }
        boolean slowHadMore = !slow.messages.isEmpty();
        slow.subscription().request(1);

        // Then
        assertThat(toQuick).hasSize(100).startsWith("1 to 2").endsWith("100 to 101");
        assertThat(slowHadMore).isFalse();
        assertThat(slow.next()).isEqualTo("1 to 101");
    }

    @Test
    void shouldMakeOneMessageForAllReadersOfTheSame() throws InterruptedException {
        // Given
        cuts.flow(BALANCE, "2023-01-01", 1).publish();
        Spans encoding = new Spans();
        List<Reader> readers = new ArrayList<>();
        for (int reader = 0; reader < MOST_READERS; reader++) {
            readers.add(open(encoding, null, Long.MAX_VALUE));
        }

        // When
        cuts.flow(BALANCE, "2023-01-02", 1).publish();

        // Then
        for (Reader reader : readers) {
            assertThat(reader.next()).isEqualTo("retry: 1000");
            assertThat(reader.next()).isEqualTo("all of 1");
            assertThat(reader.next()).isEqualTo("1 to 2");
        }
        assertThat(encoding.made).hasValue(2);
    }

    @Test
    void shouldGoOnWhereAReaderLeftOffAndBeginAnewWhereItNeverWas() throws InterruptedException {
        // Given
        for (int cut = 0; cut < 5; cut++) {
            cuts.flow(BALANCE, "2023-01-01", cut).publish();
        }

        // When
        Reader back = open(new Spans(), new KnownCut(2, ORIGIN), Long.MAX_VALUE);
        Reader ahead = open(new Spans(), new KnownCut(77, ORIGIN), Long.MAX_VALUE);
        Reader ofWipedData = open(new Spans(), new KnownCut(2, ORIGIN - 1), Long.MAX_VALUE);

        // Then
        assertThat(List.of(back.next(), back.next())).containsExactly("retry: 1000", "2 to 5");
        assertThat(List.of(ahead.next(), ahead.next())).containsExactly("retry: 1000", "all of 5");
        assertThat(List.of(ofWipedData.next(), ofWipedData.next())).containsExactly("retry: 1000", "all of 5");
    }

    @Test
    void shouldBeginAnewForWhoListensWhenOtherCutsAreShown() throws InterruptedException {
        // Given
        Turning source = new Turning();
        HandBuilt others = new HandBuilt().begunAt(ORIGIN + 5);
        feed.close();
        feed = new LiveFeed(source, new SimpleMeterRegistry(), MOST_READERS, NEVER);
        source.show(cuts.flow(BALANCE, "2023-01-01", 1).publish());
        Reader reader = open(new Spans(), null, Long.MAX_VALUE);
        List<String> told = new ArrayList<>(List.of(reader.next(), reader.next()));

        // When: cuts of another edition, and the same number; then one more; then back
        source.show(others.flow(BALANCE, "2023-01-01", 2).publish());
        told.add(reader.next());
        source.show(others.flow(BALANCE, "2023-01-01", 3).publish());
        told.add(reader.next());
        source.show(cuts.show());
        told.add(reader.next());

        // Then
        assertThat(told).containsExactly("retry: 1000", "all of 1", "all of 1", "1 to 2", "all of 1");
    }

    /** Shows whatever it is given. */
    private static final class Turning implements KpiSource {
        private final List<Consumer<KpiState>> followers = new CopyOnWriteArrayList<>();

        private void show(KpiState state) {
            followers.forEach(follower -> follower.accept(state));
        }

        @Override
        public Optional<KpiState> state() {
            return Optional.empty();
        }

        @Override
        public void follow(Consumer<KpiState> follower) {
            followers.add(follower);
        }

        @Override
        public Optional<RuntimeException> failure() {
            return Optional.empty();
        }
    }

    @Test
    void shouldWaitForTheFirstStateWithAReader() throws InterruptedException {
        // Given
        Reader reader = open(new Spans(), null, Long.MAX_VALUE);
        String greeting = reader.next();

        // When
        cuts.flow(BALANCE, "2023-01-01", 1).publish();

        // Then
        assertThat(greeting).isEqualTo("retry: 1000");
        assertThat(reader.next()).isEqualTo("all of 1");
    }

    @Test
    void shouldGiveSignsOfLife() throws InterruptedException {
        // Given
        feed.close();
        cuts.flow(BALANCE, "2023-01-01", 1).publish();
        feed = new LiveFeed(cuts, meters, MOST_READERS, Duration.ofMillis(20));

        // When
        Reader reader = open(new Spans(), new KnownCut(1, ORIGIN), Long.MAX_VALUE);

        // Then
        assertThat(List.of(reader.next(), reader.next(), reader.next())).containsExactly("retry: 1000", ":", ":");
    }

    @Test
    void shouldServeNoMoreReadersThanItMayAndForgetThoseWhoLeave() {
        // Given
        List<Reader> readers = new ArrayList<>();
        for (int reader = 0; reader < MOST_READERS; reader++) {
            readers.add(open(new Spans(), null, 1));
        }

        // When
        boolean oneMore = feed.open(new Spans(), null).isPresent();
        readers.getFirst().subscription().cancel();

        // Then
        assertThat(oneMore).isFalse();
        assertThat(feed.readers()).isEqualTo(MOST_READERS - 1);
        assertThat(feed.open(new Spans(), null)).isPresent();
        assertThat(meters.get("zonepulse.live.readers").gauge().value()).isEqualTo(MOST_READERS - 1);
    }

    @Test
    void shouldEndAllStreamsWhenItCloses() throws InterruptedException {
        // Given
        Reader reader = open(new Spans(), null, 1);

        // When
        feed.close();

        // Then
        assertThat(reader.complete.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
