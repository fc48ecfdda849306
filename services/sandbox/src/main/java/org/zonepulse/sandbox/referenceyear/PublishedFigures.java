package org.zonepulse.sandbox.referenceyear;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;

/**
 * The figures that the zone published of the year 2023, as they stand in a file that comes with the build unchanged.
 *
 * @param title what these figures are
 * @param source where they were published
 * @param asOf the day that they are of
 * @param figures the figures, in the file's order
 */
public record PublishedFigures(String title, String source, LocalDate asOf, List<PublishedFigure> figures) {

    private static final String FILE = "fhidz-2023.json";

    public PublishedFigures {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(asOf, "asOf");
        figures = List.copyOf(figures);
    }

    /** The figures that come with the build. */
    public static PublishedFigures bundled() {
        try (InputStream in = Objects.requireNonNull(PublishedFigures.class.getResourceAsStream(FILE), FILE);
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            return of((Map<?, ?>) Objects.requireNonNull(tree(parser), FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The published figures that come with the build can't be read", unreadable);
        }
    }

    /** The figures that the catalogue of KPIs has: those to be compared. */
    public List<PublishedFigure> compared() {
        return figures.stream().filter(figure -> !figure.later()).toList();
    }

    /**
     * The figure of that measure and scope.
     *
     * @throws IllegalArgumentException if none was published
     */
    PublishedFigure figure(String measure, String scope) {
        return figures.stream()
                .filter(figure ->
                        figure.measure().equals(measure) && figure.scope().equals(scope))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not published: " + measure + " of " + scope));
    }

    private static PublishedFigures of(Map<?, ?> file) {
        return new PublishedFigures(
                text(file, "title"),
                text(file, "source"),
                LocalDate.parse(text(file, "asOf")),
                ((List<?>) get(file, "figures"))
                        .stream().map(each -> figure((Map<?, ?>) each)).toList());
    }

    private static PublishedFigure figure(Map<?, ?> figure) {
        return new PublishedFigure(
                text(figure, "measure"),
                text(figure, "scope"),
                figure.containsKey("wording") ? text(figure, "wording") : "",
                Boolean.TRUE.equals(figure.get("later")),
                expected(figure),
                figure.get("previousYear") instanceof BigDecimal number
                        ? OptionalLong.of(number.longValueExact())
                        : OptionalLong.empty());
    }

    /** A number with decimals is a share: the file has no other that isn't whole. */
    private static Expected expected(Map<?, ?> figure) {
        if (figure.get("members") instanceof List<?> members) {
            return new Expected.Members(members.stream().map(String.class::cast).toList());
        }
        Object value = figure.containsKey("exact") ? get(figure, "exact") : get(figure, "scenario");
        if (value instanceof Map<?, ?> money) {
            return new Expected.Amount(Money.of(new BigDecimal(text(money, "amount")), text(money, "currency")));
        }
        BigDecimal number = (BigDecimal) value;
        return number.scale() > 0 ? new Expected.Ratio(number) : new Expected.Count(number.longValueExact());
    }

    private static String text(Map<?, ?> object, String name) {
        return (String) get(object, name);
    }

    private static Object get(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static @Nullable Object tree(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, tree(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(tree(parser));
            }
            return array;
        }
        if (token.isNumeric()) {
            return parser.getDecimalValue();
        }
        return token.isBoolean() ? (Object) parser.getBooleanValue() : parser.getText();
    }
}
