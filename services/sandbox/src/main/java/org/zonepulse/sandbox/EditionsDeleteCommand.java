package org.zonepulse.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.sandbox.deploy.EditionResources;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes what an edition has published, and what its application left: of one that isn't live, and that nobody computes. */
@Command(name = "delete", exitCodeListHeading = "%n")
final class EditionsDeleteCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "editions.delete.name")
    private String name = "";

    @Option(names = "--yes", descriptionKey = "editions.delete.yes")
    private boolean yes;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = EditionsListCommand.APPLICATION_ID,
            descriptionKey = "editions.applicationId")
    private String applicationId = EditionsListCommand.APPLICATION_ID;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        Edition edition = EditionOption.named(name, Objects.requireNonNull(spec).commandLine(), words);
        if (edition.isFirst()) {
            throw new Refusal("refusal.firstEditionStays");
        }
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        return LogAccess.during(settings, () -> delete(edition, settings));
    }

    private int delete(Edition edition, Map<String, Object> settings) throws InterruptedException {
        if (EditionOption.live(settings).equals(edition)) {
            throw new Refusal("refusal.editionIsLive", edition.name());
        }
        try (EditionResources resources = EditionResources.open(settings, applicationId)) {
            List<String> topics = resources.topicsOf(edition);
            if (topics.isEmpty()) {
                throw new Refusal("refusal.noEdition", edition.name());
            }
            int members = resources.members(edition);
            if (members > 0) {
                throw new Refusal("refusal.editionRuns", edition.name(), members);
            }
            String names = "  " + String.join("\n  ", topics);
            if (!yes) {
                System.out.println(words.say("editions.delete.wouldBe", edition.name(), names));
                return ExitStatus.ANSWER_IS_NO;
            }
            resources.delete(edition);
            System.out.println(words.say("editions.delete.done", edition.name(), names));
            return ExitStatus.OK;
        }
    }
}
