package org.zonepulse.sandbox.guard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs another main class and ends the process as soon as standard input closes.
 *
 * <p>The parent holds the other end of that pipe and never writes. When the parent goes, however it goes, the kernel
 * closes the pipe: so this process can't outlive a parent killed with -9, and no process id has to be polled.
 *
 * <p>Arguments: the main class, then its own arguments.
 */
public final class ParentGuard {

    /** Exit status when the parent is gone. */
    public static final int PARENT_GONE = 3;

    private ParentGuard() {}

    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(() -> haltAtEndOf(System.in), "parent-guard");
        watch.setDaemon(true);
        watch.start();
        // By reflection: the class is the registry's, which is no library of ours.
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltAtEndOf(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                // The parent writes nothing; should it ever, that is no reason to end.
            }
        } catch (IOException e) {
            // A broken pipe tells the same as its end.
        }
        // Not exit: shutdown hooks would talk to a broker that went down with the parent. All state is in its log.
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
