package org.zonepulse.sandbox;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which KPIs a comparison of two computations shows, and how many of them. */
final class ComparedKpisOptions {

    @Option(names = "--measure", paramLabel = "ID", descriptionKey = "kpi.measure")
    private @Nullable String measure;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "audit.whatIf.scope")
    private @Nullable String scope;

    @Option(names = "--all-kpis", descriptionKey = "audit.whatIf.allKpis")
    private boolean allKpis;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "40", descriptionKey = "audit.whatIf.limit")
    private int limit;

    /**
     * The KPIs that were chosen.
     *
     * @throws ParameterException if there is no such measure or scope, or the limit is none
     */
    KpiSelection selection(Words words, CommandLine command) {
        if (limit < 0) {
            throw new ParameterException(command, words.say("audit.noLimit", limit));
        }
        return new KpiSelection(
                measure == null ? null : KpiArgument.measure(measure, words, command),
                scope == null ? KpiSelection.ALL : scope);
    }

    /** Whether those are shown, too, that both say the same of. */
    boolean all() {
        return allKpis;
    }

    /** How many lines a table has at most. */
    int mostLines() {
        return allKpis ? Integer.MAX_VALUE : limit;
    }
}
