package org.zonepulse.avrocodec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** Takes what generated classes add for Java ({@code avro.java.string}) out of a schema, so that it equals its source. */
final class JavaProperties {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STRING_TYPE = "avro.java.string";

    private JavaProperties() {}

    static Schema removedFrom(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(clean(tree).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro printed a schema that isn't JSON", e);
        }
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(STRING_TYPE);
        }
        node.forEach(JavaProperties::clean);
        return node;
    }
}
