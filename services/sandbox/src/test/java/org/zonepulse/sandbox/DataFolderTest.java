package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void shouldCreateAFolderWithAllThatIsAboveIt() {
        // Given
        Path path = temporary.resolve("a/b/data");

        // When
        try (DataFolder folder = DataFolder.open(path)) {

            // Then
            assertThat(folder.root().resolve(DataFolder.MARKER)).exists();
            assertThat(folder.logs()).isDirectory();
            assertThat(folder.stateOf("broker")).isDirectory().startsWith(folder.root());
        }
    }

    @Test
    void shouldTakeAnEmptyFolder() throws IOException {
        // Given
        Path path = Files.createDirectory(temporary.resolve("empty"));

        // When
        try (DataFolder folder = DataFolder.open(path)) {

            // Then
            assertThat(folder.root().resolve(DataFolder.MARKER)).exists();
        }
    }

    @Test
    void shouldLeaveAFolderWithOthersFilesAlone() throws IOException {
        // Given
        Path path = Files.createDirectory(temporary.resolve("thesis"));
        Files.writeString(path.resolve("chapter-1"), "dear");
        Map<String, String> before = content(path);

        // When, Then
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was not made by Zonepulse")
                .hasMessageContaining("--data DIR");
        assertThat(content(path)).isEqualTo(before);
    }

    @Test
    void shouldLeaveAFileAloneThatIsGivenAsTheFolder() throws IOException {
        // Given
        Path path = Files.writeString(temporary.resolve("letter"), "dear");

        // When, Then
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(path.toString());
        assertThat(path).hasContent("dear");
    }

    /** Below a file: refused to whoever runs the tests, where a missing permission is not, to root. */
    @Test
    void shouldRefuseAFolderThatCantBeWritten() throws IOException {
        // Given
        Path file = Files.writeString(temporary.resolve("letter"), "dear");

        // When, Then
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("can't be used for data")
                .hasMessageContaining("--data DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout 2\n", "layout 10\nlater\n", "something else"})
    void shouldRefuseTheDataOfAnotherVersion(String marker) throws IOException {
        // Given
        Path path = Files.createDirectory(temporary.resolve("data"));
        Files.writeString(path.resolve(DataFolder.MARKER), marker);
        Map<String, String> before = content(path);

        // When, Then
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is of another version of Zonepulse");
        assertThat(content(path)).isEqualTo(before);
    }

    @Test
    void shouldWipeNothingButWhatThePipelineStored() throws IOException {
        // Given
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "dear");
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"))) {
            Path broker = folder.stateOf("broker");
            Files.writeString(Files.createDirectories(broker.resolve("deep/er")).resolve("segment"), "records");
            Files.createSymbolicLink(broker.resolve("link"), elsewhere);
            Files.writeString(folder.logs().resolve("zonepulse.log"), "what went before");
            Files.writeString(folder.root().resolve("notes"), "put here by a person");

            // When
            folder.wipe();

            // Then
            assertThat(broker).doesNotExist();
            assertThat(folder.stateOf("broker")).isEmptyDirectory();
            assertThat(elsewhere.resolve("precious")).hasContent("dear");
            assertThat(folder.logs().resolve("zonepulse.log")).hasContent("what went before");
            assertThat(folder.root().resolve("notes")).hasContent("put here by a person");
        }
    }

    @Test
    void shouldFinishAWipeThatWasCutShort() throws IOException {
        // Given
        Path path = temporary.resolve("data");
        DataFolder.open(path).close();
        Path left = Files.createDirectories(path.resolve("discarded/broker"));
        Files.writeString(left.resolve("segment"), "records");

        // When
        try (DataFolder folder = DataFolder.open(path)) {
            Files.writeString(folder.stateOf("broker").resolve("segment"), "new records");
            folder.wipe();

            // Then
            assertThat(folder.root().resolve("discarded")).doesNotExist();
            assertThat(folder.stateOf("broker")).isEmptyDirectory();
        }
    }

    @Test
    void shouldKeepWhatIsStoredFromStartToStart() throws IOException {
        // Given
        Path path = temporary.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            Files.writeString(folder.stateOf("broker").resolve("segment"), "records");
        }

        // When
        try (DataFolder folder = DataFolder.open(path)) {

            // Then
            assertThat(folder.stateOf("broker").resolve("segment")).hasContent("records");
        }
    }

    @Test
    void shouldNameTheProcessThatHoldsTheFolder() throws Exception {
        // Given
        Path path = temporary.resolve("data");
        try (ChildJvm holder = ChildJvm.start(FolderHolder.class, path)) {
            holder.await("held");

            // When, Then
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("(process " + holder.pid() + ")")
                    .hasMessageContaining("--port-base PORT");
        }
    }

    @Test
    void shouldTakeTheFolderOfAKilledProcess() throws Exception {
        // Given
        Path path = temporary.resolve("data");
        try (ChildJvm holder = ChildJvm.start(FolderHolder.class, path)) {
            holder.await("held");
            holder.kill();
        }

        // When
        try (DataFolder folder = DataFolder.open(path)) {

            // Then
            assertThat(folder.root().resolve("lock"))
                    .content()
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void shouldKeepHoldingTheFolderAfterRefusingItToTheSameProcess() throws Exception {
        // Given
        Path path = temporary.resolve("data");
        try (DataFolder _ = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path)).isInstanceOf(Refusal.class);

            // When
            try (ChildJvm other = ChildJvm.start(FolderHolder.class, path)) {

                // Then
                assertThat(other.await("refused"))
                        .contains("(process " + ProcessHandle.current().pid() + ")");
            }
        }
    }

    @Test
    void shouldLetGoOfTheFolderOnClose() throws Exception {
        // Given
        Path path = temporary.resolve("data");
        DataFolder.open(path).close();

        // When
        try (ChildJvm other = ChildJvm.start(FolderHolder.class, path)) {

            // Then
            assertThat(other.await("held")).isEmpty();
        }
    }

    /** One folder, whichever way it is called. */
    @Test
    void shouldKnowAFolderByItsLinkToo() throws IOException {
        // Given
        Path path = temporary.resolve("data");
        DataFolder.open(path).close();
        Path link = Files.createSymbolicLink(temporary.resolve("link"), path);

        // When
        try (DataFolder folder = DataFolder.open(link)) {

            // Then
            assertThat(folder.root()).isEqualTo(path.toRealPath(LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** Path to text. */
    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                content.put(file.toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return content;
    }
}
