package org.zonepulse.avrocodec;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** What records are decoded to. */
sealed interface RecordTarget {

    /** The reader's schema and data model for records of this writer's schema. */
    Selection select(Schema writer);

    /** An answer of {@link #select}. */
    sealed interface Selection {}

    /** Decode to this schema, with this data model. */
    record Selected(Schema reader, GenericData data) implements Selection {}

    /** There is nothing to decode to. */
    record Unavailable(String why) implements Selection {}

    /** Generic records of the writer's own schema. */
    record AsWritten() implements RecordTarget {
        @Override
        public Selection select(Schema writer) {
            return new Selected(writer, GenericData.get());
        }
    }

    /** Generic records of one schema. */
    record AsSchema(Schema reader) implements RecordTarget {
        @Override
        public Selection select(Schema writer) {
            return new Selected(reader, GenericData.get());
        }
    }

    /** Instances of one generated class. */
    record AsClass(Schema reader, SpecificData data) implements RecordTarget {
        static AsClass of(Class<? extends SpecificRecord> type) {
            TrustedRecordClasses.trust(type);
            SpecificData data = SpecificData.getForClass(type);
            return new AsClass(data.getSchema(type), data);
        }

        @Override
        public Selection select(Schema writer) {
            return new Selected(reader, data);
        }
    }

    /** Instances of the generated class that the writer's schema names, if Avro may instantiate it. */
    record AsNamedByWriter() implements RecordTarget {
        @Override
        public Selection select(Schema writer) {
            try {
                Class<?> type = SpecificData.get().getClass(writer);
                if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
                    return new Unavailable("there is no generated class " + writer.getFullName());
                }
                SpecificData data = SpecificData.getForClass(type);
                return new Selected(data.getSchema(type), data);
            } catch (SecurityException e) {
                return new Unavailable("the class " + writer.getFullName()
                        + " isn't trusted: name it to TrustedRecordClasses.trust, or in specific.avro.value.type");
            }
        }
    }
}
