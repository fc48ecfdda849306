package org.zonepulse.inbox.access;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.zonepulse.schemas.Topic;

/**
 * A right of one user to resources of the cluster, or to all whose names begin so.
 *
 * @param user who, without Kafka's {@code User:}
 * @param operations what, by Kafka's names
 * @param kind of which sort the resources are
 * @param names their names, or how the names begin
 * @param prefixed whether these are beginnings of names
 */
record Grant(String user, Set<String> operations, Kind kind, List<String> names, boolean prefixed) {

    /** Sorts of resources, by the option that names one. */
    enum Kind {
        TOPIC("--topic", ResourceType.TOPIC),
        GROUP("--group", ResourceType.GROUP),
        TRANSACTIONAL_ID("--transactional-id", ResourceType.TRANSACTIONAL_ID);

        private final String option;
        private final ResourceType type;

        Kind(String option, ResourceType type) {
            this.option = option;
            this.type = type;
        }
    }

    Grant {
        Objects.requireNonNull(user, "user");
        operations = Set.copyOf(operations);
        Objects.requireNonNull(kind, "kind");
        names = List.copyOf(names);
    }

    static Grant of(String user, List<Topic> topics, String... operations) {
        return new Grant(user, Set.of(operations), Kind.TOPIC, names(topics), false);
    }

    static Grant toRead(String user, List<Topic> topics) {
        return new Grant(user, Set.of("Read", "Describe"), Kind.TOPIC, names(topics), false);
    }

    static Grant toWrite(String user, List<Topic> topics) {
        return new Grant(user, Set.of("Write", "Describe"), Kind.TOPIC, names(topics), false);
    }

    static Grant prefixed(String user, Kind kind, String beginning, String... operations) {
        return new Grant(user, Set.of(operations), kind, List.of(beginning), true);
    }

    /** For the topics that stand for these in any edition but the first. */
    static Grant ofEditions(String user, List<Topic> topics, String... operations) {
        List<String> beginnings = names(topics).stream().map(name -> name + ".").toList();
        return new Grant(user, Set.of(operations), Kind.TOPIC, beginnings, true);
    }

    private static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::name).sorted().toList();
    }

    /** The arguments of {@code kafka-acls.sh} for it, after {@code --add} or {@code --remove}. */
    String arguments() {
        return "--allow-principal 'User:" + user + "'"
                + operations.stream()
                        .sorted()
                        .map(each -> " --operation " + each)
                        .collect(Collectors.joining())
                + names.stream()
                        .map(name -> " " + kind.option + " '" + name + "'")
                        .collect(Collectors.joining())
                + (prefixed ? " --resource-pattern-type prefixed" : "");
    }

    /** What the cluster keeps of it: one for each resource and operation, from wherever the user comes. */
    Stream<AclBinding> bindings() {
        PatternType pattern = prefixed ? PatternType.PREFIXED : PatternType.LITERAL;
        return names.stream()
                .flatMap(name -> operations.stream()
                        .map(operation -> new AclBinding(
                                new ResourcePattern(kind.type, name, pattern),
                                new AccessControlEntry(
                                        "User:" + user, "*", operation(operation), AclPermissionType.ALLOW))));
    }

    private static AclOperation operation(String name) {
        return AclOperation.fromString(
                name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
    }
}
