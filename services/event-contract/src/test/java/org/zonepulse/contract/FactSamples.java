package org.zonepulse.contract;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.Subject;

/**
 * Events of every fact that there is, found through the sealed families: a fact added to the ledger is in here at once,
 * and fails what doesn't know it yet. Each fact comes whole, and once more without what it may do without.
 */
final class FactSamples {

    /** A code with the right check character, from GB 32100-2015's own family of samples. */
    static final String ENTERPRISE = "91350100M000100Y43";

    /** Foshan. */
    static final String CITY = "440600";

    /** Texts that a fact accepts in the bundled zone; all others are made of the component's name, with marks to escape. */
    private static final Map<String, String> TEXTS = Map.of(
            "park", "nanhai",
            "industry", "C3670",
            "product", "digital-loan");

    private FactSamples() {}

    /** Every record type among the facts. */
    static List<Class<?>> factTypes() {
        return records(Fact.class).distinct().toList();
    }

    /** Events of all facts. */
    static List<Event> events() {
        return factTypes().stream()
                .flatMap(type -> samples(type).stream())
                .map(sample -> event((Fact) sample))
                .toList();
    }

    static Event event(Fact fact) {
        return new Event(
                "id-1",
                "test-source",
                LocalDate.of(2023, 1, 31),
                Instant.parse("2023-02-01T08:00:00.123Z"),
                fact.subject().kind() == Subject.Kind.CITY_TOTAL ? CITY : ENTERPRISE,
                fact);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(FactSamples::records);
    }

    /** With all components; without the optional ones, if there are any; and with each of an enum's or subject's values. */
    private static List<Object> samples(Class<?> type) {
        List<Object> samples = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (CertificateKind kind : has(components, CertificateKind.class) ? CertificateKind.values() : one()) {
            for (Subject.Kind subject : has(components, Subject.class) ? Subject.Kind.values() : oneSubject()) {
                samples.add(make(type, kind, subject, true));
                samples.add(make(type, kind, subject, false));
            }
        }
        return samples.stream().distinct().toList();
    }

    private static boolean has(RecordComponent[] components, Class<?> type) {
        return Arrays.stream(components).anyMatch(component -> component.getType() == type);
    }

    private static CertificateKind[] one() {
        return new CertificateKind[] {CertificateKind.HIGH_TECH_ENTERPRISE};
    }

    private static Subject.Kind[] oneSubject() {
        return new Subject.Kind[] {Subject.Kind.LOAN};
    }

    private static Object make(Class<?> type, CertificateKind kind, Subject.Kind subject, boolean whole) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean optional = isNullable(components[i].getAnnotatedType());
            values[i] = optional && !whole ? null : value(components[i], kind, subject);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static boolean isNullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class);
    }

    private static Object value(RecordComponent component, CertificateKind kind, Subject.Kind subject) {
        Class<?> type = component.getType();
        String name = component.getName();
        if (type == String.class) {
            return TEXTS.getOrDefault(name, name + " “佛山” \"\\/\uD83D\uDE80");
        }
        if (type == LocalDate.class) {
            return name.equals("validTo") ? LocalDate.of(2026, 12, 28) : LocalDate.of(2023, 12, 28);
        }
        if (type == Money.class) {
            return new Money(123_456_789_012L + name.length(), "CNY");
        }
        if (type == CertificateKind.class) {
            return kind;
        }
        if (type == Subject.class) {
            return new Subject(subject, subject == Subject.Kind.ENTERPRISE ? "" : "x:1/2");
        }
        if (type == long.class) {
            return 10_300L;
        }
        if (type.isRecord()) {
            return make(type, kind, subject, true);
        }
        throw new AssertionError("no sample value for the type of " + component
                + ": add one here, so that its forms in JSON and Avro are tested");
    }
}
