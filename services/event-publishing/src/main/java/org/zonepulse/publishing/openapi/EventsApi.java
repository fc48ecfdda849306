package org.zonepulse.publishing.openapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What callers are told of the controller. At compile time it becomes {@code META-INF/swagger/events.yml}, in which
 * {@link EventsDescription} then puts what differs between the emitters.
 */
@OpenAPIDefinition(
        info = @Info(title = "Zonepulse", version = "1", license = @License(name = "Apache-2.0"), description = """
                                Facts of a high-tech zone, as events. An event is acknowledged only when the broker has it on \
                                all in-sync replicas. Sending the same again is always harmless: under its id an event counts once.

                                ```sh
                                curl -sS -i ${emitter}/events -H 'Content-Type: application/json' -d '${event}'
                                ```"""))
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "A token of an OIDC issuer that the service accepts")
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-API-Key",
        description = "A key of a publisher")
public interface EventsApi {

    /** One event. */
    @Operation(
            operationId = "publish",
            summary = "Publish an event, or a batch of events",
            description = """
                    One event as `application/json`, or a batch as `application/x-ndjson`: one event a line, in UTF-8, at most \
                    10 MiB and 100,000 lines. A batch is no transaction: good lines are published, whatever is wrong with \
                    others; its answer has a verdict for each line, and a summary as the last line.

                    Bodies may be compressed (`Content-Encoding: gzip`).""",
            parameters =
                    @Parameter(
                            name = "Idempotency-Key",
                            in = ParameterIn.HEADER,
                            description = """
                            Tells this request from others; its repeats have the same key. A repeat gets the same answer again, with \
                            `Idempotent-Replayed: true`, without being published again. Events without an `eventId` get one that \
                            depends on the key, so that two equal facts of one day can be told apart.""",
                            schema = @Schema(type = "string", minLength = 1, maxLength = 255, pattern = "^[!-~]+$")),
            security = {
                @SecurityRequirement(name = "bearer"),
                @SecurityRequirement(name = "apiKey"),
                @SecurityRequirement(name = "")
            })
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/json", schema = @Schema(ref = "#/components/schemas/Event")),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(type = "string", description = "One Event a line"))
            })
    @ApiResponse(
            responseCode = "201",
            description = "The event is in the log",
            headers =
                    @Header(
                            name = "Idempotent-Replayed",
                            description = "true, if this is the answer to an earlier request with the same key",
                            schema = @Schema(type = "string")),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Answered.Receipt.class)))
    @ApiResponse(
            responseCode = "200",
            description = """
                    Every line of the batch is in the log: `published`, or `duplicate` of a line before. The last line is \
                    `{"summary": {"published": …, "duplicate": …, "refused": 0, "notPublished": 0, "unconfirmed": 0}}`""",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(type = "string", description = "A verdict a line")))
    @ApiResponse(
            responseCode = "422",
            description = """
                    The event is not acceptable; or lines of the batch are not, all others are published (`too-many-refused`: \
                    up to `unreadFromLine`); or the Idempotency-Key belongs to another request""",
            content = {
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = Answered.Problem.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "400",
            description = "No JSON of an event; the body broke off; or no Idempotency-Key",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "401",
            description = "Outside local use: no credential, or none that is known",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "403",
            description = "The credential is not for this stream, or not for this source",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "408",
            description = "The body took too long",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "A request with this Idempotency-Key is in work",
            headers = @Header(name = "Retry-After", description = "In seconds", schema = @Schema(type = "integer")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "The body is too large",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "The Content-Type is not one of an event or a batch",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "The service has as much in work as it takes at once: slow down. Nothing is published",
            headers = @Header(name = "Retry-After", description = "In seconds", schema = @Schema(type = "integer")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Answered.Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The broker or the schema registry is away. Send the same again later",
            headers = @Header(name = "Retry-After", description = "In seconds", schema = @Schema(type = "integer")),
            content = {
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = Answered.Problem.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
            })
    HttpResponse<byte[]> event(
            @Parameter(hidden = true) HttpRequest<?> request, @Parameter(hidden = true) @Nullable InputStream body)
            throws InterruptedException;

    /** A batch; it is described with the event, since both are of one path and method. */
    @Operation(hidden = true)
    HttpResponse<byte[]> batch(HttpRequest<?> request, @Nullable InputStream body) throws InterruptedException;
}
