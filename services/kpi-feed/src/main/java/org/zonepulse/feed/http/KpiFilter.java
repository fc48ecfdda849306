package org.zonepulse.feed.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * Which KPIs are asked for.
 *
 * @param measures of these measures; of all if empty
 * @param scopes in these scopes, and those of {@code kinds}; in all if both are empty
 * @param kinds in all scopes of these kinds
 */
record KpiFilter(Set<Measure> measures, Set<Scope> scopes, Set<Scope.Kind> kinds) {

    /** Everything. */
    static final KpiFilter ALL = new KpiFilter(Set.of(), Set.of(), Set.of());

    public KpiFilter {
        measures = Set.copyOf(measures);
        scopes = Set.copyOf(scopes);
        kinds = Set.copyOf(kinds);
    }

    /**
     * The filter that parameters name.
     *
     * @throws Refused if one is no measure, or neither a scope nor a kind of scope
     */
    static KpiFilter of(Parameters parameters) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        for (String id : parameters.all("measure")) {
            measures.add(measure(id));
        }
        Set<Scope> scopes = new HashSet<>();
        Set<Scope.Kind> kinds = EnumSet.noneOf(Scope.Kind.class);
        for (String text : parameters.all("scope")) {
            Scope.Kind kind = kind(text);
            if (kind == null) {
                scopes.add(scope(text));
            } else {
                kinds.add(kind);
            }
        }
        return new KpiFilter(measures, scopes, kinds);
    }

    private static Measure measure(String id) {
        Measure measure = Measure.byId(id);
        if (measure == null) {
            throw new Refused(Problem.notOneOf("measure", id, measureIds()));
        }
        return measure;
    }

    static List<String> measureIds() {
        return Arrays.stream(Measure.values()).map(Measure::id).toList();
    }

    /** @throws Refused if the text is no scope */
    static Scope scope(String text) {
        Scope scope = Scope.parse(text);
        if (scope == null) {
            throw new Refused(Problem.notOneOf(
                    "scope",
                    text,
                    List.of(
                            "zone",
                            "city",
                            "park:…",
                            "industry:…",
                            "park:…/industry:…",
                            "product:…",
                            "bank:…",
                            "fair:…",
                            "transition:…>…",
                            "or a kind of scope: "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(Scope.Kind.values())
                                                    .map(Amounts::name)
                                                    .toList()))));
        }
        return scope;
    }

    private static Scope.@Nullable Kind kind(String text) {
        for (Scope.Kind kind : Scope.Kind.values()) {
            if (Amounts.name(kind).equals(text)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether everything is asked for. */
    boolean isAll() {
        return equals(ALL);
    }

    /** Whether this is asked for. */
    boolean accepts(Series series) {
        return (measures.isEmpty() || measures.contains(series.measure()))
                && ((scopes.isEmpty() && kinds.isEmpty())
                        || kinds.contains(series.scope().kind())
                        || scopes.contains(series.scope()));
    }
}
