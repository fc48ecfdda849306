package org.zonepulse.audit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

class RestorableTest {

    @TempDir
    private Path folder;

    private static List<TopicPartition> all() {
        List<TopicPartition> all = new ArrayList<>();
        for (Topic topic : TopicCatalogue.all(3)) {
            for (int partition = topic.partitions() - 1; partition >= 0; partition--) {
                all.add(new TopicPartition(topic.name(), partition));
            }
        }
        return all;
    }

    private ArchiveLog archive(List<TopicPartition> partitions) throws IOException {
        return SmallArchive.of(folder.resolve("a.zip"), new InMemorySchemaRegistry(), partitions, List.of(1, 2));
    }

    @Test
    void shouldBeEventsAndBusinessDays() throws IOException {
        try (ArchiveLog archive = archive(all())) {
            // When
            Restorable restorable = Restorable.of(archive);

            // Then
            assertThat(restorable.eventPartitions()).isEqualTo(3);
            assertThat(restorable.partitions()).hasSize(13);
            assertThat(restorable.partitions().getFirst().partition())
                    .isEqualTo(new TopicPartition(TopicCatalogue.CALENDAR.name(), 0));
            assertThat(restorable.records()).isEqualTo(26);
        }
    }

    @Test
    void shouldRefuseAnArchiveThatLacksSomeOfIt() throws IOException {
        // A partition in the middle, the last one, a topic, the calendar
        for (List<TopicPartition> missing : List.of(
                List.of(new TopicPartition(TopicCatalogue.LOANS.name(), 1)),
                List.of(new TopicPartition(TopicCatalogue.LOANS.name(), 2)),
                all().stream()
                        .filter(each -> each.topic().equals(TopicCatalogue.LOANS.name()))
                        .toList(),
                List.of(new TopicPartition(TopicCatalogue.CALENDAR.name(), 0)))) {
            List<TopicPartition> some = new ArrayList<>(all());
            some.removeAll(missing);
            try (ArchiveLog archive = archive(some)) {
                assertThatThrownBy(() -> Restorable.of(archive))
                        .as(missing.toString())
                        .isInstanceOf(LogIncomplete.class)
                        .hasMessageContaining(missing.getFirst().topic());
            }
        }
    }
}
