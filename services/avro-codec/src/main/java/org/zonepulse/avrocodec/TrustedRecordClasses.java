package org.zonepulse.avrocodec;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * The generated classes that Avro may instantiate. Since 1.12.2 Avro refuses all but its own, because schemas name
 * classes and schemas come from outside. Here exactly those are allowed that a compiled-in record's schema names:
 * never a whole package, and nothing that arrives with the data. What the application or Avro's system properties
 * allow already stays allowed.
 */
public final class TrustedRecordClasses {
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    private TrustedRecordClasses() {}

    /**
     * Allows these generated classes, and the records, enums and fixed types in their fields, in the whole JVM.
     * Readers of {@link AvroRecordDecoder#of} and {@code specific.avro.value.type} need no such call; it is for
     * classes that the writer's schema is to name ({@code specific.avro.reader} alone).
     */
    @SafeVarargs
    public static void trust(Class<? extends SpecificRecord>... types) {
        for (Class<? extends SpecificRecord> type : types) {
            collect(SpecificData.get().getSchema(type), new HashSet<>());
        }
        install();
    }

    private static void collect(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> {
                if (!seen.add(schema.getFullName())) {
                    return;
                }
                NAMES.add(SpecificData.getClassName(schema));
                if (schema.getType() == Schema.Type.RECORD) {
                    schema.getFields().forEach(field -> collect(field.schema(), seen));
                }
            }
            case ARRAY -> collect(schema.getElementType(), seen);
            case MAP -> collect(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, seen));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    /** Somebody may have set another predicate since: add ours to whatever holds now. */
    private static synchronized void install() {
        ClassSecurityPredicate current = ClassSecurityValidator.getGlobal();
        if (current instanceof Extended) {
            return;
        }
        ClassSecurityValidator.setGlobal(new Extended(current));
    }

    /** A generated class may be nested in another, where its schema's name has a dot. */
    private static boolean isTrusted(Class<?> type) {
        return NAMES.contains(type.getName()) || NAMES.contains(type.getName().replace('$', '.'));
    }

    private record Extended(ClassSecurityPredicate before) implements ClassSecurityPredicate {
        @Override
        public boolean isTrusted(Class<?> type) {
            return TrustedRecordClasses.isTrusted(type) || before.isTrusted(type);
        }

        @Override
        public void forbiddenClass(String className) {
            before.forbiddenClass(className);
        }
    }
}
