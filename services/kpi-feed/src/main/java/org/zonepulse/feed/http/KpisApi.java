package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What callers are told of the values, and of the service as a whole. At compile time it becomes OpenAPI. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Zonepulse: KPIs",
                        version = "1",
                        license = @License(name = "Apache-2.0"),
                        description = """
                                The KPIs of a high-tech zone. Every answer is of one cut: a numbered, consistent set of values, published \
                                with the exact input that it was computed from. Its ETag lets callers ask whether there is another.

                                ```sh
                                curl -sS '${feed}/api/v1/kpis?measure=loan-balance&scope=park&compare=year'
                                ```"""))
interface KpisApi {

    @Operation(
            operationId = "kpis",
            summary = "All KPIs of a cut",
            description = "Consistently: all of the same cut, today or as of any day.",
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
                        name = "asOf",
                        in = ParameterIn.QUERY,
                        description = "The end of this day; the open business day if left out",
                        schema = @Schema(type = "string", format = "date")),
                @Parameter(
                        name = "compare",
                        in = ParameterIn.QUERY,
                        description = "year: beside the same day a year earlier",
                        schema = @Schema(type = "string", allowableValues = "year")),
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
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.Values.class)),
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
    HttpResponse<byte[]> all(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "kpi",
            summary = "One KPI",
            description = "With its definition, the same day a year earlier, and the exact input of its cut.",
            parameters = {
                @Parameter(
                        name = "scope",
                        in = ParameterIn.QUERY,
                        description = "The scope; zone if left out",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "asOf",
                        in = ParameterIn.QUERY,
                        description = "The end of this day; the open business day if left out",
                        schema = @Schema(type = "string", format = "date"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.OneValue.class)))
    @ApiResponse(responseCode = "304", description = "The caller has the answer of this cut already")
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
            description = "What was published has not been read yet, or what has to be asked is away: see Retry-After",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Shapes.Problem.class)))
    HttpResponse<byte[]> one(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(description = "Id of the measure") String measure);

    @Operation(
            operationId = "history",
            summary = "One KPI over time",
            description = "The level at the end of each period, and the flow within it; at most 4,000 points.",
            parameters = {
                @Parameter(
                        name = "scope",
                        in = ParameterIn.QUERY,
                        description = "The scope; zone if left out",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "from",
                        in = ParameterIn.QUERY,
                        description = "The first day; the first flow's month if left out, or by day a year",
                        schema = @Schema(type = "string", format = "date")),
                @Parameter(
                        name = "to",
                        in = ParameterIn.QUERY,
                        description = "The last day; the open business day if left out",
                        schema = @Schema(type = "string", format = "date")),
                @Parameter(
                        name = "by",
                        in = ParameterIn.QUERY,
                        description = "Length of a period; month if left out",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"day", "month", "year"})),
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
                @Content(mediaType = "application/json", schema = @Schema(implementation = Shapes.History.class)),
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
            responseCode = "404",
            description = "No such measure, or no value in this scope",
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
    HttpResponse<byte[]> history(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(description = "Id of the measure") String measure);
}
