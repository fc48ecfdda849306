package org.zonepulse.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a registry running: one that ends by itself is started again, a few times.
 *
 * <p>The services get by for a while with the schemas they know, so an ended registry need not end the pipeline.
 */
final class RegistryKeeper implements AutoCloseable {

    private static final Duration START_AT_MOST = Duration.ofMinutes(3);
    private static final int RESTARTS = 3;

    private final RegistryProcess.Settings settings;
    private final Progress progress;
    private final Words words;
    private final CompletableFuture<Refusal> failed = new CompletableFuture<>();
    private @Nullable RegistryProcess registry;
    private boolean closing;
    private int restarts;

    RegistryKeeper(RegistryProcess.Settings settings, Progress progress, Words words) {
        this.settings = settings;
        this.progress = progress;
        this.words = words;
    }

    /** Starts the registry and returns when it is ready. */
    @Nullable Void start(Progress.Step step) throws IOException, InterruptedException {
        RegistryProcess started = launch();
        if (started != null) {
            started.awaitReady(START_AT_MOST);
            var _ = started.ended().thenAcceptAsync(this::hasEnded);
        }
        return null;
    }

    private synchronized @Nullable RegistryProcess launch() throws IOException {
        if (closing) {
            return null;
        }
        registry = RegistryProcess.start(settings);
        return registry;
    }

    private void hasEnded(int status) {
        synchronized (this) {
            if (closing) {
                return;
            }
            restarts++;
        }
        if (restarts > RESTARTS) {
            failed.complete(new Refusal("refusal.registryKeepsEnding", RESTARTS, status));
            return;
        }
        progress.say(words.say("registry.ended", status));
        try {
            progress.step(words.say("step.schema-registry"), this::start);
        } catch (Refusal e) {
            failed.complete(e);
        } catch (Exception e) {
            failed.complete(new Refusal("refusal.stepFailed", words.say("step.schema-registry"), e.toString()));
        }
    }

    /** Completes when the registry could not be kept running. */
    CompletableFuture<Refusal> failed() {
        return failed;
    }

    @Override
    public void close() {
        RegistryProcess last;
        synchronized (this) {
            closing = true;
            last = registry;
        }
        if (last != null) {
            last.close();
        }
    }
}
