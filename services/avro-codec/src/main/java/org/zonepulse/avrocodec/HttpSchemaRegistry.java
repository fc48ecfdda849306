package org.zonepulse.avrocodec;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** The Confluent registry protocol, as far as the codec needs it. */
final class HttpSchemaRegistry implements SchemaRegistry {
    /** The protocol's error codes: no such subject, version, schema. */
    private static final int SUBJECT_NOT_FOUND = 40401;

    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private static final int NO_RULE_OF_ITS_OWN = 40408;

    private final RegistryHttp http;

    HttpSchemaRegistry(RegistryHttp http) {
        this.http = http;
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        RegistryHttp.Answer answer =
                http.ask("/subjects/" + escape(subject) + "/versions" + normalized(normalize), body(schema));
        return switch (answer.status()) {
            case 200 -> id(answer);
            case 409, 422 -> throw refused(subject, schema, answer);
            default -> throw unexpected("register under " + subject, answer);
        };
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
        RegistryHttp.Answer answer = http.ask("/subjects/" + escape(subject) + normalized(normalize), body(schema));
        if (answer.status() == 200) {
            return OptionalInt.of(id(answer));
        }
        if (answer.status() == 422) {
            throw refused(subject, schema, answer);
        }
        return switch (answer.errorCode()) {
            case SUBJECT_NOT_FOUND, SCHEMA_NOT_FOUND -> OptionalInt.empty();
            default -> throw unexpected("look up under " + subject, answer);
        };
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        RegistryHttp.Answer answer = http.ask("/subjects/" + escape(subject) + "/versions/latest", null);
        if (answer.status() == 200) {
            return switch (schema(answer.body())) {
                case SchemaById.Found(Schema schema) -> Optional.of(new RegisteredSchema(id(answer), schema));
                case SchemaById.Unusable(String why) ->
                    throw new SchemaRefusedException(
                            "The newest version of subject " + subject + " can't be used: " + why);
                case SchemaById.Unknown() -> Optional.empty();
            };
        }
        return switch (answer.errorCode()) {
            case SUBJECT_NOT_FOUND, VERSION_NOT_FOUND -> Optional.empty();
            default -> throw unexpected("read the newest version of " + subject, answer);
        };
    }

    @Override
    public Optional<String> compatibility(String subject) {
        RegistryHttp.Answer answer = http.ask("/config/" + escape(subject) + "?defaultToGlobal=true", null);
        // Some registries don't know that parameter.
        if (answer.errorCode() == SUBJECT_NOT_FOUND || answer.errorCode() == NO_RULE_OF_ITS_OWN) {
            answer = http.ask("/config", null);
        }
        if (answer.status() != 200) {
            throw unexpected("tell the compatibility of " + subject, answer);
        }
        String level = answer.body().path("compatibilityLevel").asText("");
        return level.isEmpty() ? Optional.empty() : Optional.of(level);
    }

    @Override
    public SchemaById byId(int id, @Nullable String subject) {
        String path = "/schemas/ids/" + id + "?fetchMaxId=false";
        RegistryHttp.Answer answer = http.ask(subject == null ? path : path + "&subject=" + escape(subject), null);
        if (answer.status() == 200) {
            return schema(answer.body());
        }
        return switch (answer.errorCode()) {
            case SUBJECT_NOT_FOUND, VERSION_NOT_FOUND, SCHEMA_NOT_FOUND -> new SchemaById.Unknown();
            default -> throw unexpected("read schema " + id, answer);
        };
    }

    @Override
    public void close() {
        http.close();
    }

    private static SchemaById schema(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new SchemaById.Unusable("its type is " + type);
        }
        if (!body.path("references").isEmpty()) {
            return new SchemaById.Unusable("it refers to other schemas, which this codec doesn't support");
        }
        JsonNode text = body.path("schema");
        if (!text.isTextual()) {
            throw new RegistryUnavailableException("A schema registry's answer holds no schema", null);
        }
        try {
            // What is registered may be older than today's rules for defaults, and must stay readable.
            return new SchemaById.Found(
                    new Schema.Parser().setValidateDefaults(false).parse(text.asText()));
        } catch (SchemaParseException e) {
            return new SchemaById.Unusable("it can't be parsed: " + e.getMessage());
        } catch (AvroRuntimeException e) {
            return new SchemaById.Unusable("it isn't valid: " + e.getMessage());
        } catch (StackOverflowError e) {
            return new SchemaById.Unusable("it is nested too deeply");
        }
    }

    private static SchemaRefusedException refused(String subject, Schema schema, RegistryHttp.Answer answer) {
        return new SchemaRefusedException("The registry refuses the schema of " + schema.getFullName()
                + " under subject " + subject + ": " + describe(answer));
    }

    private static int id(RegistryHttp.Answer answer) {
        JsonNode id = answer.body().path("id");
        if (!id.canConvertToInt() || !id.isIntegralNumber()) {
            throw new RegistryUnavailableException("A schema registry's answer holds no schema id", null);
        }
        return id.intValue();
    }

    private static String body(Schema schema) {
        return RegistryHttp.json(Map.of("schema", schema.toString()));
    }

    private static String normalized(boolean normalize) {
        return normalize ? "?normalize=true" : "";
    }

    private static String escape(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String describe(RegistryHttp.Answer answer) {
        return answer.status() + "/" + answer.errorCode() + " " + answer.message();
    }

    /** A 404 without the protocol's own code comes from something that isn't a registry: never take it for "unknown". */
    private static RegistryAccessException unexpected(String intent, RegistryHttp.Answer answer) {
        return new RegistryAccessException(
                "The schema registry would not " + intent + ": " + describe(answer) + "; check the address's path");
    }
}
