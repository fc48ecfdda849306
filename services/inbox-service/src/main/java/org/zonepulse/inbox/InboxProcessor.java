package org.zonepulse.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.DeadLetterLog;
import org.zonepulse.intake.DeadLetters;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;

/** Sends each record of an inbox on, as it came, to its event topic under its enterprise's key; or to the dead letters. */
final class InboxProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final Admission admission;
    private final Serializer<SpecificRecord> serializer;
    private final InboxMeters meters;
    private final DeadLetterLog letters = new DeadLetterLog();
    private @Nullable ProcessorContext<byte[], Outgoing> context;

    InboxProcessor(Admission admission, Serializer<SpecificRecord> serializer, InboxMeters meters) {
        this.admission = admission;
        this.serializer = serializer;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        Inbox inbox = Inbox.named(at.topic()).orElseThrow();
        switch (admission.decide(inbox, record.value())) {
            case Parsed.Ok(Event event) -> {
                meters.admitted(inbox);
                String topic = TopicCatalogue.ofStream(inbox.streamId()).name();
                byte[] key = event.enterpriseId().getBytes(StandardCharsets.UTF_8);
                forward(key, topic, record.value(), record.timestamp());
            }
            case Parsed.Rejected rejected -> {
                Violation first = rejected.violations().getFirst();
                meters.rejected(inbox, first.reason());
                letters.tell(at, first, inbox.source(), () -> admission.eventIdOf(inbox, record.value()));
                DeadLetter letter = DeadLetters.of(record, at, rejected.violations(), inbox.source());
                String topic = TopicCatalogue.DEAD_LETTERS.name();
                byte[] value = RegistryPatience.write(() -> serializer.serialize(topic, letter));
                forward(DeadLetters.key(record.key()), topic, value, record.timestamp());
            }
        }
    }

    @Override
    public void close() {
        letters.close();
    }

    private void forward(byte @Nullable [] key, String topic, byte[] value, long timestamp) {
        context().forward(new Record<>(key, new Outgoing(topic, value), timestamp));
    }

    private ProcessorContext<byte[], Outgoing> context() {
        return Objects.requireNonNull(context, "not there before init");
    }
}
