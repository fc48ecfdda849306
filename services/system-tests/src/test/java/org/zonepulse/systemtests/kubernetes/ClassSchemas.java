package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the classes that clients generate from an API's published description: each field by its name there, and
 * nothing else.
 */
final class ClassSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Type> INTEGERS = Set.of(Integer.class, Long.class, int.class, long.class);
    private static final Set<Type> NUMBERS = Set.of(Double.class, Float.class, Number.class);
    private static final Set<Type> BOOLEANS = Set.of(Boolean.class, boolean.class);

    /** Classes that stand for whatever fields there are. */
    private static final Set<String> FREE = Set.of("FieldsV1");

    private final boolean partial;
    private final ObjectNode definitions = NODES.objectNode();

    private ClassSchemas(boolean partial) {
        this.partial = partial;
    }

    /**
     * The schema of a class.
     *
     * @param partial whether required fields may be missing, as in patches
     */
    static ObjectNode of(Class<?> root, boolean partial) {
        ClassSchemas schemas = new ClassSchemas(partial);
        ObjectNode schema = schemas.of(root).deepCopy();
        schema.set("$defs", schemas.definitions);
        return schema;
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (type instanceof Class<?> known
                && !known.isArray()
                && !known.isEnum()
                && known.getName().contains(".model")) {
            return ofModel(known);
        }
        ObjectNode schema = NODES.objectNode();
        if (INTEGERS.contains(type)) {
            return schema.put("type", "integer");
        }
        if (NUMBERS.contains(type)) {
            return schema.put("type", "number");
        }
        if (BOOLEANS.contains(type)) {
            return schema.put("type", "boolean");
        }
        if (type == Object.class) {
            return schema;
        }
        if (isIntegerOrText((Class<?>) type)) {
            return integerOrText();
        }
        // Texts, and what is written as one: moments, bytes, enums.
        return schema.put("type", "string");
    }

    private ObjectNode ofGeneric(ParameterizedType generic) {
        ObjectNode schema = NODES.objectNode();
        Class<?> raw = (Class<?>) generic.getRawType();
        Type[] arguments = generic.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            schema.put("type", "array").set("items", of(arguments[0]));
        } else if (Map.class.isAssignableFrom(raw)) {
            schema.put("type", "object").set("additionalProperties", of(arguments[1]));
        } else {
            throw new IllegalArgumentException("what is " + generic + "?");
        }
        return schema;
    }

    private ObjectNode ofModel(Class<?> model) {
        if (isIntegerOrText(model)) {
            return integerOrText();
        }
        String name = model.getName();
        if (!definitions.has(name)) {
            ObjectNode schema = definitions.putObject(name);
            schema.put("type", "object").put("additionalProperties", false);
            ObjectNode properties = schema.putObject("properties");
            for (Field field : model.getDeclaredFields()) {
                String property = nameOf(field);
                if (property != null) {
                    properties.set(property, of(field.getGenericType()));
                }
            }
            if (FREE.contains(model.getSimpleName())) {
                schema.remove("additionalProperties");
            } else if (properties.isEmpty()) {
                throw new IllegalArgumentException(model + " has no fields that this knows");
            }
            if (!partial) {
                requiredIn(model).forEach(schema.withArray("required")::add);
            }
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static boolean isIntegerOrText(Class<?> known) {
        return Set.of("IntOrString", "Quantity").contains(known.getSimpleName());
    }

    private static ObjectNode integerOrText() {
        ObjectNode schema = NODES.objectNode();
        schema.putArray("type").add("integer").add("string");
        return schema;
    }

    private static @Nullable String nameOf(Field field) {
        SerializedName gson = field.getAnnotation(SerializedName.class);
        if (gson != null) {
            return gson.value();
        }
        JsonProperty jackson = field.getAnnotation(JsonProperty.class);
        return jackson == null ? null : jackson.value();
    }

    @SuppressWarnings("unchecked")
    private static Collection<String> requiredIn(Class<?> model) {
        try {
            return (Collection<String>) model.getField("openapiRequiredFields").get(null);
        } catch (NoSuchFieldException none) {
            return List.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
