package org.zonepulse.avrocodec;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Encodes records into the Confluent wire format. Safe for use by several threads. */
final class AvroRecordEncoder {
    private static final VarHandle BIG_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** A rare giant record must not keep its buffer for ever. */
    private static final int MAX_KEPT_BYTES = 1 << 20;

    private final RecordSchemas schemas;
    private final Slot<Workspace> workspaces = new Slot<>(Workspace::new);

    AvroRecordEncoder(RecordSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * @throws SerializationException if the record doesn't fit its own schema
     * @throws SchemaRefusedException if its schema can't be used
     * @throws RegistryUnavailableException if the schema's id isn't known here yet and no registry answers
     * @throws RegistryAccessException if the registry won't serve us as we are configured
     */
    byte[] encode(String topic, IndexedRecord record) {
        RecordSchemas.Writing writing = schemas.writing(topic, record);
        Workspace workspace = workspaces.take();
        byte[] bytes;
        try {
            bytes = workspace.encode(writing, record);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "A record doesn't fit its schema " + record.getSchema().getFullName() + ": " + e.getMessage(), e);
        }
        if (workspace.out.buffer.length <= MAX_KEPT_BYTES) {
            workspaces.giveBack(workspace);
        }
        return bytes;
    }

    /** A buffer and the encoder that fills it. */
    private static final class Workspace {
        private final Buffer out = new Buffer();
        private @Nullable BinaryEncoder encoder;

        byte[] encode(RecordSchemas.Writing writing, IndexedRecord record) throws IOException {
            out.startWith(writing.id());
            encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
            writing.writer().write(writing.adapted(record), encoder);
            encoder.flush();
            return Arrays.copyOf(out.buffer, out.length);
        }
    }

    /** The JDK's ByteArrayOutputStream without its locks. */
    private static final class Buffer extends OutputStream {
        private byte[] buffer = new byte[512];
        private int length;

        void startWith(int id) {
            buffer[0] = WireFormat.MAGIC;
            BIG_ENDIAN_INT.set(buffer, 1, id);
            length = WireFormat.HEADER_BYTES;
        }

        @Override
        public void write(int value) {
            reserve(1);
            buffer[length++] = (byte) value;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            reserve(count);
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
        }

        private void reserve(int more) {
            if (buffer.length - length < more) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
            }
        }
    }
}
