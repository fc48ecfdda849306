package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What callers are told of the history of publications. */
interface CutsApi {

    @Operation(
            operationId = "latestCut",
            summary = "The latest cut",
            description = "With the exact input that it was computed from.",
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
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.LatestCut.class)))
    @ApiResponse(responseCode = "304", description = "The caller has the answer of this cut already")
    @ApiResponse(
            responseCode = "404",
            description = "Nothing has been published yet",
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
    HttpResponse<byte[]> latest(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "cuts",
            summary = "Cuts, the newest first",
            description = "Each with the exact input that it was computed from.",
            parameters = {
                @Parameter(
                        name = "before",
                        in = ParameterIn.QUERY,
                        description = "Only cuts before this number: next of the page before",
                        schema = @Schema(type = "integer")),
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "At most so many, 1 to 200; 20 if left out",
                        schema = @Schema(type = "integer")),
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
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Cuts.class)),
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
    HttpResponse<byte[]> cuts(@Parameter(hidden = true) HttpRequest<?> request);
}
