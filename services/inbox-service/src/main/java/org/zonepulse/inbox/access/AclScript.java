package org.zonepulse.inbox.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.Topic;

/**
 * Writes shell scripts that give or take rights with Kafka's own tools. Scripts, and not calls: who looks after a cluster
 * reads what is to be done to it first, and runs it where he has the right to.
 */
public final class AclScript {

    private final String bootstrapServers;
    private final String commandConfig;

    /**
     * A writer of scripts for one cluster; the variables {@code BOOTSTRAP_SERVERS} and {@code COMMAND_CONFIG} overrule both.
     *
     * @param bootstrapServers its brokers
     * @param commandConfig file of an administrator's client settings; empty where none are needed
     */
    public AclScript(String bootstrapServers, String commandConfig) {
        this.bootstrapServers = quoted(bootstrapServers);
        this.commandConfig = commandConfig.isEmpty() ? "" : quoted(commandConfig);
    }

    /**
     * Makes the inboxes, and lets each publisher write to its own and to nothing else.
     *
     * @param publishers Kafka users and their inboxes
     */
    public String give(Map<String, ? extends Collection<Inbox>> publishers) {
        StringBuilder script =
                head("Makes the inboxes of Zonepulse's outside publishers, and lets each write to its own.");
        new TreeMap<>(publishers).forEach((user, inboxes) -> {
            List<Topic> topics = topics(inboxes);
            section(script, user);
            topics.forEach(topic -> script.append(creation(topic)));
            script.append("acls --add ")
                    .append(Grant.toWrite(user, topics).arguments())
                    .append('\n');
        });
        return script.toString();
    }

    /** Takes the publishers' rights; their inboxes stay, with what was published. */
    public String take(Map<String, ? extends Collection<Inbox>> publishers) {
        StringBuilder script = head("Takes from outside publishers of Zonepulse the right to write to their inboxes.");
        new TreeMap<>(publishers).forEach((user, inboxes) -> {
            section(script, user);
            script.append("acls --remove --force ")
                    .append(Grant.toWrite(user, topics(inboxes)).arguments())
                    .append('\n');
        });
        return script.toString();
    }

    /** Gives Zonepulse's own services, and the user kpi-reader, what they need. */
    public String giveServices() {
        StringBuilder script =
                head("Gives Zonepulse's own services, and who reads its KPIs, the rights that they need.");
        String user = "";
        for (Grant grant : ServiceGrants.all()) {
            if (!grant.user().equals(user)) {
                user = grant.user();
                section(script, user);
            }
            script.append("acls --add ").append(grant.arguments()).append('\n');
        }
        return script.toString();
    }

    private static void section(StringBuilder script, String user) {
        script.append("\n# ").append(user).append('\n');
    }

    private static List<Topic> topics(Collection<Inbox> inboxes) {
        return inboxes.stream()
                .distinct()
                .map(Inbox::topic)
                .sorted(Comparator.comparing(Topic::name))
                .toList();
    }

    private StringBuilder head(String what) {
        return new StringBuilder("""
            #!/bin/sh
            # %s
            # Needs Kafka's bin/ on the PATH. To run it again does no harm.
            set -eu

            bootstrap_servers=${BOOTSTRAP_SERVERS:-%s}
            command_config=${COMMAND_CONFIG:-%s}

            topics() { kafka-topics.sh --bootstrap-server "$bootstrap_servers" ${command_config:+--command-config "$command_config"} "$@"; }
            acls() { kafka-acls.sh --bootstrap-server "$bootstrap_servers" ${command_config:+--command-config "$command_config"} "$@" >/dev/null; }

            """.formatted(what, bootstrapServers, commandConfig));
    }

    private static String creation(Topic topic) {
        String config = topic.config().entrySet().stream()
                .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
        return "topics --create --if-not-exists --topic '%s' --partitions %d%s%n"
                .formatted(topic.name(), topic.partitions(), config);
    }

    /** As the shell takes it for one word, within {@code ${…:-}} too. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
