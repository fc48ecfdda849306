package org.zonepulse.sandbox;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.zonepulse.audit.deadletter.FencedOff;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.avrocodec.UnregisteredSchemaException;

/** Work with a pipeline's topics that may find them out of reach. */
final class LogAccess {

    private LogAccess() {}

    /** @throws Refusal if they are, or another command of the kind has taken over */
    static int during(Map<String, Object> settings, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (FencedOff e) {
            throw Refusal.because(e, "refusal.redriveFenced");
        } catch (UnregisteredSchemaException e) {
            throw Refusal.because(e, "refusal.schemaNotRegistered", String.valueOf(e.getMessage()));
        } catch (KafkaException | Unreadable e) {
            throw Refusal.because(
                    e,
                    "refusal.logUnreachable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
