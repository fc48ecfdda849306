package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What callers are told of enterprises. */
interface EnterprisesApi {

    @Operation(
            operationId = "enterprise",
            summary = "An enterprise's story",
            description = """
                    Names and places by date, stages of growth, certificates, loans, fairs, orders, open anomalies, what it contributes, and its \
                    facts in order of date, in English and Chinese. Buyers, clients and reasons are left out""",
            parameters = {
                @Parameter(
                        name = "asOf",
                        in = ParameterIn.QUERY,
                        description = "The last day that amounts count; the open business day if left out",
                        schema = @Schema(type = "string", format = "date"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Shapes.Enterprise.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The text is no unified social credit code, or a parameter can't be understood",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "No events of the enterprise are known",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description =
                    "What was published has not been read yet, or the instance that holds the enterprise is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> enterprise(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(description = "Unified social credit code, 18 characters") String code);

    @Operation(
            operationId = "contributions",
            summary = "The enterprises behind a figure",
            description =
                    "The largest first. Of a KPI that a formula gives, those that contribute to what it counts: of a share, to its numerator.",
            parameters = {
                @Parameter(
                        name = "scope",
                        in = ParameterIn.QUERY,
                        description = "The scope; zone if left out",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "asOf",
                        in = ParameterIn.QUERY,
                        description = "The last day that counts; the open business day if left out",
                        schema = @Schema(type = "string", format = "date")),
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "At most so many, 1 to 1000; 20 if left out",
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
            description = "The answer; incomplete where an instance of kpi-service is away",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Contributors.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "400",
            description = "A parameter can't be understood; the problem says what is possible",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "No such measure, or no value in this scope",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description =
                    "What was published has not been read yet, or no instance of kpi-service answers: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> contributions(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(description = "Id of the measure") String measure);
}
