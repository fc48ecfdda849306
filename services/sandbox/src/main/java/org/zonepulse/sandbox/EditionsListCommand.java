package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.edition.EditionHistory;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.feed.InputLag;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.sandbox.deploy.EditionResources;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.edition.EditionSwitched;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the editions: which is live, what computes them, how far they are; and which was live when. */
@Command(name = "list", exitCodeListHeading = "%n")
final class EditionsListCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** Of the first edition's kpi-service, unless a site chose another. */
    static final String APPLICATION_ID = "zonepulse-kpi";

    private static final String NONE = "–";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_SWITCHES = 10;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = APPLICATION_ID,
            descriptionKey = "editions.applicationId")
    private String applicationId = APPLICATION_ID;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private Words words = Words.english();

    /**
     * An edition as it is now.
     *
     * @param threads stream threads that compute it
     * @param cut its latest; null if it has published nothing
     * @param behind events that the cut doesn't include
     */
    private record Standing(
            Edition edition,
            boolean live,
            int threads,
            @Nullable PublishedCut cut,
            long behind) {}

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        settings.putIfAbsent("default.api.timeout.ms", 10_000);
        return LogAccess.during(settings, () -> list(settings));
    }

    private int list(Map<String, Object> settings) throws InterruptedException {
        EditionHistory history;
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            history = EditionHistory.read(log, registry);
        }
        List<Standing> all = new ArrayList<>();
        try (EditionResources resources = EditionResources.open(settings, applicationId);
                InputLag lag = InputLag.open(settings)) {
            for (Edition edition : resources.editions()) {
                PublishedCut cut = latest(settings, edition);
                long behind = lag.behind(cut).stream()
                        .mapToLong(InputLag.Partition::behind)
                        .sum();
                all.add(new Standing(edition, edition.equals(history.live()), resources.members(edition), cut, behind));
            }
        }
        System.out.println((json ? json(all, history) : text(all, history)).stripTrailing());
        return ExitStatus.OK;
    }

    private static @Nullable PublishedCut latest(Map<String, Object> settings, Edition edition)
            throws InterruptedException {
        try (KpiView view = KpiView.open(settings, edition)) {
            if (!view.await(_ -> true, PATIENCE)) {
                throw new Refusal("refusal.viewSilent", PATIENCE.toSeconds());
            }
            return view.ask(KpiState::cut).orElse(null);
        } catch (IllegalStateException e) {
            throw Refusal.because(
                    e,
                    "refusal.notReadable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    KpiCommand.rootOf(e));
        }
    }

    private String text(List<Standing> all, EditionHistory history) {
        TextTable table = new TextTable(false, false, true, true, false, false, true);
        table.row(words.say("editions.list.columns").split(",", -1));
        for (Standing each : all) {
            PublishedCut cut = each.cut();
            table.row(
                    each.edition().name(),
                    each.live() ? words.say("editions.list.live") : "",
                    KpiText.count(each.threads()),
                    cut == null ? NONE : Long.toString(cut.number()),
                    cut == null ? NONE : Moment.text(cut.publishedAt()),
                    cut == null || cut.businessDay() == null
                            ? NONE
                            : cut.businessDay().toString(),
                    KpiText.count(each.behind()));
        }
        StringBuilder text = new StringBuilder().append(table);
        List<EditionSwitched> switches = history.switches();
        for (EditionSwitched each : switches.subList(Math.max(0, switches.size() - MOST_SWITCHES), switches.size())) {
            text.append(words.say(
                    "editions.list.switched",
                    Moment.text(each.getAt()),
                    Printable.of(each.getBefore()),
                    each.getEdition(),
                    Printable.of(each.getBy()),
                    each.getReason() == null ? NONE : Printable.of(each.getReason())));
        }
        return text.toString();
    }

    private static String json(List<Standing> all, EditionHistory history) {
        return JsonText.object(out -> {
            out.writeStringField("live", history.live().name());
            out.writeArrayFieldStart("editions");
            for (Standing each : all) {
                write(each, out);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("switches");
            for (EditionSwitched each : history.switches()) {
                out.writeStartObject();
                out.writeStringField("edition", each.getEdition());
                out.writeStringField("before", each.getBefore());
                out.writeStringField("at", each.getAt().toString());
                out.writeStringField("by", each.getBy());
                out.writeStringField("reason", each.getReason());
                out.writeStringField("forced", each.getForced());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void write(Standing each, JsonGenerator out) throws IOException {
        PublishedCut cut = each.cut();
        out.writeStartObject();
        out.writeStringField("edition", each.edition().name());
        out.writeBooleanField("live", each.live());
        out.writeNumberField("threads", each.threads());
        if (cut == null) {
            out.writeNullField("cut");
        } else {
            out.writeNumberField("cut", cut.number());
            out.writeStringField("publishedAt", cut.publishedAt().toString());
            out.writeStringField(
                    "businessDay",
                    cut.businessDay() == null ? null : cut.businessDay().toString());
        }
        out.writeNumberField("behind", each.behind());
        out.writeEndObject();
    }
}
