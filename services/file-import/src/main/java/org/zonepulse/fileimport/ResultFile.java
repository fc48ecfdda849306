package org.zonepulse.fileimport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.zonepulse.fileimport.ImportRefused.Reason;

/** The verdicts, a line for each line: as long as the checkpoint says, and what is behind that never counted. */
final class ResultFile implements AutoCloseable {

    static final String SUFFIX = ".result.ndjson";

    private static final String BEGINNING = "{\"file\":";

    private final Path path;
    private final FileChannel channel;

    private ResultFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws ImportRefused if it can't be written, or is someone else's */
    static ResultFile open(Path path) {
        try {
            if (Files.exists(path) && !isOurs(path)) {
                throw new ImportRefused(Reason.RESULT_FOREIGN, path);
            }
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new ResultFile(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.RESULT_UNWRITABLE, path, e.toString());
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (var in = Files.newInputStream(path)) {
            String beginning = new String(in.readNBytes(BEGINNING.length()), StandardCharsets.UTF_8);
            return beginning.isEmpty() || beginning.equals(BEGINNING);
        }
    }

    /** @throws ImportRefused if there is less than that */
    void cutTo(long length) {
        try {
            if (channel.size() < length) {
                throw new ImportRefused(Reason.RESULT_CHANGED, path, channel.size() + " < " + length);
            }
            channel.truncate(length);
            channel.force(true);
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.RESULT_UNWRITABLE, path, e.toString());
        }
    }

    /** Writes there and returns when it is on the disk. */
    void write(ByteBuffer lines, long from) {
        try {
            long position = from;
            while (lines.hasRemaining()) {
                position += channel.write(lines, position);
            }
            channel.force(false);
        } catch (IOException e) {
            throw ImportRefused.because(e, Reason.RESULT_UNWRITABLE, path, e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
