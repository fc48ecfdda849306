package org.zonepulse.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder with a {@code package.json}, and its copy with all packages, so that a build leaves none among the sources.
 *
 * @param source the folder
 * @param installed the copy
 */
record NodeProject(Path source, Path installed) {

    /** Of that folder; nothing is copied yet. */
    static NodeProject of(Path source) {
        return new NodeProject(
                source, Path.of("target", source.getFileName().toString()).toAbsolutePath());
    }

    /** Runs one of its programs in the copy. */
    String run(Map<String, String> environment, String program, List<String> arguments) {
        install();
        return Programs.run(command(program, arguments), installed, environment);
    }

    /** The command that runs one of its programs, to be run in the copy after {@link #install}. */
    static List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(arguments);
        return command;
    }

    /** {@code npm ci}, unless what the lock file names is there from another run. Tests run in several JVMs: one at a time. */
    void install() {
        Path guard = installed.resolveSibling(installed.getFileName() + ".lock");
        synchronized (NodeProject.class) {
            try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                Files.createDirectories(installed);
                Path lock = installed.resolve("package-lock.json");
                boolean same = Files.exists(installed.resolve("node_modules/.package-lock.json"))
                        && Files.exists(lock)
                        && Files.mismatch(lock, source.resolve("package-lock.json")) < 0;
                try (Stream<Path> files = Files.list(source)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Files.copy(file, installed.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                if (!same) {
                    Programs.run(List.of("npm", "ci", "--no-audit", "--no-fund"), installed, Map.of());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
