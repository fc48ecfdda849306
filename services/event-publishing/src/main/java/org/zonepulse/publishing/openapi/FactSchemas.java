package org.zonepulse.publishing.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A stream's events as JSON schemas, made from the Avro schema, which says what each field means: properties have the
 * same names, and facts the names of their records.
 */
final class FactSchemas {

    private static final String REF = "#/components/schemas/";

    private final Map<String, Object> schemas = new LinkedHashMap<>();

    private FactSchemas() {}

    /** The schemas by name: {@code Event}, {@code Fact}, {@code Money}, and one for each fact. */
    static Map<String, Object> of(Schema event) {
        FactSchemas all = new FactSchemas();
        all.event(event);
        return all.schemas;
    }

    private void event(Schema event) {
        List<Object> facts = new ArrayList<>();
        Map<String, Object> byType = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Schema.Field field : event.getFields()) {
            Schema type = ofOptional(field.schema());
            if (isOptional(field.schema())) {
                fact(type);
                facts.add(Map.of("$ref", REF + type.getName()));
                byType.put(type.getName(), REF + type.getName());
            } else {
                properties.put(field.name(), property(type, field.doc()));
            }
        }
        schemas.put(
                "Fact", ordered("oneOf", facts, "discriminator", ordered("propertyName", "type", "mapping", byType)));
        properties.put("fact", Map.of("$ref", REF + "Fact"));
        // Those that the service can make by itself may be left out.
        object(
                "Event",
                "A fact, as its source published it",
                properties,
                List.of("source", "occurredOn", "enterpriseId", "fact"));
    }

    private void fact(Schema fact) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>(List.of("type"));
        properties.put("type", ordered("type", "string", "enum", List.of(fact.getName())));
        fill(fact, properties, required);
        object(fact.getName(), fact.getDoc(), properties, required);
    }

    private void fill(Schema record, Map<String, Object> properties, List<String> required) {
        for (Schema.Field field : record.getFields()) {
            properties.put(field.name(), property(ofOptional(field.schema()), field.doc()));
            if (!isOptional(field.schema())) {
                required.add(field.name());
            }
        }
    }

    private Map<String, Object> property(Schema type, String meaning) {
        Map<String, Object> property = switch (type.getType()) {
            case RECORD -> reference(type);
            case STRING -> ordered("type", "string");
            case INT, LONG -> number(type);
            default -> throw new IllegalArgumentException("no JSON form of " + type);
        };
        if (meaning != null) {
            property.put("description", plain(meaning));
        }
        return property;
    }

    private Map<String, Object> reference(Schema record) {
        if (!schemas.containsKey(record.getName())) {
            if (record.getName().equals("Money")) {
                money();
            } else {
                Map<String, Object> properties = new LinkedHashMap<>();
                List<String> required = new ArrayList<>();
                fill(record, properties, required);
                object(record.getName(), record.getDoc(), properties, required);
            }
        }
        return ordered("allOf", List.of(Map.of("$ref", REF + record.getName())));
    }

    private static Map<String, Object> number(Schema type) {
        if (type.getLogicalType() instanceof LogicalTypes.Date) {
            return ordered("type", "string", "format", "date");
        }
        return type.getLogicalType() == null
                ? ordered("type", "integer", "format", "int64", "minimum", 0)
                : ordered("type", "string", "format", "date-time");
    }

    /** In JSON amounts are in major units. */
    private void money() {
        Map<String, Object> amount = ordered(
                "oneOf",
                List.of(ordered("type", "string", "pattern", "^-?[0-9]+(\\.[0-9]+)?$"), ordered("type", "number")),
                "description",
                "In major units (yuan), with at most two decimals: nothing is rounded",
                "example",
                "1000000.00");
        Map<String, Object> currency =
                ordered("type", "string", "description", "ISO 4217 code of the zone's currency", "example", "CNY");
        object(
                "Money",
                "An amount of money",
                ordered("amount", amount, "currency", currency),
                List.of("amount", "currency"));
    }

    private void object(String name, String meaning, Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = ordered("type", "object");
        if (meaning != null) {
            object.put("description", plain(meaning));
        }
        object.put("required", required);
        object.put("properties", properties);
        object.put("additionalProperties", false);
        schemas.put(name, object);
    }

    /** Without what is true of Avro only. */
    private static String plain(String meaning) {
        return meaning.replace(", as days since 1970-01-01", "")
                .replace(", in UTC milliseconds since 1970-01-01", ", with its offset: 2023-02-01T08:00:00Z")
                .replaceAll("\\s+", " ");
    }

    private static boolean isOptional(Schema schema) {
        return schema.isUnion();
    }

    private static Schema ofOptional(Schema schema) {
        return schema.isUnion() ? schema.getTypes().getLast() : schema;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
