package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.sandbox.deploy.Deployment;

/**
 * A whole pipeline: broker, registry and services, started as much at once as they allow, and stopped in the order that
 * loses nothing: services, registry, broker.
 */
public final class Sandbox implements AutoCloseable {

    private static final Duration READY_AT_MOST = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 20;

    private final RegistryProcess.Settings settings;
    private final List<SandboxService> services;
    private final Progress progress;
    private final Words words;
    private final RegistryKeeper registry;
    private final CountDownLatch brokerServes = new CountDownLatch(1);
    private final List<SandboxService.Running> running = new ArrayList<>();
    private final CompletableFuture<Refusal> failed = new CompletableFuture<>();
    private @Nullable EmbeddedBroker broker;
    private @Nullable Thread beside;
    private boolean closing;
    /** Held while closing, so that whoever closes too returns no sooner. */
    private final Object closed = new Object();

    /** Starts nothing yet. */
    public Sandbox(RegistryProcess.Settings settings, List<SandboxService> services, Progress progress, Words words) {
        this.settings = settings;
        this.services = List.copyOf(services);
        this.progress = progress;
        this.words = words;
        this.registry = new RegistryKeeper(settings, progress, words);
        var _ = registry.failed().thenAccept(failed::complete);
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws Refusal if something didn't start; call {@link #close} then, for the rest
     */
    public void start() throws InterruptedException {
        List<Callable<@Nullable Void>> starts = new ArrayList<>();
        // The registry at once: most of its start is its own affair, and then it waits for the broker by itself.
        starts.add(() -> step(words.say("step.schema-registry"), this::startRegistry));
        starts.add(() -> step(words.say("step.broker"), this::startBroker));
        services.forEach(service -> starts.add(() -> {
            brokerServes.await();
            return step(service.port().label(), step -> startService(service));
        }));
        AllAtOnce.run("start-", starts);
    }

    private @Nullable Void step(String label, Progress.Work<@Nullable Void> start) throws InterruptedException {
        try {
            return progress.step(label, start);
        } catch (Refusal | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw Refusal.because(e, "refusal.stepFailed", label, e.toString());
        }
    }

    /** With all schemas: no service registers any. */
    private @Nullable Void startRegistry(Progress.Step step) throws Exception {
        registry.start(step);
        Deployment.registerSchemas(Map.of("schema.registry.url", settings.url().toString()));
        return null;
    }

    private @Nullable Void startBroker(Progress.Step step) throws Exception {
        Ports ports = settings.ports();
        EmbeddedBroker started = EmbeddedBroker.start(
                settings.data().stateOf("broker"),
                ports.address(Ports.Use.BROKER),
                ports.address(Ports.Use.CONTROLLER));
        keep(started, () -> broker = started);
        Deployment.createTopics(Map.of("bootstrap.servers", ports.address(Ports.Use.BROKER)));
        brokerServes.countDown();
        return null;
    }

    private @Nullable Void startService(SandboxService service) throws Exception {
        SandboxService.Running started = service.start(new SandboxService.Surroundings(
                settings.ports().address(Ports.Use.BROKER),
                settings.url(),
                settings.ports(),
                settings.data(),
                failed::complete));
        keep(started, () -> running.add(started));
        long deadline = System.nanoTime() + READY_AT_MOST.toNanos();
        while (!started.isReady()) {
            if (System.nanoTime() - deadline > 0) {
                throw new Refusal("refusal.serviceNotReady", service.port().label(), READY_AT_MOST.toSeconds());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return null;
    }

    /**
     * Does something beside the services until the sandbox closes, which interrupts it before anything else is stopped. If it
     * fails, the pipeline can't go on.
     *
     * @param label what people are told that it is
     */
    synchronized void doBeside(String label, Progress.Work<@Nullable Void> work) {
        if (!closing) {
            beside = Thread.ofPlatform().name("beside").start(() -> {
                try {
                    step(label, work);
                } catch (Refusal e) {
                    failed.complete(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void endWhatIsBeside() {
        Thread thread;
        synchronized (this) {
            closing = true;
            thread = beside;
        }
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What comes up when all is going down already, goes down too. */
    private void keep(AutoCloseable started, Runnable keep) throws Exception {
        synchronized (this) {
            if (!closing) {
                keep.run();
                return;
            }
        }
        started.close();
        throw new InterruptedException("closing");
    }

    /** Waits until the pipeline can't go on, and says why; for as long as all is well, that is for ever. */
    public Refusal awaitFailure() throws InterruptedException {
        try {
            return failed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is completed normally only", e);
        }
    }

    /** Stops everything and returns when it has stopped. */
    @Override
    public void close() {
        synchronized (closed) {
            endWhatIsBeside();
            CompletableFuture.allOf(running.stream()
                            .map(service -> CompletableFuture.runAsync(service::close))
                            .toArray(CompletableFuture[]::new))
                    .join();
            running.clear();
            registry.close();
            if (broker != null) {
                broker.close();
                broker = null;
            }
        }
    }
}
