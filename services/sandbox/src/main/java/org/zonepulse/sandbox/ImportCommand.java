package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.InvalidZoneFile;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.fileimport.FileImport;
import org.zonepulse.fileimport.Format;
import org.zonepulse.fileimport.ImportOutcome;
import org.zonepulse.fileimport.ImportRefused;
import org.zonepulse.fileimport.ImportSettings;
import org.zonepulse.fileimport.TextEncoding;
import org.zonepulse.fileimport.mapping.InvalidMapping;
import org.zonepulse.fileimport.mapping.Mapping;
import org.zonepulse.fileimport.mapping.MappingFile;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports files of a registry into a running pipeline. */
@Command(name = "import", exitCodeListHeading = "%n")
final class ImportCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int NAME_COLUMN = 24;
    private static final int STREAM_COLUMN = 16;

    @Parameters(index = "0", arity = "0..1", paramLabel = "STREAM", descriptionKey = "import.stream")
    private @Nullable String stream;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE", descriptionKey = "import.files")
    private List<String> files = new ArrayList<>();

    @Option(names = "--mapping", paramLabel = "NAME|FILE", descriptionKey = "import.mapping")
    private @Nullable String mapping;

    @Option(names = "--mappings", descriptionKey = "import.mappings")
    private boolean listMappings;

    @Option(names = "--print-mapping", paramLabel = "NAME", descriptionKey = "import.printMapping")
    private @Nullable String printMapping;

    @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "import.set")
    private Map<String, String> set = new HashMap<>();

    @Option(names = "--source", paramLabel = "SOURCE", descriptionKey = "import.source")
    private @Nullable String source;

    @Option(names = "--format", paramLabel = "csv|ndjson", descriptionKey = "import.format")
    private @Nullable String format;

    @Option(names = "--encoding", paramLabel = "utf-8|gb18030", descriptionKey = "import.encoding")
    private @Nullable String encoding;

    @Option(names = "--dry-run", descriptionKey = "import.dryRun")
    private boolean dryRun;

    @Option(names = "--result", paramLabel = "FILE", descriptionKey = "import.result")
    private @Nullable Path result;

    @Option(names = "--max-rejected", paramLabel = "N", descriptionKey = "import.maxRejected")
    private long maxRejected = Long.MAX_VALUE;

    @Option(names = "--restart", descriptionKey = "import.restart")
    private boolean restart;

    @Option(names = "--job", paramLabel = "NAME", descriptionKey = "import.job")
    private @Nullable String job;

    @Option(names = "--inbox", paramLabel = "SOURCE", descriptionKey = "import.inbox")
    private @Nullable String inbox;

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "300", descriptionKey = "import.patience")
    private long patience;

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "import.zone")
    private @Nullable Path zoneFile;

    @Option(names = "--state", paramLabel = "DIR", descriptionKey = "import.state")
    private @Nullable Path state;

    @Option(names = "--json", descriptionKey = "import.json")
    private boolean json;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        if (listMappings) {
            System.out.print(mappings());
            return ExitStatus.OK;
        }
        if (printMapping != null) {
            return print(printMapping);
        }
        try {
            return importFiles();
        } catch (ImportRefused e) {
            throw Refusal.because(
                    e, "import.refused." + e.reason().name(), e.details().toArray());
        }
    }

    private int importFiles() throws Exception {
        ImportSettings settings = settings();
        Map<String, Object> clients = dryRun ? Map.of() : pipeline.settingsOfOneThere();
        try (Progress progress = json ? Progress.silent() : Progress.onConsole()) {
            ImportReport report = new ImportReport(words, settings.stream(), dryRun);
            FileImport importing = new FileImport(settings, report);
            ImportOutcome outcome;
            try (StopRequest _ = new StopRequest(importing::stop)) {
                outcome = progress.step(report.label(), step -> {
                    report.showOn(step);
                    return dryRun ? importing.dryRun() : importing.run(clients, new AvroSerializer<>());
                });
                System.out.print(json ? report.json(outcome) : report.text(outcome));
                System.out.flush();
            }
            return status(outcome);
        }
    }

    private static int status(ImportOutcome outcome) {
        return switch (outcome.ending()) {
            case STOPPED -> ExitStatus.INTERRUPTED;
            case TOO_MANY_REJECTED -> ExitStatus.ANSWER_IS_NO;
            case COMPLETE -> outcome.counts().rejected() > 0 ? ExitStatus.ANSWER_IS_NO : ExitStatus.OK;
        };
    }

    private ImportSettings settings() throws IOException {
        EventStream asked = stream();
        if (files.isEmpty()) {
            throw usage("import.noFiles");
        }
        if (files.contains("-") && files.size() > 1) {
            throw usage("import.stdinAlone");
        }
        if (inbox != null && !Acceptance.isSource(inbox)) {
            throw usage("import.noSource", inbox);
        }
        Map<String, String> values = new HashMap<>(set);
        if (source != null) {
            values.put("source", source);
        }
        Path folder = state == null ? DataFolder.partOf(Zonepulse.home().resolve(".zonepulse"), "import") : state;
        return new ImportSettings(
                asked,
                zone(),
                files,
                format == null ? null : oneOf("--format", format, Format.values()),
                encoding == null ? null : oneOf("--encoding", encoding, TextEncoding.values()),
                mapping == null ? null : mapping(mapping),
                values,
                result,
                folder,
                job,
                inbox,
                restart,
                dryRun,
                maxRejected,
                Duration.ofSeconds(patience));
    }

    private EventStream stream() {
        EventStream known = stream == null ? null : EventStream.byId(stream);
        if (known != null) {
            return known;
        }
        String all = Arrays.stream(EventStream.values()).map(EventStream::id).collect(Collectors.joining(", "));
        throw stream == null ? usage("import.noStream", all) : usage("import.unknownStream", stream, all);
    }

    private <T extends Enum<T>> T oneOf(String option, String given, T[] values) {
        for (T each : values) {
            if (each.name().replace('_', '-').equalsIgnoreCase(given)) {
                return each;
            }
        }
        String all = Arrays.stream(values)
                .map(each -> each.name().replace('_', '-').toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw usage("import.unknownChoice", option, given, all);
    }

    private ParameterException usage(String key, Object... arguments) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say(key, arguments));
    }

    private static Mapping mapping(String nameOrFile) {
        try {
            return MappingFile.named(nameOrFile);
        } catch (InvalidMapping e) {
            throw Refusal.because(e, "import.refused.MAPPING_INVALID", nameOrFile, String.join("\n  ", e.problems()));
        }
    }

    private Zone zone() {
        if (zoneFile == null) {
            return ZoneFile.bundled();
        }
        try {
            return ZoneFile.read(zoneFile);
        } catch (InvalidZoneFile e) {
            throw Refusal.because(e, "refusal.zoneFile", zoneFile, String.join("\n  ", e.problems()));
        }
    }

    private static String mappings() {
        StringBuilder text = new StringBuilder();
        for (Mapping each : MappingFile.bundled()) {
            text.append(TextWidth.pad(each.name(), NAME_COLUMN))
                    .append(TextWidth.pad(each.stream().id(), STREAM_COLUMN))
                    .append(each.title())
                    .append('\n');
        }
        return text.toString();
    }

    private int print(String name) {
        String text = MappingFile.text(name);
        if (text == null) {
            throw usage("import.unknownMapping", name, String.join(", ", MappingFile.BUNDLED));
        }
        System.out.print(text);
        return ExitStatus.OK;
    }
}
