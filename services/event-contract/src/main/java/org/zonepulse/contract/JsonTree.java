package org.zonepulse.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object into maps, strict and bounded: no name twice, nothing after the end, no depth, length or number
 * that an event can't need. Numbers become exact {@link java.math.BigDecimal}s.
 */
final class JsonTree {

    /** Longest document, in characters: ten times what the longest acceptable event takes. */
    static final int MAX_CHARACTERS = 32 * 1024;

    private static final int MAX_DEPTH = 4;
    private static final int MAX_STRING = 4096;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 64;

    /** Stands for an array: no event has one, so that what is in it doesn't matter. */
    static final Object ARRAY = new Object();

    // Names aren't interned or remembered: hostile ones must not fill tables that outlive the document.
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonTree() {}

    /** The text is no acceptable JSON object; the message says why and where. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final String field;

        Malformed(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        String field() {
            return field;
        }

        String remedy() {
            return String.valueOf(getMessage());
        }
    }

    /** The object's properties by name, JSON's null as null; mutable, in the order of the text. */
    static Map<String, @Nullable Object> read(String json) throws Malformed {
        if (json.length() > MAX_CHARACTERS) {
            throw new Malformed(Violations.WHOLE, "must be at most " + MAX_CHARACTERS + " characters long");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed(Violations.WHOLE, "must be one JSON object");
            }
            Map<String, @Nullable Object> object = object(parser, "");
            if (parser.nextToken() != null) {
                throw new Malformed(Violations.WHOLE, "must end with the JSON object: there is more after it");
            }
            return object;
        } catch (StreamConstraintsException tooLarge) {
            throw new Malformed(Violations.WHOLE, "is larger than an event can be: " + tooLarge.getOriginalMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException syntax) {
            throw new Malformed(
                    Violations.WHOLE,
                    "must be JSON: at line " + syntax.getLocation().getLineNr() + ", column "
                            + syntax.getLocation().getColumnNr() + ": " + syntax.getOriginalMessage());
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("reading from a string", impossible);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, String path) throws IOException, Malformed {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = path + name;
            if (object.containsKey(name)) {
                throw new Malformed(at, "stands twice: each property must stand once");
            }
            object.put(name, value(parser, at));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, String path) throws IOException, Malformed {
        JsonToken token = parser.nextToken();
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser, path + ".");
            case START_ARRAY -> {
                parser.skipChildren();
                yield ARRAY;
            }
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a value can't start with " + token);
        };
    }
}
