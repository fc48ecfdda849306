package org.zonepulse.feed.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Sha256;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;

/**
 * How every question is answered: of one state, which names its cut; not at all if the caller has that cut's answer already;
 * as JSON, or a list as CSV if so asked. Bodies are kept as long as their cut is the latest, for most ask the same, up to a number of bytes.
 */
@Singleton
class Answers {

    private static final MediaType CSV = MediaType.of("text/csv;charset=utf-8");
    private static final String CUT_HEADER = "Zonepulse-Cut";
    private static final String EDITION_HEADER = "Zonepulse-Edition";
    private static final String COUNT_HEADER = "Zonepulse-Count";
    private static final String REVALIDATE = "no-cache";
    private static final int NOT_MODIFIED = 304;
    private static final int HASH_DIGITS = 16;
    private static final long MOST_BYTES_KEPT = 32L << 20;

    private final KpiSource view;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    Answers(KpiSource view) {
        this.view = view;
    }

    /** What is answered, of a state that doesn't change meanwhile. */
    interface Question {
        /** @throws Refused if the question has no answer */
        Answer ask(KpiState state, Parameters parameters);
    }

    /**
     * An answer.
     *
     * @param fields the JSON object's fields after those that all answers have
     * @param table the same as a table; null if it is no list
     * @param namesInputs whether the fields name the input behind the answer, so that nobody has to ask for it
     * @param next parameter that leads to the list's next page, with its value; null if this is the last, or no list
     * @param count how many entries the whole list has; null if that is not told
     */
    record Answer(
            Json.Fields fields,
            @Nullable Supplier<Table> table,
            boolean namesInputs,
            Map.@Nullable Entry<String, String> next,
            @Nullable Long count) {

        static Answer of(Json.Fields fields) {
            return new Answer(fields, null, false, null, null);
        }

        static Answer withInputs(Json.Fields fields) {
            return new Answer(fields, null, true, null, null);
        }

        static Answer list(Json.Fields fields, Supplier<Table> table) {
            return new Answer(fields, table, false, null, null);
        }

        /** A list that goes on where a parameter has this value; null if it doesn't. A table can't say so, a header can. */
        Answer goingOn(String parameter, @Nullable String value) {
            return value == null ? this : new Answer(fields, table, namesInputs, Map.entry(parameter, value), count);
        }

        /** A list of which others than the first are left out. */
        Answer outOf(long all) {
            return new Answer(fields, table, namesInputs, next, all);
        }
    }

    /** What is sent. */
    private static final class Body {
        private final byte[] bytes;
        /** By the bytes: whatever an answer depends on, if it is another, so is its tag. */
        private final String tag;

        private final Map<String, String> headers;

        Body(byte[] bytes, String tag, Map<String, String> headers) {
            this.bytes = bytes;
            this.tag = tag;
            this.headers = headers;
        }
    }

    /** Bodies of one state, by what was asked. */
    private record Kept(KpiState state, Map<String, Body> bodies, AtomicLong bytes) {

        Kept(KpiState state) {
            this(state, new ConcurrentHashMap<>(), new AtomicLong());
        }
    }

    /** Answers from the state alone. */
    HttpResponse<byte[]> of(HttpRequest<?> request, Question question) {
        return of(request, false, question);
    }

    /**
     * Answers.
     *
     * @param more whether there is more to the answer than the cut: then it is made anew each time, and has no ETag
     */
    HttpResponse<byte[]> of(HttpRequest<?> request, boolean more, Question question) {
        try {
            KpiState state = view.state().orElseThrow(() -> new Refused(notCaughtUp()));
            boolean csv = isCsv(request, new Parameters(request.getParameters()));
            Body body = more
                    ? body(state, request, csv, question)
                    : kept(request.getUri() + (csv ? "|csv" : ""), state, () -> body(state, request, csv, question));
            if (!more && isKnown(request, body.tag)) {
                return headers(HttpResponse.<byte[]>status(NOT_MODIFIED, null), state, body.tag);
            }
            MutableHttpResponse<byte[]> response =
                    HttpResponse.ok(body.bytes).contentType(csv ? CSV : MediaType.APPLICATION_JSON_TYPE);
            body.headers.forEach(response::header);
            return headers(response, state, more ? null : body.tag);
        } catch (Refused refused) {
            return refused.problem().response();
        } catch (KafkaException away) {
            return Problem.of(ProblemType.BACKEND_AWAY, String.valueOf(away.getMessage()))
                    .response();
        }
    }

