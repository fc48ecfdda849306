package org.zonepulse.apidocs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/** The service's description, and the way to the page to browse it, which Swagger UI's files are. */
@Hidden
@Controller
@Requires(beans = ApiDescription.class)
class DocsController {

    private final ApiDescription description;
    private final HttpHostResolver hosts;

    DocsController(ApiDescription description, HttpHostResolver hosts) {
        this.description = description;
        this.hosts = hosts;
    }

    @Get(uri = "/openapi.yaml", produces = "application/yaml")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String description(HttpRequest<?> request) {
        return description.yaml(hosts.resolve(request));
    }

    /** Its files are found beside it, so its address must have a name. */
    @Get("/docs")
    HttpResponse<?> page() {
        return HttpResponse.temporaryRedirect(URI.create("/docs/index.html"));
    }
}
