/**
 * Kafka (de)serializers for Avro records in the Confluent wire format, and a thin client of the Confluent registry
 * protocol.
 *
 * <p>Wire format: one byte 0x00, the schema's registry id as four bytes big-endian, then the record in Avro binary
 * encoding written with exactly that schema. The configuration keys are Confluent's own, so that
 * {@code io.confluent.kafka.serializers.KafkaAvroSerializer} and {@code KafkaAvroDeserializer} can replace
 * {@link org.zonepulse.avrocodec.AvroSerializer} and {@link org.zonepulse.avrocodec.AvroDeserializer} by class name
 * alone.
 */
@NullMarked
package org.zonepulse.avrocodec;

import org.jspecify.annotations.NullMarked;
