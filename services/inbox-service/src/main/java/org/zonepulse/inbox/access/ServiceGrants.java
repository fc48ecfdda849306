package org.zonepulse.inbox.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.zonepulse.inbox.access.Grant.Kind;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What Zonepulse's own services need, each under a user of its own name; and those who read the KPIs, audit the log, make its
 * topics, and the registry of schemas.
 */
final class ServiceGrants {

    private static final String KPI_SERVICE = "kpi-service";
    private static final String INBOX_SERVICE = "inbox-service";
    private static final String FEED = "kpi-feed";
    private static final String READER = "kpi-reader";
    private static final String TOPICS = "topics";
    private static final String AUDITOR = "auditor";
    private static final String REGISTRY = "apicurio-registry";

    /** How the names of all topics begin that Zonepulse knows of. */
    private static final String OURS = "zone.";

    /** What figures and contradictions are published in. */
    private static final List<Topic> PUBLISHED = List.of(
            TopicCatalogue.KPI_VALUES, TopicCatalogue.KPI_DAILY, TopicCatalogue.KPI_CUTS, TopicCatalogue.ANOMALIES);

    private ServiceGrants() {}

    static List<Grant> all() {
        List<Grant> grants = new ArrayList<>();
        grants.add(Grant.toWrite("registration-service", List.of(TopicCatalogue.REGISTRATIONS)));
        grants.add(Grant.toWrite("certification-service", List.of(TopicCatalogue.CERTIFICATIONS)));
        grants.add(Grant.toWrite("loan-service", List.of(TopicCatalogue.LOANS)));
        grants.add(Grant.toWrite("trade-fair-service", List.of(TopicCatalogue.TRADE_FAIRS)));

        grants.add(Grant.prefixed(INBOX_SERVICE, Kind.TOPIC, "zone.inbox.", "Read", "Describe"));
        grants.add(Grant.toWrite(INBOX_SERVICE, and(TopicCatalogue.events(), TopicCatalogue.DEAD_LETTERS)));
        streams(grants, INBOX_SERVICE, "zonepulse-inbox");

        grants.add(Grant.toRead(KPI_SERVICE, and(TopicCatalogue.events(), TopicCatalogue.CALENDAR)));
        grants.add(Grant.toWrite(KPI_SERVICE, and(PUBLISHED, TopicCatalogue.DEAD_LETTERS)));
        grants.add(Grant.ofEditions(KPI_SERVICE, and(PUBLISHED, TopicCatalogue.DEAD_LETTERS), "Write", "Describe"));
        // What lies in a wrong partition is sent on.
        grants.add(Grant.toWrite(KPI_SERVICE, TopicCatalogue.events()));
        streams(grants, KPI_SERVICE, "zonepulse-kpi");
        grants.add(Grant.prefixed(
                KPI_SERVICE,
                Kind.TOPIC,
                "zonepulse-kpi-",
                "Create",
                "Delete",
                "Describe",
                "DescribeConfigs",
                "Read",
                "Write"));

        // It is in no group.
        grants.add(Grant.toRead(FEED, and(and(PUBLISHED, TopicCatalogue.DEAD_LETTERS), TopicCatalogue.EDITIONS)));
        grants.add(Grant.ofEditions(FEED, and(PUBLISHED, TopicCatalogue.DEAD_LETTERS), "Read", "Describe"));
        grants.add(Grant.toRead(FEED, and(TopicCatalogue.events(), TopicCatalogue.REDRIVES)));

        grants.add(Grant.toRead(READER, and(and(PUBLISHED, TopicCatalogue.CALENDAR), TopicCatalogue.EDITIONS)));
        grants.add(Grant.ofEditions(READER, PUBLISHED, "Read", "Describe"));
        grants.add(Grant.prefixed(READER, Kind.GROUP, READER, "Read"));

        grants.add(Grant.prefixed(
                TOPICS, Kind.TOPIC, OURS, "Alter", "AlterConfigs", "Create", "Describe", "DescribeConfigs"));
        grants.add(Grant.of("calendar", List.of(TopicCatalogue.CALENDAR), "Describe", "Read", "Write"));
        grants.add(Grant.prefixed(AUDITOR, Kind.TOPIC, OURS, "Describe", "DescribeConfigs", "Read"));
        registry(grants);
        return grants;
    }

    /** It keeps its schemas in topics of its own, and reads them in a new group each time it starts. */
    private static void registry(List<Grant> grants) {
        Set<String> onTopics = Set.of("Create", "Describe", "DescribeConfigs", "Read", "Write");
        grants.add(new Grant(REGISTRY, onTopics, Kind.TOPIC, List.of("kafkasql-"), true));
        grants.add(new Grant(REGISTRY, onTopics, Kind.TOPIC, List.of("registry-events"), false));
        grants.add(Grant.prefixed(REGISTRY, Kind.GROUP, "apicurio-", "Delete", "Describe", "Read"));
    }

    /** A Kafka Streams application's consumer group and transactions. */
    private static void streams(List<Grant> grants, String service, String applicationId) {
        grants.add(Grant.prefixed(service, Kind.GROUP, applicationId, "Read", "Describe"));
        grants.add(Grant.prefixed(service, Kind.TRANSACTIONAL_ID, applicationId, "Write", "Describe"));
    }

    private static List<Topic> and(List<Topic> topics, Topic one) {
        return Stream.concat(topics.stream(), Stream.of(one)).toList();
    }
}
