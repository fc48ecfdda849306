package org.zonepulse.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows steps, several at once, with their state and elapsed time.
 *
 * <p>On a terminal, the steps under way are lines at the bottom that are drawn anew; elsewhere (a file, a pipe, CI) each
 * step is one line when it ends, and long ones tell now and then how far they are.
 */
public final class Progress implements AutoCloseable {

    private static final long REDRAW_MILLIS = 150;
    /** Off a terminal, a step that takes long tells of itself this often. */
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final String UP_ONE_LINE = "\u001b[A";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier nanoTime;
    private final List<Step> underWay = new ArrayList<>();
    private final Thread ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::keepDrawing);
    private int linesDrawn;

    /**
     * @param terminal whether lines can be drawn anew
     * @param columns the terminal's width: what is longer is cut, since a wrapped line can't be drawn anew
     */
    public Progress(PrintStream out, boolean terminal, int columns) {
        this(out, terminal, columns, System::nanoTime);
        if (terminal) {
            ticker.start();
        }
    }

    /** On standard output; the launcher tells the terminal's width where there is one. */
    static Progress onConsole() {
        int columns = Integer.getInteger("zonepulse.columns", 0);
        return new Progress(System.out, columns > 0, columns);
    }

    /** On standard error, where standard output is for the answer alone. */
    static Progress onErrors() {
        int columns = Integer.getInteger("zonepulse.columns", 0);
        return new Progress(System.err, columns > 0, columns);
    }

    /** Shows nothing. */
    public static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false, 0);
    }

    Progress(PrintStream out, boolean terminal, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /** One thing under way. */
    public final class Step {
        private final String label;
        private final long began = nanoTime.getAsLong();
        private long lastTold = began;
        private String detail = "";

        private Step(String label) {
            this.label = label;
        }

        /** How far it is, or what came of it. */
        public void tell(String newDetail) {
            synchronized (Progress.this) {
                detail = newDetail;
                long now = nanoTime.getAsLong();
                if (!terminal && now - lastTold >= TELL_EVERY_NANOS) {
                    lastTold = now;
                    out.println(line("…"));
                    out.flush();
                }
            }
        }

        private String line(String state) {
            String seconds = String.format(Locale.ROOT, "%.1f s", (nanoTime.getAsLong() - began) / 1e9);
            return "  " + state + " " + label + "  " + seconds + (detail.isEmpty() ? "" : "  " + detail);
        }
    }

    /** What a step does. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T doIt(Step step) throws Exception;
    }

    /** Shows the step while the work is being done, and how it ended. */
    public <T extends @Nullable Object> T step(String label, Work<T> work) throws Exception {
        Step step = new Step(label);
        begin(step);
        boolean done = false;
        try {
            T result = work.doIt(step);
            done = true;
            return result;
        } finally {
            end(step, done ? "✓" : "✗");
        }
    }

    private synchronized void begin(Step step) {
        underWay.add(step);
        redraw();
    }

    private synchronized void end(Step step, String state) {
        erase();
        underWay.remove(step);
        out.println(step.line(state));
        draw();
    }

    /** A line above the steps under way. */
    public synchronized void say(String text) {
        erase();
        out.println(text);
        draw();
    }

    private void keepDrawing() {
        try {
            while (true) {
                Thread.sleep(REDRAW_MILLIS);
                redraw();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private synchronized void redraw() {
        if (terminal) {
            erase();
            draw();
        }
    }

    private void erase() {
        out.print((UP_ONE_LINE + CLEAR_LINE).repeat(linesDrawn));
        linesDrawn = 0;
    }

    private void draw() {
        if (terminal) {
            underWay.forEach(step -> out.println(TextWidth.cut(step.line("·"), columns - 1)));
            linesDrawn = underWay.size();
        }
        out.flush();
    }

    /** Draws no more. */
    @Override
    public void close() {
        ticker.interrupt();
    }
}
