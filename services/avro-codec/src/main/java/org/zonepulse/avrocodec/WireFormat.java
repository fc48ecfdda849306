package org.zonepulse.avrocodec;

/** The header that Confluent's serializers put before the Avro binary: 0x00, and the schema's id big-endian. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}
}
