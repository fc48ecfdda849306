package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.sandbox.deploy.Deployment;

class BusinessDaysTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final Clock LATE_IN_THE_EVENING =
            Clock.fixed(Instant.parse("2026-11-26T16:30:00Z"), ZoneId.of("Asia/Shanghai"));

    @TempDir
    private Path folder;

    /** A registry without the schema stands for all that may be missing: it is waited for, and told. */
    @Test
    void shouldOpenTodayOfTheZoneOnceThatCanBe() throws Exception {
        Ports ports = Ports.anywhere();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(folder, ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER))) {
            // Given
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "schema.registry.url",
                    "mock://" + UUID.randomUUID());
            Deployment.createTopics(settings);
            Told told = new Told();

            // When
            try (BusinessDays _ =
                    BusinessDays.keepTrying(new CalendarPublisher(settings, "fhidz"), LATE_IN_THE_EVENING, told)) {
                String first = told.next();
                Deployment.registerSchemas(settings);
                String second = told.next();

                // Then
                assertThat(first).startsWith("2026-11-27 ").contains("zonepulse topics apply");
                assertThat(second).isEqualTo("2026-11-27");
            }
        }
    }

    /** Its brokers are away, and it is waiting for them: that doesn't hold up its end, which is no failure. */
    @Test
    void shouldEndInOrderWhenItIsTold() throws Exception {
        // Given
        Path quick = Files.writeString(folder.resolve("quick.properties"), "max.block.ms=500\n");
        try (ChildJvm child = ChildJvm.start(
                Zonepulse.class,
                "calendar",
                "keep",
                "--lang",
                "en",
                "--bootstrap-servers",
                "127.0.0.1:9",
                "--registry",
                "mock://away",
                "--client-config",
                quick)) {
            child.await("Tried again: ");

            // When
            int status = child.terminate();

            // Then
            assertThat(status).isEqualTo(ExitStatus.OK);
        }
    }

    private static final class Told implements BusinessDays.Listener {

        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Nullable String next() throws InterruptedException {
            return all.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void opened(LocalDate day) {
            all.add(day.toString());
        }

        @Override
        public void failed(LocalDate day, RuntimeException why) {
            all.add(day + " " + why.getMessage());
        }
    }
}
