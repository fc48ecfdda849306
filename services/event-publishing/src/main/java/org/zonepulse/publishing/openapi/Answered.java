package org.zonepulse.publishing.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers' shapes, for the description alone: they are written field by field. */
public final class Answered {

    private Answered() {}

    /**
     * Proof that an event is in the log.
     *
     * @param eventId the event's id, as the source gave it or as it was made
     * @param topic the stream's topic
     * @param partition the topic's partition
     * @param offset the place within the partition
     */
    @Schema(name = "Receipt", description = "Proof that an event is in the log: all in-sync replicas have it")
    public record Receipt(
            @Schema(example = "bof-2", description = "The event's id, as the source gave it or as it was made")
            String eventId,

            @Schema(example = "zone.loans.v1") String topic,
            @Schema(example = "5") int partition,

            @Schema(
                    example = "1042",
                    description = "Rarely -1: the event is there, but only its repeat was confirmed, without the place")
            long offset) {}

    /**
     * RFC 9457.
     *
     * @param type stable name of the kind
     * @param title the kind, for people
     * @param status the HTTP status
     * @param detail what was wrong this time
     * @param remedy what to do
     * @param errors what is wrong with an event
     */
    @Schema(name = "Problem", description = "Why something can't be done (RFC 9457)")
    public record Problem(
            @Schema(
                    example = "urn:zonepulse:problem:event-refused",
                    description = "Doesn't change; the other texts are for people")
            String type,

            @Schema(example = "The event is not acceptable") String title,
            @Schema(example = "422") int status,

            @Schema(example = "enterpriseId must be a unified social credit code")
            String detail,

            @Schema(description = "What to do", example = "Correct what the errors name and send the event again")
            String remedy,

            @Schema(description = "All that is wrong with an event, at most 20", nullable = true) @Nullable List<WrongField> errors) {}

    /**
     * What is wrong with a field.
     *
     * @param reason stable name of the kind
     * @param field the field
     * @param pointer the field as a JSON pointer
     * @param detail what it must be
     */
    @Schema(name = "WrongField", description = "What is wrong with one field of an event")
    public record WrongField(
            @Schema(example = "INVALID_CREDIT_CODE", description = "Doesn't change")
            String reason,

            @Schema(example = "enterpriseId") String field,
            @Schema(example = "#/enterpriseId") String pointer,

            @Schema(example = "must be a unified social credit code")
            String detail) {}
}
