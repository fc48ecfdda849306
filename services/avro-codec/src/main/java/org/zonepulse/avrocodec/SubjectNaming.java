package org.zonepulse.avrocodec;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How the registry's subject is made from a topic and a schema. Configured by the class names of Confluent's
 * strategies, which need not be on the class path.
 */
enum SubjectNaming {
    /** {@code <topic>-key} or {@code <topic>-value}. */
    TOPIC_NAME("TopicNameStrategy"),
    /** The record's full name, in any topic. */
    RECORD_NAME("RecordNameStrategy"),
    /** {@code <topic>-<record's full name>}. */
    TOPIC_RECORD_NAME("TopicRecordNameStrategy");

    static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

    private final String strategy;

    SubjectNaming(String strategy) {
        this.strategy = strategy;
    }

    String className() {
        return PACKAGE + strategy;
    }

    /** The naming that a configured class name, or class, stands for. */
    static SubjectNaming parse(String key, Object configured) {
        String name = configured instanceof Class<?> type ? type.getName() : configured.toString();
        for (SubjectNaming naming : values()) {
            if (naming.className().equals(name)) {
                return naming;
            }
        }
        throw new ConfigException(key, name, "known are " + PACKAGE + "{TopicName,RecordName,TopicRecordName}Strategy");
    }

    String subject(String topic, boolean isKey, Schema schema) {
        return switch (this) {
            case TOPIC_NAME -> topic + (isKey ? "-key" : "-value");
            case RECORD_NAME -> schema.getFullName();
            case TOPIC_RECORD_NAME -> topic + "-" + schema.getFullName();
        };
    }

    /** The subject as far as it is known before the schema is: null if it depends on the schema. */
    @Nullable String subjectBeforeSchema(@Nullable String topic, boolean isKey) {
        if (this != TOPIC_NAME || topic == null) {
            return null;
        }
        return topic + (isKey ? "-key" : "-value");
    }
}
