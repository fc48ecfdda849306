package org.zonepulse.publishing;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.contract.LoggedId;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.publishing.access.AuditLog;
import org.zonepulse.publishing.access.Caller;

/**
 * Whose events those of one request are, and what came of each: told once, it is counted, goes into the audit log and, at
 * {@code DEBUG}, into the service's own.
 */
final class Account {

    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final Caller caller;
    private final EventStream stream;
    private final PublishingMeters meters;
    private final AuditLog audit;
    private final Counter publishedByCaller;

    Account(Caller caller, EventStream stream, PublishingMeters meters, AuditLog audit, Counter publishedByCaller) {
        this.caller = caller;
        this.stream = stream;
        this.meters = meters;
        this.audit = audit;
        this.publishedByCaller = publishedByCaller;
    }

    /** Why the caller may not publish the event; empty if it may. */
    List<Violation> foreign(Event event) {
        return caller.maySpeakAs(event.source())
                ? List.of()
                : List.of(new Violation(
                        RejectionReason.FOREIGN_SOURCE,
                        "source",
                        "must be one that " + caller.name() + " may speak as, not " + event.source()));
    }

    void published(String source, Receipt receipt) {
        meters.published();
        publishedByCaller.increment();
        audit.published(entry(source, receipt.eventId()), receipt.topic(), receipt.partition(), receipt.offset());
        if (LOG.isDebugEnabled()) {
            String place = receipt.topic() + "-" + receipt.partition() + "@" + receipt.offset();
            tell("published", source, receipt.eventId(), place);
        }
    }

    /** The same batch has it already. */
    void duplicate(String source, Receipt receipt) {
        meters.duplicate();
        audit.notPublished(entry(source, receipt.eventId()), "duplicate", "DUPLICATE");
        tell("duplicate", source, receipt.eventId(), "DUPLICATE");
    }

    /** Something that isn't an event, or not an acceptable one. */
    void refused(List<Violation> violations) {
        refused(violations, entry(null, null));
    }

    /** An event that the caller may not publish. */
    void refused(List<Violation> violations, Event event) {
        refused(violations, entry(event.source(), event.eventId()));
        tell(
                "refused",
                event.source(),
                event.eventId(),
                violations.getFirst().reason().name());
    }

    private void refused(List<Violation> violations, AuditLog.Entry entry) {
        meters.refused(violations);
        audit.notPublished(entry, "refused", violations.getFirst().reason().name());
    }

    /** It isn't in the log. */
    void notPublished(String source, String eventId, Problem outage) {
        meters.unpublished();
        audit.notPublished(
                entry(source, eventId), "not-published", outage.type().name());
        tell("not-published", source, eventId, outage.type().name());
    }

    /** Whether it is in the log isn't known. */
    void unconfirmed(String source, String eventId, Problem outage) {
        meters.unpublished();
        audit.notPublished(entry(source, eventId), "unconfirmed", outage.type().name());
        tell("unconfirmed", source, eventId, outage.type().name());
    }

    private AuditLog.Entry entry(@Nullable String source, @Nullable String eventId) {
        return new AuditLog.Entry(caller, stream, source, eventId);
    }

    private static void tell(String verdict, String source, String eventId, String more) {
        if (LOG.isDebugEnabled()) {
            String id = LoggedId.of(eventId);
            LOG.atDebug()
                    .addKeyValue("eventId", id)
                    .addKeyValue("source", source)
                    .addKeyValue("verdict", verdict)
                    .log("Event {} of {}: {}, {}", id, source, verdict, more);
        }
    }
}
