package org.zonepulse.audit.restore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What of an archive can't be computed anew: the events, and the business days. KPIs, cuts, anomalies and dead letters of event
 * topics follow from them.
 *
 * @param eventPartitions how many each event topic has
 * @param partitions in the order in which they are restored: the calendar first, then events
 */
public record Restorable(int eventPartitions, List<Manifest.Partition> partitions) {

    public Restorable {
        partitions = List.copyOf(partitions);
    }

    /**
     * That of an archive.
     *
     * @throws LogIncomplete if it lacks some of it
     */
    public static Restorable of(ArchiveLog archive) {
        List<Manifest.Partition> all = new ArrayList<>(of(archive, TopicCatalogue.CALENDAR));
        if (all.size() != TopicCatalogue.CALENDAR.partitions()) {
            throw new LogIncomplete("the archive " + archive.description() + " has " + all.size() + " partitions of "
                    + TopicCatalogue.CALENDAR.name() + ", and should have " + TopicCatalogue.CALENDAR.partitions());
        }
        int eventPartitions = of(archive, TopicCatalogue.events().getFirst()).size();
        for (Topic topic : TopicCatalogue.events()) {
            List<Manifest.Partition> ofTopic = of(archive, topic);
            if (ofTopic.size() != eventPartitions) {
                throw new LogIncomplete("the archive " + archive.description() + " has " + ofTopic.size()
                        + " partitions of " + topic.name() + ", and " + eventPartitions + " of another event topic");
            }
            all.addAll(ofTopic);
        }
        return new Restorable(eventPartitions, all);
    }

    private static List<Manifest.Partition> of(ArchiveLog archive, Topic topic) {
        List<Manifest.Partition> found = archive.manifest().partitions().stream()
                .filter(each -> each.partition().topic().equals(topic.name()))
                .sorted(Comparator.comparingInt(each -> each.partition().partition()))
                .toList();
        for (int number = 0; number < found.size(); number++) {
            if (found.get(number).partition().partition() != number) {
                throw new LogIncomplete(
                        "the archive " + archive.description() + " lacks " + topic.name() + "-" + number);
            }
        }
        if (found.isEmpty()) {
            throw new LogIncomplete("the archive " + archive.description() + " holds nothing of " + topic.name());
        }
        return found;
    }

    /** The topics that are restored. */
    public static List<Topic> topics() {
        List<Topic> topics = new ArrayList<>(TopicCatalogue.events());
        topics.add(TopicCatalogue.CALENDAR);
        return topics;
    }

    /** How many partitions a topic of these should have. */
    int partitionsOf(Topic topic) {
        return topic.equals(TopicCatalogue.CALENDAR) ? topic.partitions() : eventPartitions;
    }

    /** Number of records. */
    public long records() {
        return partitions.stream().mapToLong(Manifest.Partition::records).sum();
    }
}
