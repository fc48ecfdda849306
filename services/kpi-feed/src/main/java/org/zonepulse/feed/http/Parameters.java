package org.zonepulse.feed.http;

import io.micronaut.http.HttpParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request's query parameters, read so that whatever is wrong with one is told, also that nobody knows it. An empty one counts
 * as left out.
 */
final class Parameters {

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    private final HttpParameters given;
    private final Set<String> known = new TreeSet<>();

    Parameters(HttpParameters given) {
        this.given = given;
    }

    List<String> all(String name) {
        known.add(name);
        return given.getAll(name).stream().filter(value -> !value.isEmpty()).toList();
    }

    /**
     * To be called when all parameters have been asked for.
     *
     * @throws Refused if there are others: a misspelt one would silently count for nothing
     */
    void requireNoOthers() {
        for (String name : given.names()) {
            if (!known.contains(name)) {
                throw new Refused(new Problem(
                        ProblemType.BAD_PARAMETER, "there is no parameter '" + name + "' here", List.copyOf(known)));
            }
        }
    }

    @Nullable String one(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new Refused(Problem.of(
                    ProblemType.BAD_PARAMETER, name + " is given " + all.size() + " times; once is possible"));
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    String one(String name, String otherwise) {
        String value = one(name);
        return value == null ? otherwise : value;
    }

    @Nullable LocalDate date(String name) {
        String value = one(name);
        if (value == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new Refused(Problem.notOneOf(name, value, List.of("a date as yyyy-MM-dd, such as 2023-12-31")));
    }

    boolean flag(String name) {
        String value = one(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refused(Problem.notOneOf(name, value, List.of("true", "false")));
        };
    }

    /** A number from 1 on. */
    long number(String name, long otherwise, long most) {
        String value = one(name);
        if (value == null) {
            return otherwise;
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 1 || number > most) {
            throw new Refused(Problem.notOneOf(name, value, List.of("a whole number from 1 to " + most)));
        }
        return number;
    }
}
