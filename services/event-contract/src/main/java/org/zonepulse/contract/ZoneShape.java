package org.zonepulse.contract;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.zone.Zone;

/** Makes a zone of what a YAML reader found, and notes all that is wrong with it as field and remedy. */
final class ZoneShape {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String ID_RULE = "must be 1 to 32 of a-z, 0-9 and '-', and start with a letter or digit";
    private static final Pattern DIVISION = Pattern.compile("[1-9]\\d{5}");
    private static final Pattern INDUSTRY = Pattern.compile("[A-T](\\d{2,4})?");
    private static final int MAX_ITEMS = 1000;

    private final List<String> problems = new ArrayList<>();

    /** What is wrong, in the order of the fields. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The zone, or null if there are problems. */
    @Nullable Zone zone(@Nullable Object document) {
        YamlFields fields = YamlFields.of("", document, problems);
        String id = id(fields, "id");
        Zone.Name name = name(fields);
        ZoneId timeZone = timeZone(fields);
        String currency = currency(fields);
        YamlFields cityFields = fields.fields("city");
        Zone.City city = new Zone.City(division(cityFields), name(cityFields));
        cityFields.end();
        List<Zone.Park> parks = list(
                fields, "parks", 1, item -> new Zone.Park(id(item, "id"), name(item), division(item)), Zone.Park::id);
        List<Zone.Industry> industries =
                list(fields, "industries", 1, item -> new Zone.Industry(industry(item), name(item)), Zone.Industry::id);
        List<Zone.LoanProduct> products = list(
                fields,
                "loanProducts",
                0,
                item -> new Zone.LoanProduct(id(item, "id"), name(item)),
                Zone.LoanProduct::id);
        fields.end();
        return problems.isEmpty() ? new Zone(id, name, timeZone, currency, city, parks, industries, products) : null;
    }

    private String id(YamlFields in, String name) {
        return in.text(name, ID, ID_RULE);
    }

    private String division(YamlFields in) {
        return in.text("divisionCode", DIVISION, "must be a division code of GB/T 2260: six digits, such as 440600");
    }

    private String industry(YamlFields in) {
        return in.text(
                "id", INDUSTRY, "must be a code of GB/T 4754-2017: a letter A to T and none or two to four digits");
    }

    private Zone.Name name(YamlFields in) {
        YamlFields fields = in.isPresent() ? in.fields("name") : in;
        Zone.Name name = new Zone.Name(fields.text("en"), fields.text("zh"));
        fields.end();
        return name;
    }

    private ZoneId timeZone(YamlFields in) {
        String text = in.text("timeZone");
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            problems.add("timeZone: must be a time zone's name, such as Asia/Shanghai, not " + text);
            return ZoneOffset.UTC;
        }
    }

    private String currency(YamlFields in) {
        String text = in.text("currency");
        try {
            if (text.isEmpty() || Currency.getInstance(text).getDefaultFractionDigits() == Money.SCALE) {
                return text;
            }
        } catch (IllegalArgumentException unknown) {
            // Said below.
        }
        problems.add("currency: must be the ISO 4217 code of a currency with two decimals, such as CNY, not " + text);
        return text;
    }

    private <T> List<T> list(
            YamlFields in, String name, int least, Function<YamlFields, T> item, Function<T, String> id) {
        Object value = in.take(name);
        if (!(value instanceof List<?> values) || values.size() < least || values.size() > MAX_ITEMS) {
            problems.add(in.path() + name + ": must be a list of " + least + " to " + MAX_ITEMS + " items");
            return List.of();
        }
        List<T> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object each : values) {
            YamlFields fields = YamlFields.of(in.path() + name + "[" + items.size() + "].", each, problems);
            T made = item.apply(fields);
            fields.end();
            if (!seen.add(id.apply(made)) && !id.apply(made).isEmpty()) {
                problems.add(fields.path() + "id: stands twice: " + id.apply(made) + "; each id must stand once");
            }
            items.add(made);
        }
        return items;
    }
}
