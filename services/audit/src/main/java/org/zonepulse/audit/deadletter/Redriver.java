package org.zonepulse.audit.deadletter;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;

/** Publishes what dead letters stand for: as it was, or corrected. */
public final class Redriver implements AutoCloseable {

    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_BYTES_AT_ONCE = 4 * 1024 * 1024;
    private static final long NAP_NANOS = 100_000_000;

    /**
     * What is wanted.
     *
     * @param by who wants it
     * @param note what is to be remembered about it; null if nothing
     * @param force publish also what will be refused again
     * @param again publish also what was published before
     * @param rate most letters a second; 0 for no limit
     * @param dryRun publish nothing, only tell
     */
    public record Order(String by, @Nullable String note, boolean force, boolean again, int rate, boolean dryRun) {
        public Order {
            Objects.requireNonNull(by, "by");
            if (rate < 0) {
                throw new IllegalArgumentException("a rate is not negative");
            }
        }
    }

    /**
     * How many letters of each sort there were.
     *
     * @param published something was published for these (or would have been, in a dry run)
     * @param refused nothing was, since it would be refused again
     * @param before something was published before, so these were passed over
     * @param stopped whether it ended early, because that was asked for
     */
    public record Summary(long published, long refused, long before, boolean stopped) {}

    private final TopicLog letters;
    private final TopicLog originals;
    private final SchemaRegistry registry;
    private final AvroSerializer<SpecificRecord> serializer;
    private final Zone zone;
    private final Edition edition;
    private final Map<String, ?> settings;
    private final Clock clock;

    private Redriver(Map<String, ?> settings, Zone zone, Edition edition, Clock clock) {
        this.settings = settings;
        this.zone = zone;
        this.edition = edition;
        this.clock = clock;
        this.registry = RegistryPatience.open(settings);
        this.serializer = new AvroSerializer<>(registry);
        Map<String, Object> codec = new HashMap<>(settings);
        codec.putIfAbsent("auto.register.schemas", false);
        codec.putIfAbsent("avro.remove.java.properties", true);
        serializer.configure(codec, false);
        this.letters = TopicLog.open(settings);
        this.originals = TopicLog.open(settings);
    }

    /**
     * Opens one.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else Kafka's clients and the codec
     *     are to be told
     * @param edition whose letters they are; what is published for one serves all editions
     */
    public static Redriver open(Map<String, ?> settings, Zone zone, Edition edition, Clock clock) {
        return new Redriver(settings, zone, edition, clock);
    }

    /**
     * Re-drives the letters that are meant, oldest first.
     *
     * @param corrections events to be published instead of the originals; null for the originals
     * @param progress told of each letter once it is certain what became of it
     * @param stopped asked now and then whether to end early
     * @throws FencedOff if someone else has begun to
     */
    public Summary run(
            LetterFilter filter,
            @Nullable Corrections corrections,
            Order order,
            Consumer<Attempt> progress,
            BooleanSupplier stopped)
            throws InterruptedException {
        Planner planner = new Planner(new ContentReader(zone, registry), serializer, originals, order.force());
        try (Outlet outlet =
                order.dryRun() ? Outlet.NONE : RedriveTransactions.begin(settings, serializer, order, clock)) {
            // After the transactions' beginning, which ended whoever was at it: so this is all that was done.
            RedriveBook book = RedriveBook.read(letters, registry);
            Run run = new Run(outlet, order, progress, stopped);
            new DeadLetterLog(letters, registry, edition).each(filter, book, letter -> {
                if (book.isDone(letter) && !order.again()) {
                    run.before++;
                    return true;
                }
                Parsed correction = corrections == null ? null : corrections.of(letter);
                if (corrections != null && correction == null) {
                    return true;
                }
                Plan plan = correction == null ? planner.asItWas(letter) : planner.corrected(letter, correction);
                if (plan instanceof Plan.Publish) {
                    book.note(letter);
                }
                return run.take(plan);
            });
            return run.end();
        } catch (Interrupted e) {
            Thread.currentThread().interrupt();
            throw new InterruptedException("interrupted while re-driving");
        }
    }

    /** One run: gathers plans, and carries them out a few at a time and not too fast. */
    private static final class Run {
        private final Outlet outlet;
        private final Order order;
        private final Consumer<Attempt> progress;
        private final BooleanSupplier stopped;
        private final List<Plan> waiting = new ArrayList<>();
        private final int most;
        private int bytes;
        private long nextAt = System.nanoTime();
        private long published;
        private long refused;
        private long before;
        private boolean endedEarly;

        Run(Outlet outlet, Order order, Consumer<Attempt> progress, BooleanSupplier stopped) {
            this.outlet = outlet;
            this.order = order;
            this.progress = progress;
            this.stopped = stopped;
            this.most = order.rate() == 0 ? MOST_AT_ONCE : Math.min(MOST_AT_ONCE, order.rate());
        }

        /** Takes a plan, and says whether to go on. */
        boolean take(Plan plan) {
            waiting.add(plan);
            bytes += plan instanceof Plan.Publish publish ? publish.record().size() : 0;
            if (waiting.size() >= most || bytes >= MOST_BYTES_AT_ONCE) {
                carryOut();
            }
            return !endedEarly;
        }

        private void carryOut() {
            if (waiting.isEmpty()) {
                return;
            }
            awaitTurn();
            endedEarly |= stopped.getAsBoolean();
            if (!endedEarly) {
                try {
                    outlet.carryOut(List.copyOf(waiting)).forEach(this::tell);
                } catch (InterruptedException e) {
                    throw new Interrupted(e);
                }
                if (order.rate() > 0 && !order.dryRun()) {
                    nextAt = Math.max(nextAt, System.nanoTime() - 1) + 1_000_000_000L * waiting.size() / order.rate();
                }
            }
            waiting.clear();
            bytes = 0;
        }

        private void awaitTurn() {
            for (long left = nextAt - System.nanoTime();
                    left > 0 && !stopped.getAsBoolean();
                    left = nextAt - System.nanoTime()) {
                LockSupport.parkNanos(this, Math.min(left, NAP_NANOS));
            }
        }

        private void tell(Attempt attempt) {
            if (attempt.plan() instanceof Plan.Publish) {
                published++;
            } else {
                refused++;
            }
            progress.accept(attempt);
        }

        Summary end() {
            if (!endedEarly) {
                carryOut();
            }
            return new Summary(published, refused, before, endedEarly);
        }
    }

    /** Carries an interruption out of a visitor. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Interrupted(InterruptedException cause) {
            super(cause);
        }
    }

    @Override
    public void close() {
        letters.close();
        originals.close();
        serializer.close();
        registry.close();
    }
}
