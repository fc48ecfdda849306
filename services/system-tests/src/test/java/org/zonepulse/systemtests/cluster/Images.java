package org.zonepulse.systemtests.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** The images, built by docker/images of what Maven has just packaged. */
final class Images {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static boolean built;

    private Images() {}

    /** Whether a Docker engine answers. */
    static boolean canBeUsed() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Builds all of them, the first time that it is called. */
    static synchronized void build() throws IOException, InterruptedException {
        if (!built) {
            List<String> command = new ArrayList<>(List.of(file("docker/images").toString(), "--skip-build"));
            if (isAirGapped()) {
                command.add("--air-gapped");
            }
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(command + " ended with " + status);
            }
            built = true;
        }
    }

    /** Unless someone says that images can be pulled, where there is what makes them without. */
    static boolean isAirGapped() {
        return !Boolean.getBoolean("zonepulse.pull") && Files.isExecutable(Path.of("/usr/bin/apt-get"));
    }

    /** An image of the version that is being built. */
    static String name(String deployable) {
        return "zonepulse/" + deployable + ":" + version();
    }

    static String version() {
        return System.getProperty("zonepulse.version");
    }

    /**
     * Unpacks a package of Debian, which the machine's own apt fetches: of the same release as the air-gapped images are made of.
     *
     * @return the folder that stands for the root
     */
    static Path unpack(String name, Path folder) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("root"));
        String script =
                "apt-get -o APT::Sandbox::User=root -qq download \"$0\" && dpkg-deb --extract \"$0\"_*.deb \"$1\"";
        int status = new ProcessBuilder("bash", "-c", script, name, root.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the package " + name + " could not be had: " + status);
        }
        return root;
    }

    /** A file of the project. */
    static File file(String path) {
        return ROOT.resolve(path).toFile();
    }
}
