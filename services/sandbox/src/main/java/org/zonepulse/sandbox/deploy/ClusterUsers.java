package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.zonepulse.sandbox.deploy.DeploymentRefused.Reason;

/** Users of a cluster that asks for credentials: their passwords, and what they may do. */
public final class ClusterUsers implements AutoCloseable {

    /** Kafka's own default is 4096. Passwords are random here, so that more would only cost each log-in time. */
    private static final int ITERATIONS = 8192;

    private static final Comparator<AclBinding> ORDER = Comparator.comparing(
                    (AclBinding each) -> each.entry().principal())
            .thenComparing(each -> each.pattern().resourceType())
            .thenComparing(each -> each.pattern().name())
            .thenComparing(each -> each.pattern().patternType())
            .thenComparing(each -> each.entry().operation())
            .thenComparing(each -> each.entry().host());

    private final PatientAdmin cluster;
    private final Admin admin;
    private final Patience patience;

    private ClusterUsers(PatientAdmin cluster, Patience patience) {
        this.cluster = cluster;
        this.admin = cluster.client();
        this.patience = patience;
    }

    /**
     * Opens them once the cluster answers.
     *
     * @param settings of Kafka's clients: of someone who may alter the cluster
     * @throws DeploymentRefused if it doesn't in time, or doesn't let us in
     */
    public static ClusterUsers open(Map<String, ?> settings, Patience patience) throws InterruptedException {
        // A broker that hasn't heard of a user.
        return new ClusterUsers(
                PatientAdmin.open(settings, patience, ResourceNotFoundException.class::isInstance), patience);
    }

    /**
     * Makes each of them a user with this password (SCRAM-SHA-512), or gives it to the user who is there. Whoever is
     * connected stays so.
     *
     * @param passwords by users' names
     */
    public void setPasswords(Map<String, String> passwords) throws InterruptedException {
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        List<UserScramCredentialAlteration> alterations = new ArrayList<>();
        passwords.forEach((user, password) -> alterations.add(new UserScramCredentialUpsertion(user, kind, password)));
        if (alterations.isEmpty()) {
            return;
        }
        ask(() -> {
            admin.alterUserScramCredentials(alterations).all().get();
            return alterations;
        });
        // Brokers hear of it a little after the controller has it, and a client that is refused gives up.
        ask(() -> admin.describeUserScramCredentials(List.copyOf(passwords.keySet()))
                .all()
                .get());
    }

    /**
     * Gives the rights that are missing, and returns once the cluster has them.
     *
     * @return those that were
     */
    public List<AclBinding> give(Set<AclBinding> wanted) throws InterruptedException {
        Set<AclBinding> already = read();
        List<AclBinding> missing = wanted.stream()
                .filter(each -> !already.contains(each))
                .sorted(ORDER)
                .toList();
        if (!missing.isEmpty()) {
            ask(() -> {
                admin.createAcls(missing).all().get();
                return missing;
            });
            await(there -> there.containsAll(missing));
        }
        return missing;
    }

    /** Brokers hear of rights a little after the controller has them. */
    private void await(Predicate<Set<AclBinding>> condition) throws InterruptedException {
        while (!condition.test(read())) {
            if (!patience.waits("rights")) {
                throw new DeploymentRefused(Reason.CLUSTER_AWAY, null, "it doesn't tell the rights yet that it has");
            }
        }
    }

    /** What the users of these rights may do beyond them. */
    public List<AclBinding> beyond(Set<AclBinding> wanted) throws InterruptedException {
        Set<String> users =
                wanted.stream().map(each -> each.entry().principal()).collect(Collectors.toSet());
        return read().stream()
                .filter(each -> users.contains(each.entry().principal()) && !wanted.contains(each))
                .sorted(ORDER)
                .toList();
    }

    /** Takes exactly these, and returns once nobody has them any more. */
    public void take(Collection<AclBinding> rights) throws InterruptedException {
        List<AclBindingFilter> filters =
                rights.stream().map(AclBinding::toFilter).toList();
        if (!filters.isEmpty()) {
            ask(() -> admin.deleteAcls(filters).all().get());
            await(there -> rights.stream().noneMatch(there::contains));
        }
    }

    private Set<AclBinding> read() throws InterruptedException {
        return ask(() ->
                Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get()));
    }

    private <T> T ask(Callable<T> question) throws InterruptedException {
        return cluster.ask(question);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
