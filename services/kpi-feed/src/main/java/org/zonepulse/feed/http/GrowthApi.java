package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What callers are told of the growth pipeline. */
interface GrowthApi {

    @Operation(
            operationId = "growth",
            summary = "The growth pipeline",
            description = "Enterprises by stage, steps between stages, and the months that first arrivals took.",
            parameters = {
                @Parameter(
                        name = "asOf",
                        in = ParameterIn.QUERY,
                        description = "The end of this day; the open business day if left out",
                        schema = @Schema(type = "string", format = "date")),
                @Parameter(
                        name = "inputs",
                        in = ParameterIn.QUERY,
                        description = "With the exact input of the cut",
                        schema = @Schema(type = "boolean")),
                @Parameter(
                        name = "format",
                        in = ParameterIn.QUERY,
                        description = "json or csv; otherwise as Accept says",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"json", "csv"}))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Growth.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "304", description = "The caller has the answer of this cut already")
    @ApiResponse(
            responseCode = "400",
            description = "A parameter can't be understood; the problem says what is possible",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "What was published has not been read yet, or what has to be asked is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> growth(@Parameter(hidden = true) HttpRequest<?> request);
}
