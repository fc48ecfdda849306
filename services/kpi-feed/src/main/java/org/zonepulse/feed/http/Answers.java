package org.zonepulse.feed.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;

/**
 * How every question is answered: of one state, which names its cut; not at all if the caller has that cut's answer already;
 * as JSON, or a list as CSV if so asked. Bodies are kept as long as their cut is the latest, for most ask the same.
 */
@Singleton
class Answers {

    private static final MediaType CSV = MediaType.of("text/csv;charset=utf-8");
    private static final String CUT_HEADER = "Zonepulse-Cut";
    private static final String REVALIDATE = "no-cache";
    private static final int NOT_MODIFIED = 304;
    private static final int MOST_KEPT = 128;
    private static final int LARGEST_KEPT = 8 * 1024 * 1024;

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
     */
    record Answer(Json.Fields fields, @Nullable Supplier<Table> table, boolean namesInputs) {

        static Answer of(Json.Fields fields) {
            return new Answer(fields, null, false);
        }

        static Answer withInputs(Json.Fields fields) {
            return new Answer(fields, null, true);
        }

        static Answer list(Json.Fields fields, Supplier<Table> table) {
            return new Answer(fields, table, false);
        }
    }

    /** Bodies of one state, by what was asked. */
    private record Kept(KpiState state, Map<String, byte[]> bodies) {}

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
            Parameters parameters = new Parameters(request.getParameters());
            boolean csv = isCsv(request, parameters);
            String tag = tag(state);
            if (!more && isKnown(request, tag)) {
                return headers(HttpResponse.<byte[]>status(NOT_MODIFIED, null), state, tag);
            }
            byte[] body = more
                    ? body(state, parameters, csv, question)
                    : kept(request.getUri() + (csv ? "|csv" : ""), state, () -> body(state, parameters, csv, question));
            MutableHttpResponse<byte[]> response =
                    HttpResponse.<byte[]>ok(body).contentType(csv ? CSV : MediaType.APPLICATION_JSON_TYPE);
            return headers(response, state, more ? null : tag);
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

    private byte[] kept(String question, KpiState state, Supplier<byte[]> making) {
        Kept known = kept.get();
        if (known == null || known.state != state) {
            Kept fresh = new Kept(state, new ConcurrentHashMap<>());
            kept.compareAndSet(known, fresh);
            known = fresh;
        }
        byte[] body = known.bodies.get(question);
        if (body == null) {
            body = making.get();
            if (known.bodies.size() < MOST_KEPT && body.length < LARGEST_KEPT) {
                known.bodies.put(question, body);
            }
        }
        return body;
    }

    private static byte[] body(KpiState state, Parameters parameters, boolean csv, Question question) {
        Answer answer = question.ask(state, parameters);
        if (csv) {
            if (answer.table == null) {
                throw new Refused(Problem.notOneOf("format", "csv", List.of("json")));
            }
            return answer.table.get().bytes();
        }
        PublishedCut cut = state.cut().orElse(null);
        boolean inputs = parameters.flag("inputs") && !answer.namesInputs;
        return Json.object(json -> {
            Json.cut(json, cut);
            if (inputs && cut != null) {
                Json.inputs(json, cut);
            }
            answer.fields.to(json);
        });
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

    /** By cut and its time, for numbers begin anew with new data; by how far anomalies are read, too, which come with no cut. */
    private static String tag(KpiState state) {
        String cut = state.cut()
                .map(each ->
                        each.number() + "-" + Long.toString(each.publishedAt().toEpochMilli(), Character.MAX_RADIX))
                .orElse("0");
        return '"' + cut + "-" + state.anomaliesRead() + '"';
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
        return response.header(HttpHeaders.CACHE_CONTROL, REVALIDATE).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
