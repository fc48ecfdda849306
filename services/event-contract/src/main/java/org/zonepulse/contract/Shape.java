package org.zonepulse.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Subject;

/**
 * Takes one JSON object's properties, each by what it must be. Where one isn't, that is noted and a stand-in returned,
 * so that one reading finds all that is wrong; the stand-ins are never seen, since what has violations is no event.
 */
final class Shape {

    /** What a certificate's kind must be. */
    static final String KINDS = "must be one of "
            + Arrays.stream(CertificateKind.values()).map(CertificateKind::id).toList();

    /** What a reversal's subject must be. */
    static final String SUBJECTS = "must name the subject of the event to undo, such as enterprise, loan:<loanId>,"
            + " certificate:<kind>/<number>, city-total:<kind>, fair:<name> or order:<orderId>";

    private static final Money NO_MONEY = new Money(0, "");

    private final Map<String, @Nullable Object> properties;
    private final String path;
    private final Violations violations;

    /**
     * @param properties the object; what is taken is removed from it
     * @param path the object's place followed by a dot; empty for the outermost
     * @param violations where to note what is wrong
     */
    Shape(Map<String, @Nullable Object> properties, String path, Violations violations) {
        this.properties = properties;
        this.path = path;
        this.violations = violations;
    }

    String text(String name) {
        Object value = required(name, "text");
        return value == null ? "" : text(name, value);
    }

    @Nullable String textOrNull(String name) {
        Object value = properties.remove(name);
        return value == null ? null : text(name, value);
    }

    private String text(String name, Object value) {
        if (!(value instanceof String text)) {
            violations.add(RejectionReason.INVALID_FIELD, path + name, "must be text in quotes");
            return "";
        }
        if (!Lexical.isUnicode(text)) {
            violations.add(
                    RejectionReason.INVALID_FIELD,
                    path + name,
                    "must be Unicode text: half of a surrogate pair is not");
        }
        return text;
    }

    LocalDate date(String name) {
        Object value = required(name, "a date such as 2023-01-31");
        return value == null ? LocalDate.EPOCH : date(name, value);
    }

    @Nullable LocalDate dateOrNull(String name) {
        Object value = properties.remove(name);
        return value == null ? null : date(name, value);
    }

    private LocalDate date(String name, Object value) {
        LocalDate date = value instanceof String text ? Lexical.date(text) : null;
        if (date == null) {
            String rule = value instanceof String text ? Lexical.dateRule(text) : "must be text such as \"2023-01-31\"";
            violations.add(RejectionReason.INVALID_DATE, path + name, rule);
            return LocalDate.EPOCH;
        }
        return date;
    }

    /** A moment, to the millisecond: finer is cut off, since the Avro form has no more. */
    Instant instantOr(String name, Instant otherwise) {
        Object value = properties.remove(name);
        if (value == null) {
            return otherwise.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException none) {
                // Said below.
            }
        }
        violations.add(
                RejectionReason.INVALID_DATE,
                path + name,
                "must be a moment with its offset from UTC, such as 2023-02-01T08:00:00Z or 2023-02-01T16:00:00+08:00");
        return Instant.EPOCH;
    }

    long count(String name) {
        Object value = required(name, "a whole number");
        if (value == null) {
            return 0;
        }
        if (value instanceof BigDecimal number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException fraction) {
                // Said below.
            }
        }
        violations.add(RejectionReason.INVALID_AMOUNT, path + name, "must be a whole number, without quotes");
        return 0;
    }

    CertificateKind certificateKind(String name) {
        String id = text(name);
        CertificateKind kind = CertificateKind.byId(id);
        if (kind == null && !id.isEmpty()) {
            violations.add(RejectionReason.INVALID_FIELD, path + name, KINDS);
        }
        return kind == null ? CertificateKind.HIGH_TECH_ENTERPRISE : kind;
    }

    Subject subject(String name) {
        String text = text(name);
        Subject subject = Subject.parse(text);
        if (subject == null && !text.isEmpty()) {
            violations.add(RejectionReason.INVALID_FIELD, path + name, SUBJECTS);
        }
        return subject == null ? Subject.ENTERPRISE : subject;
    }

    Money money(String name) {
        Shape money = object(name);
        if (money == null) {
            return NO_MONEY;
        }
        Money amount = money.amount();
        money.end();
        return amount;
    }

    private Money amount() {
        String currency = text("currency");
        Object value = required("amount", "a decimal number such as \"1000000.00\"");
        if (value == null) {
            return NO_MONEY;
        }
        BigDecimal major = switch (value) {
            case BigDecimal number -> number;
            case String text -> Lexical.decimal(text);
            default -> null;
        };
        if (major == null) {
            violations.add(
                    RejectionReason.INVALID_AMOUNT,
                    path + "amount",
                    "must be a decimal number such as \"1000000.00\", without separators or unit");
            return NO_MONEY;
        }
        try {
            return Money.of(major, currency);
        } catch (ArithmeticException inexact) {
            boolean tooFine = major.stripTrailingZeros().scale() > Money.SCALE;
            violations.add(
                    RejectionReason.INVALID_AMOUNT,
                    path + "amount",
                    tooFine
                            ? "must have at most " + Money.SCALE + " digits after the point: nothing is rounded"
                            : "is larger than any amount can be");
            return NO_MONEY;
        }
    }

    /** The object of this name; null if it is missing or none, which is then noted. */
    @Nullable Shape object(String name) {
        Object value = required(name, "an object");
        return value == null ? null : object(name, value);
    }

    /** The object of this name; null if there is none. */
    @Nullable Shape objectOrNull(String name) {
        Object value = properties.remove(name);
        return value == null ? null : object(name, value);
    }

    private @Nullable Shape object(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            map.forEach((key, property) -> inner.put((String) key, property));
            return new Shape(inner, path + name + ".", violations);
        }
        violations.add(RejectionReason.INVALID_FIELD, path + name, "must be an object: {...}");
        return null;
    }

    /** Notes what is left over: a name spelt wrong must not pass as an optional property that is missing. */
    void end() {
        for (String name : properties.keySet()) {
            violations.add(RejectionReason.INVALID_FIELD, path + name, "is no property here: to be left out");
        }
    }

    private @Nullable Object required(String name, String what) {
        Object value = properties.remove(name);
        if (value == null) {
            violations.add(RejectionReason.INVALID_FIELD, path + name, "is missing: must be " + what);
        }
        return value;
    }
}
