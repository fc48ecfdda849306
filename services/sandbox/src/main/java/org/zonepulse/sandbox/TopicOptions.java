package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.sandbox.deploy.SiteChoices;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a site wants of its topics, and where they are: the same options for applying and for checking. */
final class TopicOptions {

    @Option(names = "--partitions", paramLabel = "N", descriptionKey = "topics.partitions")
    private @Nullable Integer partitions;

    @Option(names = "--replication-factor", paramLabel = "N", descriptionKey = "topics.replicationFactor")
    private @Nullable Integer replicationFactor;

    @Option(names = "--min-insync-replicas", paramLabel = "N", descriptionKey = "topics.minInSync")
    private @Nullable Integer minInSync;

    @Option(
            names = "--internal-topics-of",
            paramLabel = "APPLICATION-ID",
            split = ",",
            descriptionKey = "topics.internalTopicsOf")
    private List<String> applications = new ArrayList<>();

    @Option(names = "--edition", paramLabel = "NAME", descriptionKey = "topics.edition")
    private @Nullable String edition;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30", descriptionKey = "topics.wait")
    private int wait;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** @throws ParameterException if they contradict themselves */
    SiteChoices choices(Words words) {
        if (wait < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), words.say("topics.noWait", wait));
        }
        Set<Edition> editions = edition == null
                ? Set.of()
                : Set.of(EditionOption.named(
                        edition, Objects.requireNonNull(command).commandLine(), words));
        try {
            return new SiteChoices(optional(partitions), optional(replicationFactor), optional(minInSync), editions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), words.say("topics.noChoice"), e);
        }
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Kafka Streams applications whose internal topics are looked at, too. */
    List<String> applications() {
        return List.copyOf(applications);
    }

    /** How long cluster and registry are waited for. */
    Duration patience() {
        return Duration.ofSeconds(wait);
    }

    boolean json() {
        return json;
    }

    PipelineOptions pipeline() {
        return pipeline;
    }
}
