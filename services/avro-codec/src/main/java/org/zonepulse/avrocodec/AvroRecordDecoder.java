package org.zonepulse.avrocodec;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records in the Confluent wire format. Bad data comes back as a value, {@link Decoded.Rejected}; only a
 * registry that can't be asked makes {@link #decode} throw, for that says nothing about the record.
 *
 * <p>Safe for use by several threads. The registry is asked once per schema id, and again after a few seconds for ids
 * that it doesn't know.
 *
 * @param <T> the generated class, or {@link GenericRecord}
 */
public final class AvroRecordDecoder<T extends IndexedRecord> {
    private static final VarHandle BIG_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final WriterSchemas writers;
    private final Slot<BinaryDecoder> decoders =
            new Slot<>(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    AvroRecordDecoder(WriterSchemas writers) {
        this.writers = writers;
    }

    /**
     * Decodes to one generated class, whatever version of its schema a record was written with. The class and those
     * of its fields become trusted, as by {@link TrustedRecordClasses#trust}.
     */
    public static <T extends SpecificRecord> AvroRecordDecoder<T> of(Class<T> type, SchemaRegistry registry) {
        return new AvroRecordDecoder<>(WriterSchemas.of(registry, RecordTarget.AsClass.of(type)));
    }

    /** Decodes to generic records of the schema that each was written with. */
    public static AvroRecordDecoder<GenericRecord> generic(SchemaRegistry registry) {
        return new AvroRecordDecoder<>(WriterSchemas.of(registry, new RecordTarget.AsWritten()));
    }

    /** Decodes to generic records of one schema, whatever version each was written with. */
    public static AvroRecordDecoder<GenericRecord> generic(SchemaRegistry registry, Schema readerSchema) {
        return new AvroRecordDecoder<>(WriterSchemas.of(registry, new RecordTarget.AsSchema(readerSchema)));
    }

    /**
     * Decodes one record.
     *
     * @throws RegistryUnavailableException if the schema isn't known here yet and no registry answers: ask again later
     * @throws RegistryAccessException if the registry won't serve us as we are configured
     */
    public Decoded<T> decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length, null);
    }

    /** As {@link #decode(byte[])}, of a part of an array, with the registry's subject as a hint where it is known. */
    Decoded<T> decode(byte[] bytes, int offset, int length, @Nullable String subject) {
        if (length < WireFormat.HEADER_BYTES) {
            return new Decoded.Rejected<>(UndecodableReason.NOT_CONFLUENT_FORMAT, length + " bytes are too short");
        }
        if (bytes[offset] != WireFormat.MAGIC) {
            return new Decoded.Rejected<>(UndecodableReason.NOT_CONFLUENT_FORMAT, "the first byte isn't 0x00");
        }
        int id = (int) BIG_ENDIAN_INT.get(bytes, offset + 1);
        return switch (writers.resolve(id, subject)) {
            case WriterSchemas.Decodable readable -> read(readable, bytes, offset, length);
            case WriterSchemas.Undecodable unreadable -> unreadable.rejected();
        };
    }

    /**
     * Where a record's fields begin, if it is known to be written with the very schema that it is read with. For those
     * who read such records by themselves, and all others through {@link #decode(byte[])}.
     *
     * @return -1 if its schema is another, or hasn't been met yet
     */
    public int fieldsOfOwnSchema(byte[] bytes) {
        boolean own = bytes.length >= WireFormat.HEADER_BYTES
                && bytes[0] == WireFormat.MAGIC
                && writers.isKnownAsSame((int) BIG_ENDIAN_INT.get(bytes, 1));
        return own ? WireFormat.HEADER_BYTES : -1;
    }

    private Decoded<T> read(WriterSchemas.Decodable writer, byte[] bytes, int offset, int length) {
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(
                        bytes, offset + WireFormat.HEADER_BYTES, length - WireFormat.HEADER_BYTES, decoders.take());
        try {
            @SuppressWarnings("unchecked") // The target makes instances of T, and the writer's schema is a record's.
            T value = (T) writer.reader().read(null, decoder);
            if (!decoder.isEnd()) {
                return new Decoded.Rejected<>(
                        UndecodableReason.TRAILING_BYTES,
                        "bytes remain after a whole record of " + length + " bytes with schema " + writer.id());
            }
            decoders.giveBack(decoder);
            return new Decoded.Ok<>(value, writer.id());
        } catch (AvroTypeException e) {
            return malformed(writer, e);
        } catch (SecurityException e) {
            return new Decoded.Rejected<>(UndecodableReason.READER_CLASS_UNAVAILABLE, describe(writer, e));
        } catch (IOException | RuntimeException e) {
            // Hostile bytes make Avro throw all sorts: out of bounds, negative sizes, unsupported lengths.
            return new Decoded.Rejected<>(UndecodableReason.MALFORMED, describe(writer, e));
        } catch (StackOverflowError e) {
            return new Decoded.Rejected<>(UndecodableReason.MALFORMED, "nested too deeply for schema " + writer.id());
        }
    }

    /** Avro reports the same for values outside the writer's schema and for schemas that don't fit each other. */
    private Decoded<T> malformed(WriterSchemas.Decodable writer, AvroTypeException e) {
        UndecodableReason reason =
                writer.compatible() ? UndecodableReason.MALFORMED : UndecodableReason.SCHEMA_MISMATCH;
        return new Decoded.Rejected<>(reason, describe(writer, e));
    }

    private static String describe(WriterSchemas.Decodable writer, Exception e) {
        return "with schema " + writer.id() + ": " + e;
    }
}
