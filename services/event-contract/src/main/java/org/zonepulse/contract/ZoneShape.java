package org.zonepulse.contract;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int MAX_NAME = 200;
    private static final int MAX_ITEMS = 1000;

    private final List<String> problems = new ArrayList<>();

    /** What is wrong, in the order of the fields. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The zone, or null if there are problems. */
    @Nullable Zone zone(@Nullable Object document) {
        Fields fields = fields("", document);
        String id = id(fields, "id");
        Zone.Name name = name(fields);
        ZoneId timeZone = timeZone(fields);
        String currency = currency(fields);
        Fields cityFields = fields("city.", fields.take("city"));
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

    private String id(Fields in, String name) {
        return in.text(name, ID, ID_RULE);
    }

    private String division(Fields in) {
        return in.text("divisionCode", DIVISION, "must be a division code of GB/T 2260: six digits, such as 440600");
    }

    private String industry(Fields in) {
        return in.text(
                "id", INDUSTRY, "must be a code of GB/T 4754-2017: a letter A to T and none or two to four digits");
    }

    private Zone.Name name(Fields in) {
        Fields fields = in.present ? fields(in.path + "name.", in.take("name")) : in;
        Zone.Name name = new Zone.Name(fields.text("en"), fields.text("zh"));
        fields.end();
        return name;
    }

    private ZoneId timeZone(Fields in) {
        String text = in.text("timeZone");
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            problems.add("timeZone: must be a time zone's name, such as Asia/Shanghai, not " + text);
            return ZoneOffset.UTC;
        }
    }

    private String currency(Fields in) {
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

    private <T> List<T> list(Fields in, String name, int least, Function<Fields, T> item, Function<T, String> id) {
        Object value = in.take(name);
        if (!(value instanceof List<?> values) || values.size() < least || values.size() > MAX_ITEMS) {
            problems.add(in.path + name + ": must be a list of " + least + " to " + MAX_ITEMS + " items");
            return List.of();
        }
        List<T> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object each : values) {
            Fields fields = fields(in.path + name + "[" + items.size() + "].", each);
            T made = item.apply(fields);
            fields.end();
            if (!seen.add(id.apply(made)) && !id.apply(made).isEmpty()) {
                problems.add(fields.path + "id: stands twice: " + id.apply(made) + "; each id must stand once");
            }
            items.add(made);
        }
        return items;
    }

    private Fields fields(String path, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        } else {
            String place = path.isEmpty() ? "the file" : path.substring(0, path.length() - 1);
            problems.add(place + ": " + (value == null ? "is missing: " : "") + "must be fields with values");
        }
        return new Fields(path, fields, value instanceof Map);
    }

    /** The fields of one place in the file; what is taken is removed. */
    private final class Fields {
        private final String path;
        private final Map<String, @Nullable Object> fields;
        private final boolean present;

        Fields(String path, Map<String, @Nullable Object> fields, boolean present) {
            this.path = path;
            this.fields = fields;
            this.present = present;
        }

        @Nullable Object take(String name) {
            return fields.remove(name);
        }

        /** Text of 1 to 200 characters; if it is none, that is noted unless the whole place is missing. */
        String text(String name) {
            Object value = take(name);
            if (value instanceof String text && !text.isBlank() && text.length() <= MAX_NAME) {
                return text;
            }
            if (present) {
                problems.add(path + name + ": " + (value == null ? "is missing: " : "") + "must be text of 1 to "
                        + MAX_NAME + " characters");
            }
            return "";
        }

        String text(String name, Pattern pattern, String rule) {
            String text = text(name);
            if (!text.isEmpty() && !pattern.matcher(text).matches()) {
                problems.add(path + name + ": " + rule + ", not " + text);
            }
            return text;
        }

        void end() {
            for (String name : fields.keySet()) {
                problems.add(path + name + ": is no field here; leave it out, or look for a slip in its name");
            }
        }
    }
}
