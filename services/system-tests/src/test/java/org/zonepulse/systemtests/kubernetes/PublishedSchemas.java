package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Kubernetes, Strimzi and the Prometheus operator say that their resources are. */
final class PublishedSchemas {

    private static final Map<String, Class<?>> CLASSES = Map.of(
            "v1/Namespace", V1Namespace.class,
            "v1/Service", V1Service.class,
            "apps/v1/Deployment", V1Deployment.class,
            "apps/v1/StatefulSet", V1StatefulSet.class,
            "batch/v1/Job", V1Job.class,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1/Ingress", V1Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class,
            "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class);
    private static final String STRIMZI = "kafka.strimzi.io/v1/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Map<String, JsonNode> strimzi = StrimziSchemas.all();
    private final Map<String, Schema> whole = new HashMap<>();
    private final Map<String, Schema> partial = new HashMap<>();

    /** What is wrong with a resource; empty if nothing. */
    List<String> faultsOf(Manifest manifest) {
        return faults(whole.computeIfAbsent(manifest.type(), type -> schema(type, false)), manifest.content());
    }

    /** What is wrong with a patch, which need not have all that a resource must. */
    List<String> faultsOfPatch(Manifest manifest) {
        return faults(partial.computeIfAbsent(manifest.type(), type -> schema(type, true)), manifest.content());
    }

    private static List<String> faults(Schema schema, JsonNode content) {
        return schema.validate(content).stream().map(Error::toString).toList();
    }

    private Schema schema(String type, boolean partially) {
        Class<?> known = CLASSES.get(type);
        if (known != null) {
            return REGISTRY.getSchema(ClassSchemas.of(known, partially));
        }
        JsonNode ofStrimzi = type.startsWith(STRIMZI) ? strimzi.get(type.substring(STRIMZI.length())) : null;
        if (ofStrimzi == null) {
            throw new IllegalArgumentException("no schema of " + type + " is known here: add its class to CLASSES");
        }
        JsonNode schema = ofStrimzi.deepCopy();
        if (partially) {
            dropRequired(schema);
        }
        return REGISTRY.getSchema(schema);
    }

    /** A property may itself be named so; only lists of names are requirements. */
    private static void dropRequired(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("required").isArray()) {
            object.remove("required");
        }
        schema.forEach(PublishedSchemas::dropRequired);
    }
}
