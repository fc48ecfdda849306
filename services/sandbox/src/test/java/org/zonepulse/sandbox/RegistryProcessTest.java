package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the registry's process ends; what it does while it runs: {@link RegistryKeeperTest}. */
class RegistryProcessTest {

    private static final long PATIENCE_SECONDS = 30;

    private final Ports ports = Ports.anywhere();

    @TempDir
    private Path temporary;

    @Test
    void shouldEndWhenItsParentIsKilled() throws Exception {
        // Given
        try (ChildJvm owner = ChildJvm.start(RegistryOwner.class, temporary.resolve("data"), ports.base())) {
            ProcessHandle registry = registryOf(owner);

            // When
            owner.kill();

            // Then
            awaitEnd(registry);
        }
    }

    /** A stopped process can't see its parent go: so one is left over. */
    @Test
    void shouldEndTheOneThatAnEarlierRunLeftBehind() throws Exception {
        // Given
        ProcessHandle leftOver;
        try (ChildJvm owner = ChildJvm.start(RegistryOwner.class, temporary.resolve("data"), ports.base())) {
            leftOver = registryOf(owner);
            signal("STOP", leftOver);
            owner.kill();
        }
        try (DataFolder data = DataFolder.open(temporary.resolve("data"))) {
            assertThat(leftOver.isAlive()).isTrue();

            // When
            RegistryProcess.endLeftOver(settings(data));

            // Then
            awaitEnd(leftOver);
            assertThat(data.registryRecord()).doesNotExist();
        } finally {
            leftOver.destroyForcibly();
        }
    }

    @Test
    void shouldLetAnotherProcessBeThatGotTheIdOfOurs() throws Exception {
        // Given
        try (DataFolder data = DataFolder.open(temporary.resolve("data"));
                ChildJvm other = ChildJvm.start(FolderHolder.class, temporary.resolve("other"))) {
            other.await("held");
            ProcessHandle process = ProcessHandle.of(other.pid()).orElseThrow();
            ChildRecord.of(process).orElseThrow().write(data.registryRecord());

            // When
            RegistryProcess.endLeftOver(settings(data));

            // Then
            assertThat(process.isAlive()).isTrue();
            assertThat(data.registryRecord()).doesNotExist();
        }
    }

    @Test
    void shouldTellTheEndOfItsLogWhenItEndsWhileStarting() throws Exception {
        // Given
        Path nothing = Files.createDirectories(temporary.resolve("no-registry"));
        Installation broken =
                new Installation(nothing, Installation.in(Path.of("target")).guard(), nothing);
        try (DataFolder data = DataFolder.open(temporary.resolve("data"));
                RegistryProcess registry =
                        RegistryProcess.start(new RegistryProcess.Settings(broken, data, ports, false))) {

            // When, Then
            assertThatThrownBy(() -> registry.awaitReady(Duration.ofSeconds(PATIENCE_SECONDS)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("The schema registry ended with status 1 while starting")
                    .hasMessageContaining("registry.log")
                    .hasMessageContaining("ClassNotFoundException");
        }
    }

    @Test
    void shouldTellWhenItIsNotReadyInTime() throws Exception {
        // Given
        try (DataFolder data = DataFolder.open(temporary.resolve("data"));
                RegistryProcess registry = RegistryProcess.start(settings(data))) {

            // When, Then
            assertThatThrownBy(() -> registry.awaitReady(Duration.ZERO))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("was not ready within 0 s");
        }
    }

    @Test
    void shouldKeepTheLogOfTheRunBefore() throws Exception {
        // Given
        try (DataFolder data = DataFolder.open(temporary.resolve("data"))) {
            Files.writeString(data.logs().resolve("registry.log"), "what went before");

            // When
            RegistryProcess.start(settings(data)).close();

            // Then
            assertThat(data.logs().resolve("registry.log.1")).hasContent("what went before");
        }
    }

    private RegistryProcess.Settings settings(DataFolder data) {
        return new RegistryProcess.Settings(Installation.in(Path.of("target")), data, ports, false);
    }

    private static ProcessHandle registryOf(ChildJvm owner) throws InterruptedException {
        return ProcessHandle.of(Long.parseLong(owner.await("registry "))).orElseThrow();
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
