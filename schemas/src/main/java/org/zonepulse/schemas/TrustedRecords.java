package org.zonepulse.schemas;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.zonepulse.schemas.money.Money;

/**
 * Lets Avro decode into the generated records. Since 1.12.2 it refuses every class that the application has not called
 * trusted, because a schema from outside names the class that is to be made.
 */
public final class TrustedRecords {

    /** Packages of the generated records: those that the topics' values lie in, and that of money. */
    public static final Set<String> PACKAGES = packages();

    private TrustedRecords() {}

    /** Adds the generated records to what Avro trusts in this JVM. To call at start-up; more calls do no harm. */
    public static synchronized void trust() {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        boolean trusted = before.isTrusted(Money.class)
                && TopicCatalogue.all().stream().allMatch(topic -> before.isTrusted(topic.valueType()));
        if (!trusted) {
            ClassSecurityValidator.setGlobal(new WithTrustedRecords(before));
        }
    }

    private static Set<String> packages() {
        Set<String> packages = TopicCatalogue.all().stream()
                .map(topic -> topic.valueType().getPackageName())
                .collect(Collectors.toSet());
        packages.add(Money.class.getPackageName());
        return Set.copyOf(packages);
    }

    /** What was trusted before, and the generated records. */
    private record WithTrustedRecords(ClassSecurityPredicate before) implements ClassSecurityPredicate {
        @Override
        public boolean isTrusted(Class<?> type) {
            return PACKAGES.contains(type.getPackageName()) || before.isTrusted(type);
        }

        @Override
        public void forbiddenClass(String className) {
            before.forbiddenClass(className);
        }
    }
}
