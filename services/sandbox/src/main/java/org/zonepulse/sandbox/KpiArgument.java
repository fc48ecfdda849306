package org.zonepulse.sandbox;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads which KPI is meant by what stands on the command line. */
final class KpiArgument {

    private KpiArgument() {}

    /** @throws ParameterException if there is no such measure */
    static Measure measure(String id, Words words, CommandLine command) {
        Measure known = Measure.byId(id);
        if (known == null) {
            String all = Arrays.stream(Measure.values()).map(Measure::id).collect(Collectors.joining(", "));
            throw new ParameterException(command, words.say("kpi.unknownMeasure", id, all));
        }
        return known;
    }

    /** @throws ParameterException if it is no scope */
    static Scope scope(String text, Words words, CommandLine command) {
        Scope scope = Scope.parse(text);
        if (scope == null) {
            throw new ParameterException(command, words.say("audit.noScope", text));
        }
        return scope;
    }

    /**
     * The measure in that scope.
     *
     * @param scope null for the zone
     * @throws ParameterException if there is no such KPI
     */
    static Series series(String measure, @Nullable String scope, Words words, CommandLine command) {
        Series series =
                new Series(measure(measure, words, command), scope == null ? Scope.ZONE : scope(scope, words, command));
        if (!series.measure().scopes().contains(series.scope().kind())) {
            String kinds = series.measure().scopes().stream()
                    .map(KpiArgument::example)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new ParameterException(command, words.say("audit.otherScopes", measure, series.scope(), kinds));
        }
        return series;
    }

    private static String example(Scope.Kind kind) {
        return switch (kind) {
            case ZONE -> "zone";
            case CITY -> "city";
            case PARK -> "park:ID";
            case INDUSTRY -> "industry:CODE";
            case PARK_INDUSTRY -> "park:ID/industry:CODE";
            case PRODUCT -> "product:ID";
            case BANK -> "bank:ID";
            case FAIR -> "fair:NAME";
            case TRANSITION -> "transition:STAGE>STAGE";
            case TRANSITION_MONTHS -> "transition:STAGE>STAGE/months:N";
        };
    }
}
