package org.zonepulse.sandbox.deploy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.zonepulse.sandbox.deploy.DeploymentRefused.Reason;

/** An administrator's client of a cluster that may still be starting: asks again as long as patience lasts, and says what was in the way. */
final class PatientAdmin implements AutoCloseable {

    /** So that an answer that doesn't come is asked for again well within anybody's patience. */
    private static final int REQUEST_MILLIS = 5_000;

    private static final int CALL_MILLIS = 10_000;

    private final Patience patience;
    private final Predicate<Throwable> passesToo;
    private final Admin admin;

    private PatientAdmin(Map<String, ?> settings, Patience patience, Predicate<Throwable> passesToo)
            throws InterruptedException {
        this.patience = patience;
        this.passesToo = passesToo;
        // Names that nobody resolves yet are an outage like any other: a cluster's come with its brokers.
        this.admin = ask(() -> Admin.create(withTimeouts(settings)));
    }

    /**
     * Opens one once the cluster answers.
     *
     * @param settings of Kafka's clients
     * @param passesToo what else, beside what Kafka calls retriable, may be different a little later
     * @throws DeploymentRefused if it doesn't in time, or doesn't let us in
     */
    static PatientAdmin open(Map<String, ?> settings, Patience patience, Predicate<Throwable> passesToo)
            throws InterruptedException {
        PatientAdmin opened = new PatientAdmin(settings, patience, passesToo);
        try {
            var _ = opened.ask(() -> opened.admin.describeCluster().nodes().get());
            return opened;
        } catch (DeploymentRefused | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    private static Map<String, Object> withTimeouts(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        if (!all.containsKey("request.timeout.ms") && !all.containsKey("default.api.timeout.ms")) {
            all.put("request.timeout.ms", REQUEST_MILLIS);
            all.put("default.api.timeout.ms", CALL_MILLIS);
        }
        return all;
    }

    /** The client itself, to be asked within {@link #ask}. */
    Admin client() {
        return admin;
    }

    /**
     * The answer, asked for until there is one.
     *
     * @throws DeploymentRefused if there is none in time, or it is a refusal
     */
    <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return insist(question);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (causeOf(e) instanceof InvalidReplicationFactorException) {
                throw new DeploymentRefused(Reason.TOO_FEW_BROKERS, e, said(e));
            }
            throw new DeploymentRefused(passes(e) ? Reason.CLUSTER_AWAY : Reason.CLUSTER_REFUSES, e, said(e));
        }
    }

    /** The same for those who say by themselves what was in the way. */
    <T> T insist(Callable<T> question) throws Exception {
        return patience.insist(question, this::passes);
    }

    private boolean passes(Exception failure) {
        Throwable cause = causeOf(failure);
        return cause instanceof RetriableException
                || passesToo.test(cause)
                || (cause instanceof ConfigException
                        && String.valueOf(cause.getMessage()).contains("resolvable"));
    }

    /** A failure in Kafka's words. */
    static String said(Exception failure) {
        Throwable cause = causeOf(failure);
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    @Override
    public void close() {
        admin.close();
    }
}
