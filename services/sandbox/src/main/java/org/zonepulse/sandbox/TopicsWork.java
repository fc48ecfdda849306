package org.zonepulse.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zonepulse.sandbox.deploy.ClusterTopics;
import org.zonepulse.sandbox.deploy.DeploymentRefused;
import org.zonepulse.sandbox.deploy.Deviation;
import org.zonepulse.sandbox.deploy.Drift;
import org.zonepulse.sandbox.deploy.Patience;
import org.zonepulse.sandbox.deploy.RegistrySubjects;
import org.zonepulse.sandbox.deploy.SiteChoices;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.Topic;

/** What the commands do about topics and schemas: make what is missing, if that is wanted, and compare. */
final class TopicsWork {

    private final TopicOptions options;
    private final SiteChoices choices;
    private final Words words;

    /**
     * The work.
     *
     * @throws picocli.CommandLine.ParameterException if the options contradict themselves
     */
    TopicsWork(TopicOptions options, Words words) {
        this.options = options;
        this.choices = options.choices(words);
        this.words = words;
    }

    /**
     * Compares, and tells.
     *
     * @return the exit status
     * @throws Refusal if cluster or registry can't be asked
     */
    int check() throws Exception {
        return during("topics.checking", (topics, subjects, report, _) -> report.drift(compare(topics, subjects)));
    }

    /**
     * Makes what is missing, compares, and tells.
     *
     * @param fixSettings whether settings that deviate are set, too
     * @return the exit status
     * @throws Refusal if cluster or registry can't be asked, or don't do it
     */
    int apply(boolean fixSettings) throws Exception {
        return during("topics.applying", (topics, subjects, report, patience) -> {
            report.created(topics.createMissing(withEditions(topics)));
            RegistrySubjects.Registered registered = subjects.register(subjectsOf(topics));
            report.registered(registered.added());
            registered
                    .refused()
                    .forEach((subject, why) -> System.err.println(words.say("topics.schemaRefused", subject, why)));
            if (fixSettings) {
                report.fixed(topics.fixSettings(Drift.ofTopics(topics.readCatalogue(), withEditions(topics))));
            }
            List<Deviation> drift = compare(topics, subjects);
            // Who waits for this to end needs what stays, and not what was so when brokers had just started.
            while (!drift.isEmpty()
                    && drift.stream().allMatch(each -> each.kind().passes())
                    && patience.waits(drift.getFirst().where())) {
                drift = compare(topics, subjects);
            }
            report.drift(drift);
        });
    }

    @FunctionalInterface
    private interface Work {
        void on(ClusterTopics topics, RegistrySubjects subjects, TopicsReport report, Patience patience)
                throws InterruptedException;
    }

    private int during(String label, Work work) throws Exception {
        Map<String, Object> settings = options.pipeline().settings();
        TopicsReport report = new TopicsReport(settings);
        try (Progress progress = Progress.onErrors()) {
            progress.step(words.say(label), step -> {
                Patience patience = Patience.of(options.patience(), why -> step.tell(words.say("topics.waits", why)));
                try (ClusterTopics topics = ClusterTopics.open(settings, patience);
                        RegistrySubjects subjects = RegistrySubjects.open(settings, patience)) {
                    work.on(topics, subjects, report, patience);
                }
                return report;
            });
        } catch (DeploymentRefused e) {
            throw refusal(e, settings);
        }
        System.out.println((options.json() ? report.json() : report.text(words)).stripTrailing());
        System.out.flush();
        return report.isAsWanted() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** What is to be told of it. */
    static Refusal refusal(DeploymentRefused e, Map<String, Object> settings) {
        List<Object> details = new ArrayList<>();
        boolean isOfRegistry = e.reason() == DeploymentRefused.Reason.REGISTRY_AWAY
                || e.reason() == DeploymentRefused.Reason.REGISTRY_REFUSES;
        details.add(String.valueOf(settings.get(isOfRegistry ? "schema.registry.url" : "bootstrap.servers")));
        details.addAll(e.details());
        return Refusal.because(e, "topics.refused." + e.reason(), details.toArray());
    }

    private List<Deviation> compare(ClusterTopics topics, RegistrySubjects subjects) throws InterruptedException {
        List<Deviation> drift = new ArrayList<>(Drift.ofTopics(topics.readCatalogue(), withEditions(topics)));
        for (String application : options.applications()) {
            drift.addAll(Drift.ofInternalTopics(topics.readInternal(application), choices));
        }
        drift.addAll(Drift.ofSubjects(subjects.read(subjectsOf(topics))));
        return drift;
    }

    /** With the editions that are there, whether they were asked for or not: one of them may be the live one. */
    private SiteChoices withEditions(ClusterTopics topics) throws InterruptedException {
        return choices.with(topics.readEditions());
    }

    /** The topics whose values need a schema: also those that were made for outside publishers. */
    private List<Topic> subjectsOf(ClusterTopics topics) throws InterruptedException {
        List<Topic> all = new ArrayList<>(withEditions(topics).topics());
        topics.readInboxes().stream().map(Inbox::topic).forEach(all::add);
        return all;
    }
}
