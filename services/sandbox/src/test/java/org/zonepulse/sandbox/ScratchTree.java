package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the project's scripts in a folder of a test's own, run with nothing of this machine in reach but a few
 * tools: neither its JDKs nor its Maven.
 */
final class ScratchTree {

    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> TOOLS = List.of(
            "awk",
            "bash",
            "cat",
            "cut",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "mkdir",
            "readlink",
            "rm",
            "sleep",
            "sort",
            "tail",
            "touch",
            "tput");
    /** Links to the tools. Not in a temporary folder: JUnit has a warning for each link that it deletes. */
    private static final Path TOOLS_FOLDER =
            Path.of("target/scratch-tools").toAbsolutePath().normalize();
    /** Folders that the scripts look into by their full names; in a copy, each lies below the tree. */
    private static final List<String> FIXED_FOLDERS = List.of(" /usr/lib/jvm/", " /opt/", " /usr/local/", " /Library/");

    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();

    private ScratchTree(Path root) {
        this.root = root;
        environment.put("PATH", root.resolve("tools") + ":" + TOOLS_FOLDER);
        environment.put("HOME", root.resolve("somebody").toString());
    }

    /**
     * What a script did.
     *
     * @param status its exit status
     * @param out its standard output
     * @param err its standard error
     */
    record Outcome(int status, String out, String err) {}

    /** A running script. */
    record Run(Process process, Path out, Path err) {

        Outcome await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("It does not end: " + Files.readString(err));
                }
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    static ScratchTree in(Path folder) throws IOException {
        Path root = folder.toRealPath();
        Files.createDirectories(TOOLS_FOLDER);
        for (String tool : TOOLS) {
            Path link = TOOLS_FOLDER.resolve(tool);
            if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                Path there = Path.of("/usr/bin", tool);
                try {
                    Files.createSymbolicLink(link, Files.exists(there) ? there : Path.of("/bin", tool));
                } catch (FileAlreadyExistsException _) {
                    // The JVM that runs the other half of the tests has made it.
                }
            }
        }
        return new ScratchTree(root);
    }

    ScratchTree script(String path) throws IOException {
        String text = Files.readString(PROJECT.resolve(path));
        for (String folder : FIXED_FOLDERS) {
            text = text.replace(folder, " " + root + folder.strip());
        }
        return executable(path, text);
    }

    ScratchTree executable(String path, String text) throws IOException {
        file(path, text);
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    ScratchTree file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** What looks like a JDK to who doesn't run its compiler; its {@code java} tells what it was called with. */
    ScratchTree jdk(String folder, String version) throws IOException {
        return jre(folder, version).executable(folder + "/bin/javac", "#!/usr/bin/env bash\n");
    }

    /** Likewise without a compiler. */
    ScratchTree jre(String folder, String version) throws IOException {
        return executable(folder + "/bin/java", "#!/usr/bin/env bash\necho \"java $*\"\n")
                .file(folder + "/release", "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** @param value nothing to have no such variable */
    ScratchTree variable(String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        return this;
    }

    Path path(String path) {
        return root.resolve(path);
    }

    Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        return start(script, arguments).await();
    }

    Run start(String script, String... arguments) throws IOException {
        Path output = Files.createTempDirectory(root, "run");
        List<String> command = new ArrayList<>(List.of(root.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(output.toFile())
                .redirectOutput(output.resolve("out").toFile())
                .redirectError(output.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Run(builder.start(), output.resolve("out"), output.resolve("err"));
    }
}