    private static Problem notCaughtUp() {
        return Problem.of(ProblemType.NOT_CAUGHT_UP, "The service has just started");
    }

    private Body kept(String question, KpiState state, Supplier<Body> making) {
        Kept known = kept.get();
        if (known == null || known.state != state) {
            Kept fresh = new Kept(state);
            kept.compareAndSet(known, fresh);
            known = fresh;
        }
        Body body = known.bodies.get(question);
        if (body == null) {
            body = making.get();
            if (known.bytes.addAndGet(body.bytes.length + question.length()) < MOST_BYTES_KEPT) {
                known.bodies.put(question, body);
            } else {
                known.bytes.addAndGet(-body.bytes.length - question.length());
            }
        }
        return body;
    }

    private static Body body(KpiState state, HttpRequest<?> request, boolean csv, Question question) {
        Parameters parameters = new Parameters(request.getParameters());
        Answer answer = question.ask(state, parameters);
        boolean inputs = parameters.flag("inputs");
        parameters.one("format");
        parameters.requireNoOthers();
        PublishedCut cut = state.cut().orElse(null);
        byte[] bytes = csv ? table(answer, inputs) : json(answer, cut, inputs && !answer.namesInputs);
        Map<String, String> headers = new LinkedHashMap<>();
        if (answer.next != null) {
            headers.put(HttpHeaders.LINK, "<" + next(request, answer.next) + ">; rel=\"next\"");
        }
        if (answer.count != null) {
            headers.put(COUNT_HEADER, answer.count.toString());
        }
        return new Body(bytes, tag(cut, bytes), headers);
    }

    private static byte[] table(Answer answer, boolean inputs) {
        if (answer.table == null) {
            throw new Refused(Problem.notOneOf("format", "csv", List.of("json")));
        }
        if (inputs) {
            throw new Refused(Problem.notOneOf("inputs", "true", List.of("false: a table has no place for them")));
        }
        return answer.table.get().bytes();
    }

    private static byte[] json(Answer answer, @Nullable PublishedCut cut, boolean inputs) {
        return Json.object(json -> {
            Json.cut(json, cut);
            if (inputs && cut != null) {
                Json.inputs(json, cut);
            }
            answer.fields.to(json);
        });
    }

    private static URI next(HttpRequest<?> request, Map.Entry<String, String> next) {
        UriBuilder uri = UriBuilder.of(request.getPath());
        request.getParameters().forEach((name, values) -> {
            if (!name.equals(next.getKey())) {
                uri.queryParam(name, values.toArray());
            }
        });
        return uri.queryParam(next.getKey(), next.getValue()).build();
    }

    private static boolean isCsv(HttpRequest<?> request, Parameters parameters) {
        String format = parameters.one("format");
        if (format == null) {
            return request.accept().stream()
                    .findFirst()
                    .filter(first -> first.getName().equals(CSV.getName()))
                    .isPresent();
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw new Refused(Problem.notOneOf("format", format, List.of("json", "csv")));
        };
    }

    private static String tag(@Nullable PublishedCut cut, byte[] bytes) {
        String hash = HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, HASH_DIGITS);
        return '"' + (cut == null ? "0" : Long.toString(cut.number())) + "-" + hash + '"';
    }

    private static boolean isKnown(HttpRequest<?> request, String tag) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))
                .filter(tags -> tags.contains(tag) || tags.equals("*"))
                .isPresent();
    }

    private static MutableHttpResponse<byte[]> headers(
            MutableHttpResponse<byte[]> response, KpiState state, @Nullable String tag) {
        state.cut().ifPresent(cut -> response.header(CUT_HEADER, Long.toString(cut.number())));
        if (tag != null) {
            response.header(HttpHeaders.ETAG, tag);
        }
        return response.header(EDITION_HEADER, state.edition().name())
                .header(HttpHeaders.CACHE_CONTROL, REVALIDATE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
    }
}
