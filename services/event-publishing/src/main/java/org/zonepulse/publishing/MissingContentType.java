package org.zonepulse.publishing;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.DuplicateRouteHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.web.router.exceptions.DuplicateRouteException;
import jakarta.inject.Singleton;

/** A body without a Content-Type could be an event or a batch: Micronaut finds two routes, and the caller has to say. */
@Singleton
@Replaces(DuplicateRouteHandler.class)
class MissingContentType implements ExceptionHandler<DuplicateRouteException, HttpResponse<byte[]>> {

    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public HttpResponse<byte[]> handle(HttpRequest request, DuplicateRouteException ambiguous) {
        return Answers.problem(Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is missing: is it an event or a batch?"));
    }
}
