package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.whatif.Alternative;
import org.zonepulse.audit.whatif.Exclusion;
import org.zonepulse.audit.whatif.ExclusionFile;
import org.zonepulse.audit.whatif.Exclusions;
import org.zonepulse.audit.whatif.WhatIf;
import org.zonepulse.audit.whatif.WhatIfReport;
import org.zonepulse.contract.CatalogueFile;
import org.zonepulse.contract.InvalidCatalogueFile;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes what the published figures would be under other definitions, in another zone, or without some events. */
@Command(name = "what-if", exitCodeListHeading = "%n")
final class WhatIfCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "audit.whatIf.zone")
    private @Nullable Path zone;

    @Option(names = "--catalogue", paramLabel = "FILE", descriptionKey = "audit.whatIf.catalogue")
    private @Nullable Path catalogue;

    @Option(names = "--exclude-source", paramLabel = "SOURCE", descriptionKey = "audit.whatIf.excludeSource")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--exclude-events", paramLabel = "FILE", descriptionKey = "audit.whatIf.excludeEvents")
    private List<Path> events = new ArrayList<>();

    @ArgGroup(exclusive = true)
    private @Nullable CutChoice which;

    @Mixin
    private ComparedKpisOptions kpis = new ComparedKpisOptions();

    @Option(names = "--live-zone", paramLabel = "FILE", descriptionKey = "option.zone")
    private @Nullable Path liveZone;

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        KpiSelection selection = kpis.selection(words, command().commandLine());
        ToLongFunction<CutHistory> cut = CutChoice.of(which, command().commandLine(), words);
        checkOptions();
        Function<Zone, Alternative> otherwise;
        try {
            otherwise = otherwise();
        } catch (Refusal e) {
            return LogOptions.notDone(e.in(words));
        }
        return log.during(words, words.say("audit.whatIf.label"), (opened, history, odometer) -> {
            Zone live = ZoneOfLog.unjudged(liveZone, opened);
            Alternative alternative = otherwise.apply(live);
            WhatIfReport report = WhatIf.run(opened, history, live, alternative, cut.applyAsLong(history), odometer);
            WhatIfText text = new WhatIfText(report, live, selection, kpis.all());
            log.answer(() -> text.table(words, kpis.mostLines()), text::json);
            return report.isSound() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
        });
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private void checkOptions() {
        if (zone == null && catalogue == null && sources.isEmpty() && events.isEmpty()) {
            throw new ParameterException(command().commandLine(), words.say("audit.whatIf.nothing"));
        }
        for (String source : sources) {
            if (!Acceptance.isSource(source)) {
                throw new ParameterException(command().commandLine(), words.say("audit.whatIf.noSource", source));
            }
        }
    }

    /**
     * What is otherwise than in the live zone; the files are read before anything else is.
     *
     * @throws Refusal if one can't be used
     */
    private Function<Zone, Alternative> otherwise() {
        List<Exclusion> excluded = new ArrayList<>();
        sources.forEach(source -> excluded.add(new Exclusion.OfSource(source)));
        try {
            Zone other = zone == null ? null : ZoneOption.read(zone);
            Definitions definitions = catalogue == null ? Definitions.STANDARD : CatalogueFile.read(catalogue);
            events.forEach(file -> excluded.addAll(ExclusionFile.read(file)));
            Exclusions exclusions = new Exclusions(excluded);
            return live -> new Alternative(other == null ? live : other, definitions, exclusions);
        } catch (InvalidCatalogueFile e) {
            throw Refusal.because(
                    e, "refusal.catalogueFile", String.valueOf(catalogue), String.join("\n  ", e.problems()));
        } catch (ExclusionFile.Invalid e) {
            throw Refusal.because(e, "refusal.eventsFile", e.file(), String.join("\n  ", e.problems()));
        }
    }
}
