package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.zonepulse.avrocodec.RegistryAccessException;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.intake.CatalogueSchemas;
import org.zonepulse.sandbox.deploy.DeploymentRefused.Reason;
import org.zonepulse.schemas.Topic;

/** Topics' subjects in a registry: reads what is in them, and registers what is missing. */
public final class RegistrySubjects implements AutoCloseable {

    private final SchemaRegistry registry;
    private final Patience patience;

    private RegistrySubjects(SchemaRegistry registry, Patience patience) {
        this.registry = registry;
        this.patience = patience;
    }

    /** @param settings of the codec: {@code schema.registry.url}, and what else it is to be told */
    public static RegistrySubjects open(Map<String, ?> settings, Patience patience) {
        return new RegistrySubjects(SchemaRegistry.open(settings), patience);
    }

    /**
     * What registering came to.
     *
     * @param added subjects that have got the catalogue's schema now
     * @param refused why the registry didn't take it, by subject
     */
    public record Registered(List<String> added, Map<String, String> refused) {
        public Registered {
            added = List.copyOf(added);
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Registers those schemas of topics that aren't registered. Which rule of compatibility is in force isn't
     * ours to say; {@link #read} tells it.
     *
     * @throws DeploymentRefused if the registry doesn't answer in time, or doesn't let us in
     */
    public Registered register(Collection<Topic> topics) throws InterruptedException {
        List<String> added = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Topic topic : topics) {
            String subject = topic.valueSubject();
            try {
                boolean isNew = ask(() -> {
                    if (CatalogueSchemas.isRegistered(registry, topic)) {
                        return false;
                    }
                    CatalogueSchemas.register(registry, List.of(topic));
                    return true;
                });
                if (isNew) {
                    added.add(subject);
                }
            } catch (SchemaRefusedException e) {
                refused.put(subject, String.valueOf(e.getMessage()));
            }
        }
        return new Registered(added, refused);
    }

    /** The subjects of these topics' values, in the same order. */
    public List<SubjectFound> read(Collection<Topic> topics) throws InterruptedException {
        List<SubjectFound> found = new ArrayList<>();
        for (Topic topic : topics) {
            found.add(ask(() -> read(topic)));
        }
        return found;
    }

    private SubjectFound read(Topic topic) {
        String subject = topic.valueSubject();
        if (CatalogueSchemas.isRegistered(registry, topic)) {
            return new SubjectFound(
                    subject,
                    SubjectFound.Holds.THE_SCHEMA,
                    registry.compatibility(subject).orElse(null));
        }
        return registry.latest(subject).isPresent()
                ? new SubjectFound(
                        subject,
                        SubjectFound.Holds.OTHERS,
                        registry.compatibility(subject).orElse(null))
                : new SubjectFound(subject, SubjectFound.Holds.NOTHING, null);
    }

    private <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return patience.insist(question, RegistryUnavailableException.class::isInstance);
        } catch (InterruptedException | SchemaRefusedException e) {
            throw e;
        } catch (RegistryUnavailableException e) {
            throw new DeploymentRefused(Reason.REGISTRY_AWAY, e, String.valueOf(e.getMessage()));
        } catch (RegistryAccessException e) {
            throw new DeploymentRefused(Reason.REGISTRY_REFUSES, e, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            throw new IllegalStateException("asking the registry", e);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
