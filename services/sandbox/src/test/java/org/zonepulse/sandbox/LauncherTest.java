package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code zonepulse}, with a JDK and a Maven that only tell how they were called. */
class LauncherTest {

    private static final String JDK = "usr/lib/jvm/jdk-25";
    private static final String SOURCE = "services/sandbox/src/main/java/A.java";
    /** Writes down each call, and "builds" the jar. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            home=$(cd "$(dirname "$0")/.." && pwd)
            echo "$JAVA_HOME $*" >>"$home/maven-calls"
            [[ -f $home/broken ]] && { echo "the reason"; exit 1; }
            while [[ -f $home/hold ]]; do sleep 0.05; done
            : >"$home/services/sandbox/target/sandbox.jar"
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path temporary;

    private ScratchTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = ScratchTree.in(temporary)
                .script("zonepulse")
                .script(".ci/find-jdk")
                .file("pom.xml", "")
                .file("schemas/pom.xml", "")
                .file("schemas/src/main/a.avsc", "")
                .file("services/sandbox/pom.xml", "")
                .file(SOURCE, "");
    }

    @Test
    void shouldSayHowToGetAJdkWhereThereIsNone() throws Exception {
        // Given
        tree.jdk("usr/lib/jvm/jdk-17", "17.0.15").jre("usr/lib/jvm/jre-25", "25.0.1");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up");

        // Then
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("No JDK 25 was found", "apt-get install", "JAVA_HOME");
        assertThat(tree.path("services/sandbox/target")).doesNotExist();
    }

    @Test
    void shouldSayItInChinese() throws Exception {
        // Given
        tree.variable("LANG", "zh_CN.UTF-8");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up");

        // Then
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("没有找到 JDK 25", "JAVA_HOME");
    }

    @Test
    void shouldRefuseAJavaHomeThatIsNoJdk25() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1")
                .jdk("elsewhere/jdk-17", "17.0.15")
                .variable("ZONEPULSE_JAVA_HOME", tree.path("elsewhere/jdk-17").toString());

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up");

        // Then
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("elsewhere/jdk-17, which is no JDK 25", "unset it");
    }

    @Test
    void shouldSayHowToGetMavenWhereThereIsNone() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up");

        // Then
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("Maven was not found", "apt-get install maven", "ZONEPULSE_MAVEN=");
    }

    @Test
    void shouldDoWithoutMavenOnceBuilt() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);
        tree.run("zonepulse", "--version");
        Files.delete(tree.path("tools/mvn"));

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "--version");

        // Then
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void shouldTellInEitherLanguageWhatWasAskedFor(String language) throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").variable("LANG", "de_DE");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up", "--lang", language);

        // Then
        assertThat(outcome.err()).startsWith(language.equals("zh") ? "没有找到构建所需的 Maven" : "Maven was not found");
    }

    /** As under cron or a bare service, where not even a home folder is told. */
    @Test
    void shouldRunWithoutAHomeFolder() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN).variable("HOME", null);

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "--version");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @Test
    void shouldBuildWithTheJdkItFoundAndRunTheProgramBesideAnOldJava() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);
        tree.executable("tools/java", "#!/usr/bin/env bash\necho 'the old java was called' >&2; exit 1\n");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up", "--empty", "a b");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("-jar", "sandbox.jar up --empty a b");
        assertThat(tree.path("maven-calls")).content().startsWith(tree.path(JDK) + " ");
    }

    @Test
    void shouldBuildOnceAndAgainWhenASourceIsNewer() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);

        // When
        tree.run("zonepulse", "--version");
        tree.run("zonepulse", "--version");

        // Then
        assertThat(tree.path("maven-calls")).content().hasLineCount(1);

        // When
        Files.setLastModifiedTime(tree.path(SOURCE), FileTime.from(Instant.now().plusSeconds(60)));
        tree.run("zonepulse", "--version");

        // Then
        assertThat(tree.path("maven-calls")).content().hasLineCount(2);
    }

    @Test
    void shouldShowTheEndOfAFailedBuildAndTryAgainNextTime() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN).file("broken", "");

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "up");

        // Then
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("the reason", "The build failed", "build.log");

        // When
        Files.delete(tree.path("broken"));
        outcome = tree.run("zonepulse", "--version");

        // Then
        assertThat(outcome.status()).isZero();
    }

    /** The program runs on in the launcher's own process; so what the launcher holds must be let go of before. */
    @Test
    void shouldLetOthersBuildWhileTheProgramRuns() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);
        tree.executable(JDK + "/bin/java", "#!/usr/bin/env bash\n[[ $* == *rehearse ]] || sleep 600\n");
        ScratchTree.Run pipeline = tree.start("zonepulse", "up");
        try {
            awaitRunning(pipeline);

            // When, Then
            assertThat(tree.path("services/sandbox/target/build.lock")).doesNotExist();
        } finally {
            pipeline.process().descendants().forEach(ProcessHandle::destroyForcibly);
            pipeline.process().destroyForcibly();
        }
    }

    @Test
    void shouldBuildOnceForTwoStartsAtOnce() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN).file("hold", "");
        ScratchTree.Run first = tree.start("zonepulse", "first");
        ScratchTree.Run second = tree.start("zonepulse", "second");
        await().atMost(PATIENCE)
                .failFast(
                        "one has ended",
                        () -> !first.process().isAlive() || !second.process().isAlive())
                .until(() -> Files.readString(first.err()).contains("Another start is building")
                        || Files.readString(second.err()).contains("Another start is building"));

        // When
        Files.delete(tree.path("hold"));

        // Then
        assertThat(first.await().out()).contains("sandbox.jar first");
        assertThat(second.await().out()).contains("sandbox.jar second");
        assertThat(tree.path("maven-calls")).content().hasLineCount(1);
    }

    @Test
    void shouldTakeOverTheLockOfABuildThatWasKilled() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        tree.file("services/sandbox/target/build.lock/owner", Long.toString(ended.pid()));

        // When
        ScratchTree.Outcome outcome = tree.run("zonepulse", "--version");

        // Then
        assertThat(outcome.status()).isZero();
    }

    @Test
    void shouldRunThroughALinkFromAnywhere() throws Exception {
        // Given
        tree.jdk(JDK, "25.0.1").executable("tools/mvn", MAVEN);
        Path link = Files.createDirectories(tree.path("bin")).resolve("zp");
        Files.createSymbolicLink(link, Path.of("../zonepulse"));

        // When
        ScratchTree.Outcome outcome = tree.run("bin/zp", "--version");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zonepulse", ".ci/run", ".ci/find-jdk", ".ci/check-skipped", ".ci/format"})
    void shouldBeWellFormed(String script) throws Exception {
        // When
        Process check = new ProcessBuilder(
                        "bash", "-n", ScratchTree.PROJECT.resolve(script).toString())
                .redirectErrorStream(true)
                .start();

        // Then
        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    /** The scratch JDK's sleeping "java" is the launcher's own process by then. */
    private static void awaitRunning(ScratchTree.Run pipeline) {
        await().atMost(PATIENCE)
                .until(() -> pipeline.process()
                        .descendants()
                        .anyMatch(child -> child.info().commandLine().orElse("").contains("sleep 600")));
    }
}
