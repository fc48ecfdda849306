package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.reactivestreams.Publisher;

/** What callers are told of the live feed. */
interface LiveApi {

    @Operation(
            operationId = "live",
            summary = "Each cut as it is published",
            description =
                    "Server-sent events. First a snapshot with all values asked for, then an event cut with those that have changed; id names the cut, data like the answer of /api/v1/kpis. With Last-Event-ID, instead of the snapshot all that has changed since that cut. A slow reader gets several cuts as one. A comment every 15 s is a sign of life.",
            parameters = {
                @Parameter(
                        name = "measure",
                        in = ParameterIn.QUERY,
                        description = "Id of a measure; repeatable; all if left out",
                        array = @ArraySchema(schema = @Schema(type = "string"))),
                @Parameter(
                        name = "scope",
                        in = ParameterIn.QUERY,
                        description =
                                "A scope such as park:nanhai, or a kind of scope such as park; repeatable; all if left out",
                        array = @ArraySchema(schema = @Schema(type = "string"))),
                @Parameter(
                        name = "Last-Event-ID",
                        in = ParameterIn.HEADER,
                        description = "Id of the last event that the reader knows, such as 57.lz4wk3c8",
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "400",
            description = "A parameter can't be understood; the problem says what is possible",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "As many listen as the service serves: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<Publisher<byte[]>> live(@Parameter(hidden = true) HttpRequest<?> request);
}
