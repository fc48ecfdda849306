package org.zonepulse.avrocodec;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A class that a hostile schema names: whatever runs of it leaves a trace. */
public final class Trap implements SpecificRecord {
    static {
        Traces.LEFT.add("initialised");
    }

    /** Apart, so that asking for the traces leaves none. */
    static final class Traces {
        static final List<String> LEFT = new ArrayList<>();

        private Traces() {}
    }

    /** As Avro makes records. */
    public Trap() {
        Traces.LEFT.add("made");
    }

    /** As Avro makes text of a Java class. */
    public Trap(String text) {
        Traces.LEFT.add("made of " + text);
    }

    @Override
    public void put(int field, Object value) {}

    @Override
    public Object get(int field) {
        return "";
    }

    @Override
    public Schema getSchema() {
        return Schema.create(Schema.Type.STRING);
    }
}
