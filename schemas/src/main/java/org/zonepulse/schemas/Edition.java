package org.zonepulse.schemas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One computation of the KPIs from the log, with topics of its own for what it publishes: so another fold or catalogue is
 * computed beside the one that consumers are shown. Which of them is live, {@link TopicCatalogue#EDITIONS} says.
 *
 * @param name {@code first} for the one whose topics are those of the catalogue; others' topics have the name after the
 *     version, as in {@code zone.kpi.values.v1.autumn}
 */
public record Edition(String name) {

    private static final String FIRST_NAME = "first";

    /** What a name looks like, for people. */
    public static final String FORM = "[a-z0-9][a-z0-9-]{0,30}";

    private static final Pattern NAME = Pattern.compile(FORM);

    /** Stands for whichever edition is live where one can be named, so none is called so. */
    private static final String LIVE = "live";

    /** The one that was there before there were others. */
    public static final Edition FIRST = new Edition(FIRST_NAME);

    /** @throws IllegalArgumentException if it is no edition's name */
    public Edition {
        if (!isName(name)) {
            throw new IllegalArgumentException("no edition's name: '" + name + "'; one looks like " + FORM);
        }
    }

    /** Whether an edition may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(LIVE);
    }

    /** The edition that publishes to the topic of this name, if one does. */
    public static Optional<Edition> publishingTo(String topic) {
        for (Topic output : TopicCatalogue.outputs()) {
            if (topic.equals(output.name())) {
                return Optional.of(FIRST);
            }
            String beginning = output.name() + ".";
            if (topic.startsWith(beginning)) {
                String name = topic.substring(beginning.length());
                return isName(name) && !name.equals(FIRST_NAME) ? Optional.of(new Edition(name)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The editions beside the first that have a history of cuts among the topics of these names, by their own names. */
    public static List<Edition> among(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic ->
                        publishingTo(topic)
                                .filter(edition -> !edition.isFirst()
                                        && edition.cuts().name().equals(topic))
                                .stream())
                .sorted(Comparator.comparing(Edition::name))
                .toList();
    }

    /** Whether it is the first. */
    public boolean isFirst() {
        return name.equals(FIRST_NAME);
    }

    /** What names of its own things end with: nothing for the first, else the name after that separator. */
    public String after(String separator) {
        return isFirst() ? "" : separator + name;
    }

    /** Current values: see {@link TopicCatalogue#KPI_VALUES}. */
    public Topic values() {
        return of(TopicCatalogue.KPI_VALUES);
    }

    /** Dated flows: see {@link TopicCatalogue#KPI_DAILY}. */
    public Topic daily() {
        return of(TopicCatalogue.KPI_DAILY);
    }

    /** The history of publications: see {@link TopicCatalogue#KPI_CUTS}. */
    public Topic cuts() {
        return of(TopicCatalogue.KPI_CUTS);
    }

    /** Open anomalies: see {@link TopicCatalogue#ANOMALIES}. */
    public Topic anomalies() {
        return of(TopicCatalogue.ANOMALIES);
    }

    /**
     * What it could not read: see {@link TopicCatalogue#DEAD_LETTERS}. By another zone's rules it is something else. What inboxes
     * refuse is before all editions, and stands in the first one's.
     */
    public Topic deadLetters() {
        return of(TopicCatalogue.DEAD_LETTERS);
    }

    /** All of these, in the catalogue's order. */
    public List<Topic> topics() {
        return TopicCatalogue.outputs().stream().map(this::of).toList();
    }

    private Topic of(Topic output) {
        return TopicCatalogue.ofEdition(output, this);
    }

    @Override
    public String toString() {
        return name;
    }
}
