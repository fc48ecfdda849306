package org.zonepulse.kpi.http;

import io.micronaut.http.HttpParameters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * Which enterprises are asked for.
 *
 * @param kpi behind which KPI
 * @param asOf the last day that counts
 * @param limit how many are listed
 */
record Question(Series kpi, LocalDate asOf, int limit) {

    static final int MOST_LISTED = 1_000;

    private static final int USUALLY_LISTED = 20;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    Question {
        Objects.requireNonNull(kpi, "kpi");
        Objects.requireNonNull(asOf, "asOf");
    }

    static Question of(HttpParameters parameters) throws Unanswerable {
        LocalDate asOf = date(parameters.get("asOf"));
        if (asOf == null) {
            throw invalid("asOf is missing: the last day that counts, such as 2023-12-31");
        }
        Series kpi = series(measure(parameters.get("measure")), parameters.get("scope"));
        return new Question(kpi, asOf, limit(parameters.get("limit")));
    }

    private static Measure measure(@Nullable String id) throws Unanswerable {
        Measure measure = id == null ? null : Measure.byId(id);
        if (measure == null) {
            throw invalid("measure is one of "
                    + Arrays.stream(Measure.values()).map(Measure::id).collect(Collectors.joining(", ")));
        }
        return measure;
    }

    private static Series series(Measure measure, @Nullable String text) throws Unanswerable {
        Scope scope = text == null ? Scope.ZONE : Scope.parse(text);
        if (scope == null || !measure.scopes().contains(scope.kind())) {
            throw invalid("scope is one of the kinds "
                    + measure.scopes().stream().sorted().toList()
                    + ", such as zone, park:nanhai, park:nanhai/industry:C36, bank:…");
        }
        return new Series(measure, scope);
    }

    /** The day of a parameter; null if it isn't given. */
    static @Nullable LocalDate date(@Nullable String text) throws Unanswerable {
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeParseException notOne) {
            // Told below.
        }
        throw invalid("asOf is a day from " + FIRST_YEAR + "-01-01 to " + LAST_YEAR + "-12-31, such as 2023-12-31");
    }

    private static int limit(@Nullable String text) throws Unanswerable {
        if (text == null) {
            return USUALLY_LISTED;
        }
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= MOST_LISTED) {
            return Integer.parseInt(text);
        }
        throw invalid("limit is a number from 0 to " + MOST_LISTED);
    }

    private static Unanswerable invalid(String detail) {
        return new Unanswerable(ProblemType.INVALID_PARAMETER, detail);
    }
}
