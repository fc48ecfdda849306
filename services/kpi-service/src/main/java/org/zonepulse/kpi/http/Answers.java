package org.zonepulse.kpi.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.zonepulse.contract.ProblemJson;

/** Documents and problems as HTTP responses. */
final class Answers {

    static final MediaType PROBLEM = MediaType.of(ProblemJson.MEDIA_TYPE);

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Most of what is in the way is over by then. */
    private static final String SOON = "1";

    private Answers() {}

    /** Writes into a JSON document. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** An object with these fields. */
    static HttpResponse<byte[]> object(Writing fields) {
        return answer(OK, MediaType.APPLICATION_JSON_TYPE, document(fields));
    }

    static HttpResponse<byte[]> problem(Problem problem) {
        int status = problem.type().status();
        MutableHttpResponse<byte[]> response = answer(status, PROBLEM, bytes(problem));
        return status == UNAVAILABLE ? response.header(HttpHeaders.RETRY_AFTER, SOON) : response;
    }

    static byte[] bytes(Problem problem) {
        ProblemType type = problem.type();
        return document(json -> {
            ProblemJson.fields(json, type, type.title(), type.status(), problem.detail(), type.remedy());
            if (problem.address() != null) {
                json.writeStringField("address", problem.address().toString());
            }
        });
    }

    private static MutableHttpResponse<byte[]> answer(int status, MediaType type, byte[] body) {
        return HttpResponse.<byte[]>status(status, null).contentType(type).body(body);
    }

    private static byte[] document(Writing fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }
}
