package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What callers are told of the quality of the data. */
interface QualityApi {

    @Operation(
            operationId = "quality",
            summary = "Quality of the data",
            description =
                    "Open anomalies, open dead letters, and how far the latest cut is behind the events. Of the moment: without ETag.",
            parameters = {
                @Parameter(
                        name = "inputs",
                        in = ParameterIn.QUERY,
                        description = "With the exact input of the cut",
                        schema = @Schema(type = "boolean"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Quality.class)))
    @ApiResponse(
            responseCode = "503",
            description = "What was published has not been read yet, or what has to be asked is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> quality(@Parameter(hidden = true) HttpRequest<?> request);
}
