package org.zonepulse.fileimport;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.fileimport.mapping.Mapping;
import org.zonepulse.fileimport.mapping.MappingFile;
import org.zonepulse.ledger.event.EventStream;

/** A file that is read and judged as an import would, without a broker. */
final class DryRun {

    private final Path folder;
    private final EventStream stream;
    private Map<String, String> set = Map.of();
    private @Nullable Mapping mapping;
    private @Nullable TextEncoding encoding;
    private long maxRejected = Long.MAX_VALUE;

    DryRun(Path folder, EventStream stream) {
        this.folder = folder;
        this.stream = stream;
    }

    DryRun set(Map<String, String> values) {
        set = values;
        return this;
    }

    DryRun mapping(String nameOrFile) {
        mapping = MappingFile.named(nameOrFile);
        return this;
    }

    DryRun encoding(TextEncoding chosen) {
        encoding = chosen;
        return this;
    }

    DryRun maxRejected(long most) {
        maxRejected = most;
        return this;
    }

    /** What came of it: counts, and the verdicts line by line. */
    record Came(ImportOutcome outcome, List<String> verdicts) {
        Counts counts() {
            return outcome.counts();
        }
    }

    Came of(String name, String text) throws Exception {
        return of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Came of(String name, String text, Charset charset) throws Exception {
        return of(name, text.getBytes(charset));
    }

    Came of(String name, byte[] content) throws Exception {
        return ofInput(Files.write(folder.resolve(name), content));
    }

    Came ofInput(Path input) throws IOException, InterruptedException {
        Path result = folder.resolve("result.ndjson");
        ImportSettings settings = new ImportSettings(
                stream,
                ZoneFile.bundled(),
                List.of(input.toString()),
                null,
                encoding,
                mapping,
                set,
                result,
                folder.resolve("state"),
                null,
                null,
                false,
                true,
                maxRejected,
                Duration.ofSeconds(1));
        ImportOutcome outcome = new FileImport(settings, new Unobserved()).dryRun();
        return new Came(outcome, Files.readAllLines(result));
    }

    /** Nobody looks on. */
    static final class Unobserved implements ImportObserver {
        @Override
        public void isAt(Counts counts, long bytesRead, long bytesTotal) {}

        @Override
        public void waitsFor(String why) {}

        @Override
        public void resumesAfter(Counts counts) {}
    }
}
