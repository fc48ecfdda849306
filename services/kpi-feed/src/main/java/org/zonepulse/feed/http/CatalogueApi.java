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

/** What callers are told of what there is to ask for. */
interface CatalogueApi {

    @Operation(
            operationId = "catalogue",
            summary = "The measures",
            description = "Names and definitions in English and Chinese.",
            parameters = {
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
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Catalogue.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "304", description = "The caller has the answer of this cut already")
    @ApiResponse(
            responseCode = "503",
            description = "What was published has not been read yet, or what has to be asked is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> catalogue(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "zone",
            summary = "The zone",
            description = "Names of its city, parks, industries and loan products in English and Chinese.",
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
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Zone.class)))
    @ApiResponse(responseCode = "304", description = "The caller has the answer of this cut already")
    @ApiResponse(
            responseCode = "503",
            description = "What was published has not been read yet, or what has to be asked is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> zone(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "scopes",
            summary = "The scopes that have values",
            description = "Of a measure, or of any.",
            parameters = {
                @Parameter(
                        name = "measure",
                        in = ParameterIn.QUERY,
                        description = "Id of a measure; repeatable; all if left out",
                        array = @ArraySchema(schema = @Schema(type = "string"))),
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
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Scopes.class)),
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
    HttpResponse<byte[]> scopes(@Parameter(hidden = true) HttpRequest<?> request);
}
