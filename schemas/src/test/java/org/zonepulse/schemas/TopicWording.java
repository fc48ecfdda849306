package org.zonepulse.schemas;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code docs/asyncapi.yaml} says of a topic beside what the catalogue declares: for people, in words of the glossary.
 *
 * @param id of the channel
 * @param en its title
 * @param zh the title in Chinese
 * @param example a key as it may stand there
 * @param note what whoever reads or writes it has to know
 * @param uses who does what with it
 */
record TopicWording(String id, String en, String zh, String example, String note, List<Use> uses) {

    /** What an operation does, from the side of whoever does it. */
    enum Action {
        SEND,
        RECEIVE
    }

    /**
     * Something that a sort of user does with a topic.
     *
     * @param id of the operation
     * @param user the sort of user
     */
    record Use(String id, Action action, String user, String summary) {
        Use {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(summary, "summary");
        }
    }

    static final String REGISTRY = "registry";
    static final String CONSUMER = "kpi-consumer";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";

    /** The sorts of users, and what they are. */
    static final Map<String, String> USERS = Map.of(
            REGISTRY,
            "Publishes the facts of its register (登记机关、主管部门等数据来源). HTTP and files are other ways in.",
            CONSUMER,
            "A dashboard, a bureau or another system that uses the zone's KPIs.",
            OPERATOR,
            "Keeps the pipeline running: business days, dead letters, contradictions.",
            AUDITOR,
            "Recomputes what was published from the events.");

    private static final String ENTERPRISE = "91350100M000100Y43";

    private static final Map<String, TopicWording> BY_TOPIC = Map.ofEntries(
            events(TopicCatalogue.REGISTRATIONS, "registrations", "Registrations", "企业登记"),
            events(TopicCatalogue.CERTIFICATIONS, "certifications", "Certifications", "资质认定"),
            events(TopicCatalogue.LOANS, "loans", "Loans", "贷款"),
            events(TopicCatalogue.TRADE_FAIRS, "tradeFairs", "Trade fairs", "展会"),
            Map.entry(
                    TopicCatalogue.CALENDAR.name(),
                    new TopicWording(
                            "calendar",
                            "Business days",
                            "营业日",
                            "fhidz",
                            "\"Today\" is an event, so that a replay sees the same day. Days never go back: an earlier one changes"
                                    + " nothing.",
                            List.of(
                                    new Use(
                                            "openBusinessDay",
                                            Action.SEND,
                                            OPERATOR,
                                            "Opens a business day; `./zonepulse up` does so by itself."),
                                    new Use(
                                            "auditCalendar",
                                            Action.RECEIVE,
                                            AUDITOR,
                                            "Reads which day was open when.")))),
            Map.entry(
                    TopicCatalogue.KPI_VALUES.name(),
                    new TopicWording(
                            "kpiValues",
                            "Current values of the KPIs",
                            "指标当前值",
                            "loan-balance@park:nanhai",
                            "All values of a cut are written in one transaction: read with isolation.level=read_committed. A cut is"
                                    + " whole when as many records with its number were read as its record says (changedValues).",
                            List.of(new Use(
                                    "followValues",
                                    Action.RECEIVE,
                                    CONSUMER,
                                    "Keeps the current value of each KPI: read from the beginning, then follow.")))),
            Map.entry(
                    TopicCatalogue.KPI_DAILY.name(),
                    new TopicWording(
                            "kpiDaily",
                            "Daily flows of the KPIs",
                            "指标日流量",
                            "loan-balance@zone/2023-04",
                            "The value of a KPI at the end of any day is the sum of its flows up to that day. A record replaces"
                                    + " what was published under its key before.",
                            List.of(new Use(
                                    "followDailyFlows",
                                    Action.RECEIVE,
                                    CONSUMER,
                                    "Keeps what is needed for values of past days, series and comparisons.")))),
            Map.entry(
                    TopicCatalogue.KPI_CUTS.name(),
                    new TopicWording(
                            "kpiCuts",
                            "Cuts",
                            "切面",
                            "17",
                            "Each record is one publication: its number, its exact input, and all values that changed. Whoever wants"
                                    + " nothing but changes reads this topic alone. A cut can have 8 MiB.",
                            List.of(
                                    new Use(
                                            "followCuts",
                                            Action.RECEIVE,
                                            CONSUMER,
                                            "Follows the changes of KPIs, each cut whole in one record."),
                                    new Use(
                                            "auditCuts",
                                            Action.RECEIVE,
                                            AUDITOR,
                                            "Reads what was published of which input, to recompute it.")))),
            Map.entry(
                    TopicCatalogue.ANOMALIES.name(),
                    new TopicWording(
                            "anomalies",
                            "Anomalies",
                            "异常",
                            ENTERPRISE + "|loan:L-2023-0001",
                            "What contradicts itself counts nowhere until it makes sense; then a tombstone follows.",
                            List.of(
                                    new Use(
                                            "followAnomalies",
                                            Action.RECEIVE,
                                            CONSUMER,
                                            "Keeps the contradictions that are open."),
                                    new Use(
                                            "resolveAnomalies",
                                            Action.RECEIVE,
                                            OPERATOR,
                                            "Sees which source has to put what right.")))),
            Map.entry(
                    TopicCatalogue.DEAD_LETTERS.name(),
                    new TopicWording(
                            "deadLetters",
                            "Dead letters",
                            "死信",
                            ENTERPRISE,
                            "The key is the original's, whatever bytes it had, or none. What stands here holds what was published,"
                                    + " personal data perhaps: not for every consumer.",
                            List.of(new Use(
                                    "readDeadLetters",
                                    Action.RECEIVE,
                                    OPERATOR,
                                    "Sees what could not be read, and why; `./zonepulse dead-letters` does.")))),
            Map.entry(
                    TopicCatalogue.REDRIVES.name(),
                    new TopicWording(
                            "redrives",
                            "Re-drives",
                            "重投",
                            "zone.loans.v1/3/1042",
                            "A dead letter is open until there is a record of its original with another outcome than REFUSED.",
                            List.of(
                                    new Use(
                                            "recordRedrive",
                                            Action.SEND,
                                            OPERATOR,
                                            "Written by `./zonepulse dead-letters redrive`, in one transaction with what is"
                                                    + " published."),
                                    new Use(
                                            "auditRedrives",
                                            Action.RECEIVE,
                                            AUDITOR,
                                            "Reads who published what again.")))),
            Map.entry(
                    TopicCatalogue.EDITIONS.name(),
                    new TopicWording(
                            "editions",
                            "Editions",
                            "计算版本",
                            "fhidz",
                            "The last record says which edition is live; without any, the first is. What another edition publishes"
                                    + " stands in topics whose names have the edition after the version, such as"
                                    + " zone.kpi.values.v1.autumn, with the same records. docs/runbooks/rebuild.md tells how to follow.",
                            List.of(
                                    new Use(
                                            "switchEdition",
                                            Action.SEND,
                                            OPERATOR,
                                            "Written by `./zonepulse editions switch`."),
                                    new Use(
                                            "followEditions",
                                            Action.RECEIVE,
                                            CONSUMER,
                                            "Sees which edition's topics hold the figures that are shown.")))));

