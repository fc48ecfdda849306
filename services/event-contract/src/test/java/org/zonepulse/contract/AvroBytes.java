package org.zonepulse.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records as bytes and back, by Avro alone. */
final class AvroBytes {

    private AvroBytes() {}

    static byte[] of(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /**
     * Reads a record.
     *
     * @param like a record of the same schema
     * @throws IOException if the bytes are fewer or more than a record
     */
    static SpecificRecord read(SpecificRecord like, byte[] bytes) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        SpecificRecord record = new SpecificDatumReader<SpecificRecord>(like.getSchema()).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new EOFException("bytes are left after the record");
        }
        return record;
    }
}
