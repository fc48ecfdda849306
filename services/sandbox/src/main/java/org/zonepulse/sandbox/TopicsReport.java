package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.zonepulse.sandbox.deploy.Deviation;
import org.zonepulse.sandbox.deploy.Deviation.Kind;

/** What was done about topics and schemas, and what still isn't as it should be; for people or machines. */
final class TopicsReport {

    private static final String NOTHING = "–";

    private final Map<String, Object> settings;
    private List<String> created = List.of();
    private List<String> registered = List.of();
    private List<Deviation> fixed = List.of();
    private List<Deviation> drift = List.of();

    /** @param settings of the clients, which tell whose topics these are */
    TopicsReport(Map<String, Object> settings) {
        this.settings = settings;
    }

    void created(List<String> topics) {
        created = List.copyOf(topics);
    }

    void registered(List<String> subjects) {
        registered = List.copyOf(subjects);
    }

    void fixed(List<Deviation> deviations) {
        fixed = List.copyOf(deviations);
    }

    void drift(List<Deviation> deviations) {
        drift = List.copyOf(deviations);
    }

    /** Whether nothing deviates. */
    boolean isAsWanted() {
        return drift.isEmpty();
    }

    String text(Words words) {
        StringBuilder text = new StringBuilder();
        created.forEach(topic -> text.append(words.say("topics.created", topic)).append('\n'));
        registered.forEach(
                subject -> text.append(words.say("topics.registered", subject)).append('\n'));
        fixed.forEach(each -> text.append(words.say(
                        "topics.fixed",
                        each.where(),
                        String.valueOf(each.setting()),
                        each.wanted(),
                        shown(each.found())))
                .append('\n'));
        if (drift.isEmpty()) {
            return text.append(words.say("topics.asWanted")).toString();
        }
        TextTable table = new TextTable(false, false, false, false);
        table.row(
                words.say("topics.where"),
                words.say("topics.what"),
                words.say("topics.wanted"),
                words.say("topics.found"));
        for (Deviation each : drift) {
            table.row(each.where(), what(each, words), wanted(each), shown(each.found()));
        }
        text.append(words.say("topics.drift", drift.size())).append(table);
        if (drift.stream().anyMatch(TopicsReport::isMissing)) {
            text.append(words.say("topics.remedyMissing"));
        }
        if (drift.stream().anyMatch(each -> each.setting() != null)) {
            text.append(words.say("topics.remedySettings"));
        }
        return text.append(words.say("topics.remedyAll")).toString();
    }

    private static boolean isMissing(Deviation deviation) {
        return deviation.kind() == Kind.TOPIC_MISSING || deviation.kind() == Kind.SCHEMA_MISSING;
    }

    private static String what(Deviation deviation, Words words) {
        return deviation.setting() == null
                ? words.say("topics.kind." + deviation.kind().id())
                : deviation.setting();
    }

    /** Of what is missing as a whole, there is nothing to be said but that. */
    private static String wanted(Deviation deviation) {
        return deviation.wanted().equals(deviation.where()) ? "" : deviation.wanted();
    }

    private static String shown(String found) {
        return found.isEmpty() ? NOTHING : found;
    }

    String json() {
        return JsonText.object(out -> {
            out.writeStringField("report", "topics");
            out.writeStringField("bootstrapServers", String.valueOf(settings.get("bootstrap.servers")));
            out.writeStringField("registry", String.valueOf(settings.get("schema.registry.url")));
            names(out, "created", created);
            names(out, "registered", registered);
            deviations(out, "settingsFixed", fixed);
            deviations(out, "drift", drift);
            out.writeBooleanField("asWanted", isAsWanted());
        });
    }

    private static void names(JsonGenerator out, String field, List<String> names) throws IOException {
        out.writeArrayFieldStart(field);
        for (String name : names) {
            out.writeString(name);
        }
        out.writeEndArray();
    }

    private static void deviations(JsonGenerator out, String field, List<Deviation> deviations) throws IOException {
        out.writeArrayFieldStart(field);
        for (Deviation each : deviations) {
            out.writeStartObject();
            out.writeStringField("kind", each.kind().id());
            out.writeStringField("where", each.where());
            if (each.setting() == null) {
                out.writeNullField("setting");
            } else {
                out.writeStringField("setting", each.setting());
            }
            out.writeStringField("wanted", each.wanted());
            out.writeStringField("found", each.found());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
