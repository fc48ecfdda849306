package org.zonepulse.fileimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.ImportRefused.Reason;

/**
 * One file of those to import.
 *
 * @param name as it was given, or "stdin"
 * @param path null for standard input
 * @param size in bytes as it lies there; 0 if not known
 */
record Input(String name, @Nullable Path path, Format format, long size) {

    /** Stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final int DIGESTED_BYTES = 64 * 1024;

    /**
     * The files that are meant: each file given, and of a folder those of known kinds, in order of their names.
     *
     * @param format for all of them; by their names if null
     */
    static List<Input> of(List<String> given, @Nullable Format format) {
        List<Input> inputs = new ArrayList<>();
        for (String each : given) {
            Path path = Path.of(each);
            if (each.equals(STANDARD_INPUT)) {
                inputs.add(new Input("stdin", null, format == null ? Format.NDJSON : format, 0));
            } else if (Files.isDirectory(path)) {
                inputs.addAll(ofFolder(path, format));
            } else {
                inputs.add(ofFile(path, format));
            }
        }
        return inputs;
    }

    private static List<Input> ofFolder(Path folder, @Nullable Format format) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Input> inputs = entries.filter(each -> isKnown(each) && Files.isRegularFile(each))
                    .sorted()
                    .map(each -> ofFile(each, format))
                    .toList();
            if (inputs.isEmpty()) {
                throw new ImportRefused(Reason.FOLDER_EMPTY, folder);
            }
            return inputs;
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.FILE_UNREADABLE, folder, e.toString());
        }
    }

    /** What an import leaves behind isn't what to import. */
    private static boolean isKnown(Path file) {
        String name = file.getFileName().toString();
        return Format.ofName(name) != null && !name.endsWith(ResultFile.SUFFIX) && !name.startsWith(".");
    }

    private static Input ofFile(Path file, @Nullable Format format) {
        Format known = format == null ? Format.ofName(file.toString()) : format;
        try {
            if (!Files.exists(file)) {
                throw new ImportRefused(Reason.FILE_MISSING, file);
            }
            if (known == null) {
                throw new ImportRefused(Reason.FORMAT_UNKNOWN, file);
            }
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                throw new ImportRefused(Reason.FILE_EMPTY, file);
            }
            // Pipes and devices have no size.
            return new Input(file.toString(), file, known, Files.isRegularFile(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.FILE_UNREADABLE, file, e.toString());
        }
    }

    boolean isCompressed() {
        return path != null && Format.isCompressed(path.toString());
    }

    /** The file's bytes as they lie there. */
    InputStream open() {
        try {
            return path == null ? System.in : new java.io.FileInputStream(path.toFile());
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.FILE_UNREADABLE, name, e.toString());
        }
    }

    /** Tells this file from another under its name, without reading all of it: its size, its beginning and its end. */
    void identify(java.security.MessageDigest digest) {
        digest.update((name + "\n" + format + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
        if (path == null || !Files.isRegularFile(path)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path)) {
            digest.update(block(channel, 0));
            digest.update(block(channel, Math.max(0, size - DIGESTED_BYTES)));
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.FILE_UNREADABLE, name, e.toString());
        }
    }

    private static ByteBuffer block(FileChannel channel, long from) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(DIGESTED_BYTES);
        long position = from;
        while (block.hasRemaining()) {
            int count = channel.read(block, position);
            if (count < 0) {
                break;
            }
            position += count;
        }
        return block.flip();
    }
}
