package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.zone.Zone;

/** What there is to ask for: measures, the zone's names, and scopes. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class CatalogueController implements CatalogueApi {

    private final Answers answers;
    private final Zone zone;

    CatalogueController(Answers answers, Zone zone) {
        this.answers = answers;
        this.zone = zone;
    }

    @Override
    @Get(
            uri = "/catalogue",
            produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> catalogue(HttpRequest<?> request) {
        return answers.of(
                request,
                (_, _) -> Answers.Answer.list(
                        json -> {
                            json.writeArrayFieldStart("measures");
                            for (Measure measure : Measure.values()) {
                                write(json, measure);
                            }
                            json.writeEndArray();
                        },
                        CatalogueController::table));
    }

    static void write(JsonGenerator json, Measure measure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", measure.id());
        Json.names(json, "name", measure.label());
        Json.names(json, "definition", measure.definition());
        json.writeStringField("unit", Amounts.name(measure.unit()));
        json.writeStringField("kind", Amounts.name(measure.kind()));
        json.writeArrayFieldStart("scopeKinds");
        for (String kind : kinds(measure)) {
            json.writeString(kind);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static List<String> kinds(Measure measure) {
        return measure.scopes().stream().sorted().map(Amounts::name).toList();
    }

    private static Table table() {
        Table table = new Table("id", "nameEn", "nameZh", "definitionEn", "definitionZh", "unit", "kind", "scopeKinds");
        for (Measure measure : Measure.values()) {
            table.row(
                    measure.id(),
                    measure.label().en(),
                    measure.label().zh(),
                    measure.definition().en(),
                    measure.definition().zh(),
                    Amounts.name(measure.unit()),
                    Amounts.name(measure.kind()),
                    String.join(" ", kinds(measure)));
        }
        return table;
    }

    @Override
    @Get(uri = "/zone", produces = "application/json")
    public HttpResponse<byte[]> zone(HttpRequest<?> request) {
        return answers.of(
                request,
                (_, _) -> Answers.Answer.of(json -> {
                    json.writeStringField("id", zone.id());
                    Json.names(json, "name", zone.name());
                    json.writeObjectFieldStart("city");
                    json.writeStringField("divisionCode", zone.city().divisionCode());
                    Json.names(json, "name", zone.city().name());
                    json.writeEndObject();
                    json.writeStringField("timeZone", zone.timeZone().getId());
                    json.writeStringField("currency", zone.currency());
                    json.writeArrayFieldStart("parks");
                    for (Zone.Park park : zone.parks()) {
                        json.writeStartObject();
                        json.writeStringField("id", park.id());
                        Json.names(json, "name", park.name());
                        json.writeStringField("divisionCode", park.divisionCode());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("industries");
                    for (Zone.Industry industry : industries()) {
                        named(json, industry.id(), industry.name());
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("loanProducts");
                    for (Zone.LoanProduct product : zone.loanProducts()) {
                        named(json, product.id(), product.name());
                    }
                    json.writeEndArray();
                }));
    }

    private List<Zone.Industry> industries() {
        List<Zone.Industry> industries = new ArrayList<>(zone.industries());
        industries.add(Zone.OTHER_INDUSTRY);
        return industries;
    }

    private static void named(JsonGenerator json, String id, Zone.Name name) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        Json.names(json, "name", name);
        json.writeEndObject();
    }

    @Override
    @Get(
            uri = "/scopes",
            produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> scopes(HttpRequest<?> request) {
        return answers.of(request, (state, parameters) -> {
            List<Scope> scopes = scopes(state, KpiFilter.of(parameters));
            return Answers.Answer.list(
                    json -> {
                        json.writeArrayFieldStart("scopes");
                        for (Scope scope : scopes) {
                            json.writeStartObject();
                            json.writeStringField("scope", scope.toString());
                            json.writeStringField("kind", Amounts.name(scope.kind()));
                            Json.names(json, "name", name(scope));
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    },
                    () -> table(scopes));
        });
    }

    private Table table(List<Scope> scopes) {
        Table table = new Table("scope", "kind", "nameEn", "nameZh");
        scopes.forEach(scope -> table.row(
                scope.toString(),
                Amounts.name(scope.kind()),
                name(scope).en(),
                name(scope).zh()));
        return table;
    }

    /** By kind, then as they are written. */
    private static List<Scope> scopes(KpiState state, KpiFilter filter) {
        Set<Measure> measures = filter.measures().isEmpty() ? EnumSet.allOf(Measure.class) : filter.measures();
        return measures.stream()
                .flatMap(measure -> state.scopes(measure).stream())
                .distinct()
                .sorted((one, other) -> one.kind() == other.kind()
                        ? one.toString().compareTo(other.toString())
                        : one.kind().compareTo(other.kind()))
                .toList();
    }

    /** What the zone's file calls it; banks and fairs have the names that events give them. */
    private Zone.Name name(Scope scope) {
        return switch (scope.kind()) {
            case ZONE -> zone.name();
            case CITY -> zone.city().name();
            case PARK -> park(scope.first());
            case INDUSTRY -> industry(scope.first());
            case PARK_INDUSTRY ->
                new Zone.Name(
                        park(scope.first()).en() + ", "
                                + industry(scope.second()).en(),
                        park(scope.first()).zh() + "·"
                                + industry(scope.second()).zh());
            case PRODUCT -> {
                Zone.LoanProduct product = zone.loanProduct(scope.first());
                yield product == null ? asItIs(scope.first()) : product.name();
            }
            case BANK, FAIR, TRANSITION, TRANSITION_MONTHS ->
                asItIs(scope.second().isEmpty() ? scope.first() : scope.first() + " " + scope.second());
        };
    }

    private Zone.Name park(String id) {
        Zone.Park park = zone.park(id);
        return park == null ? asItIs(id) : park.name();
    }

    private Zone.Name industry(String id) {
        return industries().stream()
                .filter(industry -> industry.id().equals(id))
                .map(Zone.Industry::name)
                .findFirst()
                .orElseGet(() -> asItIs(id));
    }

    private static Zone.Name asItIs(String id) {
        return new Zone.Name(id, id);
    }
}
