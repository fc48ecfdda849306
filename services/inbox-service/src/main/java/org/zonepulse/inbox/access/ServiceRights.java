package org.zonepulse.inbox.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;

/** The rights of Zonepulse's own users of a Kafka cluster, as the cluster itself keeps them. */
public final class ServiceRights {

    private ServiceRights() {}

    /** Each right of each of our users: no more than it needs. */
    public static Set<AclBinding> all() {
        return ServiceGrants.all().stream().flatMap(Grant::bindings).collect(Collectors.toUnmodifiableSet());
    }
}
