package org.zonepulse.systemtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs. */
final class Programs {

    private static final long MINUTES_AT_MOST = 5;

    private Programs() {}

    /**
     * The first of some programs that the machine has.
     *
     * @throws IllegalStateException if it has none of them
     */
    static Path find(String... names) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (String name : names) {
            for (String folder : folders) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        throw new IllegalStateException(
                "None of " + List.of(names) + " is installed; on Debian: apt-get install chromium");
    }

    /**
     * Runs a program to its end.
     *
     * @return what it said
     * @throws IllegalStateException if it hangs, or ends with another status than 0
     */
    static String run(List<String> command, Path folder, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("program-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " hangs: " + Files.readString(output));
            }
            String said = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " can't be run: is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
