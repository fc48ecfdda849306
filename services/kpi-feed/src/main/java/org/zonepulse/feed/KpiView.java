package org.zonepulse.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.schemas.Edition;

/**
 * The published KPIs, kept up to date: of the live edition, or of one that was chosen. It always shows one whole cut of one
 * edition, never parts of two.
 *
 * <p>When another edition becomes the live one, its topics are read beside those that are shown, until there is a whole cut of
 * it; then that is shown, in one step. An edition that isn't there changes nothing: the one before stays.
 */
public final class KpiView implements KpiSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KpiView.class);
    /** How soon an edition that could not be read is tried again. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final Map<String, ?> settings;
    private final @Nullable LiveEdition live;
    private final Thread chooser =
            Thread.ofPlatform().name("kpi-edition").daemon().unstarted(this::choose);
    private final EditionView.Follower views = new Views();
    private final List<Consumer<KpiState>> followers = new CopyOnWriteArrayList<>();
    private @Nullable EditionView current;
    /** The one that is to take its place as soon as it has something to show. */
    private @Nullable EditionView coming;
    /** The last one that could not be read, and from when on it is tried again, by {@link System#nanoTime}. */
    private @Nullable Edition failed;

    private long tryAgainAt;

    /** Written under this object's lock, and never changed: so nobody who asks holds up anybody. */
    private volatile @Nullable KpiState shown;

    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;

    private KpiView(Map<String, ?> settings, @Nullable LiveEdition live) {
        this.settings = settings;
        this.live = live;
    }

    /**
     * Opens a view of the live edition, which reads on threads of its own from then on.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else Kafka's clients and the codec
     *     are to be told
     */
    public static KpiView open(Map<String, ?> settings) {
        KpiView view = new KpiView(settings, LiveEdition.open(settings));
        view.chooser.start();
        return view;
    }

    /**
     * Opens a view of this edition, whether it is live or not.
     *
     * @param settings as of the live one's
     */
    public static KpiView open(Map<String, ?> settings, Edition edition) {
        KpiView view = new KpiView(settings, null);
        view.turnTo(edition);
        return view;
    }

    private void choose() {
        LiveEdition chosen = live;
        if (chosen == null) {
            return;
        }
        try (chosen) {
            turnTo(chosen.now());
            while (!closed) {
                turnTo(chosen.next());
            }
        } catch (WakeupException e) {
            // Closed.
        } catch (RuntimeException e) {
            LOG.error("Which edition is live can't be read", e);
            fail(e);
        }
    }

    /** Begins to read an edition, unless that is what is shown, or coming, already. */
    private void turnTo(Edition edition) {
        EditionView given;
        EditionView begun = null;
        synchronized (this) {
            EditionView last = coming == null ? current : coming;
            if (closed || (last != null && last.edition().equals(edition)) || isToWait(edition)) {
                return;
            }
            given = coming;
            coming = null;
            if (current == null || !current.edition().equals(edition)) {
                begun = EditionView.of(edition, settings, views);
                if (current == null) {
                    current = begun;
                } else {
                    LOG.info(
                            "Edition {} is live now; it is read before it is shown instead of {}",
                            edition,
                            current.edition());
                    coming = begun;
                }
            }
        }
        if (given != null) {
            given.close();
        }
        if (begun != null) {
            begun.start();
        }
    }

    /** Whether an edition could not be read just now; under the lock. */
    private boolean isToWait(Edition edition) {
        return edition.equals(failed) && System.nanoTime() - tryAgainAt < 0;
    }

    /** What the views of editions tell, each by its own thread. */
    private final class Views implements EditionView.Follower {

        @Override
        public void shows(EditionView view, KpiState state) {
            EditionView before;
            synchronized (KpiView.this) {
                boolean isReady =
                        view == current || (view == coming && state.cut().isPresent());
                if (!isReady) {
                    return;
                }
                before = view == coming ? current : null;
                if (view == coming) {
                    current = coming;
                    coming = null;
                }
                shown = state;
                KpiView.this.notifyAll();
                // Under the lock, so that nothing of the edition before is told after this.
                followers.forEach(follower -> follower.accept(state));
            }
            if (before != null) {
                LOG.info("Edition {} is shown now, and no more {}", view.edition(), before.edition());
                before.stop();
            }
        }

        @Override
        public void fails(EditionView view, RuntimeException why) {
            synchronized (KpiView.this) {
                if (view == coming) {
                    // What is shown goes on: it is as good as it was.
                    coming = null;
                    failed = view.edition();
                    tryAgainAt = System.nanoTime() + TRY_AGAIN.toNanos();
                    return;
                }
                if (view != current) {
                    return;
                }
            }
            fail(why);
        }
    }

    @Override
    public Optional<KpiState> state() {
        requireRunning();
        return Optional.ofNullable(shown);
    }

    /**
     * Asks something; all that is asked within one question is answered of the same cut.
     *
     * @throws IllegalStateException if nothing can be shown yet ({@link #await} then), or reading has failed
     */
    public <T> T ask(Function<KpiState, T> question) {
        return question.apply(state().orElseThrow(() -> new IllegalStateException("nothing has been read yet")));
    }

    @Override
    public void follow(Consumer<KpiState> follower) {
        followers.add(follower);
    }

    /**
     * Waits until a cut fulfils the condition. Before the first cut was published, the state without any is asked.
     *
     * @return whether it did in time
     * @throws IllegalStateException if reading has failed
     */
    public synchronized boolean await(Predicate<KpiState> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            requireRunning();
            KpiState state = shown;
            if (state != null && condition.test(state)) {
                return true;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
    }

    private void requireRunning() {
        if (failure != null) {
            throw new IllegalStateException("reading the published KPIs has failed", failure);
        }
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
    }

    private synchronized void fail(RuntimeException e) {
        if (!closed) {
            failure = e;
        }
        notifyAll();
    }

    @Override
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until nothing is read any more, and says why: nothing if the view was closed. */
    public synchronized Optional<RuntimeException> awaitEnd() throws InterruptedException {
        while (failure == null && !closed) {
            wait();
        }
        return failure();
    }

    /** Stops reading. */
    @Override
    public void close() {
        EditionView one;
        EditionView other;
        synchronized (this) {
            closed = true;
            one = current;
            other = coming;
            notifyAll();
        }
        if (live != null) {
            live.wakeup();
        }
        try {
            chooser.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
