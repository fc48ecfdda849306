package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a pipeline keeps its data in, held by one process at a time.
 *
 * <p>A marker file tells that the folder is ours: nothing is ever put into, or deleted from, a folder that holds
 * someone else's files. What {@link #wipe} deletes lies below one sub-folder, {@code state}, which is moved away in one
 * step before it is deleted; so a wipe that is killed half-way leaves no half of a state behind.
 */
public final class DataFolder implements AutoCloseable {

    static final String MARKER = "zonepulse-data";
    private static final String LAYOUT = "layout 1";
    private static final String MARKER_TEXT = LAYOUT + "\nZonepulse keeps its data here; --fresh deletes it.\n";
    private static final String LOCK = "lock";
    private static final String STATE = "state";
    /** A system's lock is the whole process's: to close any channel to the file would let go of it. So never twice. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final String DISCARDED = "discarded";

    private final Path root;
    private final FileChannel lockChannel;

    private DataFolder(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the folder, and creates it where there is none.
     *
     * @throws Refusal if another process holds it, or it has files and isn't ours, or can't be written
     */
    public static DataFolder open(Path folder) {
        try {
            Path root = claim(folder.toAbsolutePath().normalize());
            DataFolder data = new DataFolder(root, lock(root));
            deleteTree(root.resolve(DISCARDED));
            Files.createDirectories(data.logs());
            return data;
        } catch (IOException e) {
            throw new Refusal("refusal.dataUnusable", folder, e.toString());
        }
    }

    /**
     * A part of the folder that other programs than the pipeline use, created. The folder is made ours where there is none, so
     * that a pipeline may come later.
     *
     * @throws Refusal if the folder isn't ours, or can't be written
     */
    static Path partOf(Path folder, String part) {
        try {
            return Files.createDirectories(
                    claim(folder.toAbsolutePath().normalize()).resolve(part));
        } catch (IOException e) {
            throw new Refusal("refusal.dataUnusable", folder, e.toString());
        }
    }

    private static Path claim(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        // An empty one is of a start that was killed just then.
        if (Files.exists(marker) && Files.size(marker) > 0) {
            if (!Files.readString(marker).startsWith(LAYOUT + "\n")) {
                throw new Refusal("refusal.dataOtherLayout", folder);
            }
            return folder.toRealPath();
        }
        if (Files.exists(folder) && !Files.exists(marker) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
            throw new Refusal("refusal.dataNotOurs", folder);
        }
        Files.createDirectories(folder);
        Files.writeString(marker, MARKER_TEXT);
        return folder.toRealPath();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        String process = Long.toString(ProcessHandle.current().pid());
        if (!HELD_HERE.add(root)) {
            throw new Refusal("refusal.dataLocked", root, process);
        }
        Path file = root.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            HELD_HERE.remove(root);
            throw new Refusal("refusal.dataLocked", root, Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(process));
        return channel;
    }

    /** Deletes what the pipeline has stored. Logs stay: they tell what went before. */
    public void wipe() {
        Path state = root.resolve(STATE);
        try {
            if (Files.exists(state)) {
                Files.move(state, root.resolve(DISCARDED), StandardCopyOption.ATOMIC_MOVE);
                deleteTree(root.resolve(DISCARDED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where one part of the pipeline keeps its state; created. */
    public Path stateOf(String part) {
        try {
            return Files.createDirectories(root.resolve(STATE).resolve(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Where the registry's process is written down; outlives a wipe, as that process may. */
    Path registryRecord() {
        return root.resolve("registry-process");
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        try {
            lockChannel.close();
            HELD_HERE.remove(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        // Links are not followed: what they lead to isn't ours.
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