    TopicWording {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(en, "en");
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(example, "example");
        Objects.requireNonNull(note, "note");
        uses = List.copyOf(uses);
    }

    /** @throws IllegalStateException if nobody has written anything about the topic yet */
    static TopicWording of(Topic topic) {
        TopicWording wording = BY_TOPIC.get(topic.name());
        if (wording == null) {
            throw new IllegalStateException("a new topic needs words for docs/asyncapi.yaml, here: " + topic.name());
        }
        return wording;
    }

    /** What is said of the inbox of any source for that stream. */
    TopicWording ofInbox() {
        String name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        return new TopicWording(
                "inbox" + name,
                "Inbox of a source: " + en.toLowerCase(Locale.ROOT),
                "收件主题：" + zh,
                example,
                "Where the cluster asks for credentials, outside publishers write here and not to the event topic; what names"
                        + " another source becomes a dead letter. The key doesn't matter.",
                List.of(new Use(
                        "publishToInbox" + name,
                        Action.SEND,
                        REGISTRY,
                        "Publishes events of its own, where the cluster asks for credentials.")));
    }

    private static Map.Entry<String, TopicWording> events(Topic topic, String id, String en, String zh) {
        String name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        return Map.entry(
                topic.name(),
                new TopicWording(
                        id,
                        en,
                        zh,
                        ENTERPRISE,
                        "Exactly one of the record's facts is set. All event topics have the same number of partitions, which is"
                                + " never changed; the partitioner is Kafka's default, murmur2 of the key.",
                        List.of(
                                new Use(
                                        "publish" + name,
                                        Action.SEND,
                                        REGISTRY,
                                        "Publishes events: acks=all, idempotent, keyed by the enterprise."),
                                new Use(
                                        "audit" + name,
                                        Action.RECEIVE,
                                        AUDITOR,
                                        "Reads the events that figures are made of."))));
    }
}
