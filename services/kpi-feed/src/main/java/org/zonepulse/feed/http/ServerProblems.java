package org.zonepulse.feed.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Tells as a problem what the HTTP server refuses by itself: unknown paths, methods and types. */
@Singleton
class ServerProblems implements ErrorResponseProcessor<byte[]> {

    private static final int SERVER_ERROR = 500;

    @Override
    @SuppressWarnings("unchecked") // The body is replaced, and with it the type.
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<byte[]>) response;
        }
        Problem problem = Problem.of(ProblemType.ofStatus(response.code()), detail(context, response));
        return response.body(problem.json()).contentType(Problem.MEDIA_TYPE);
    }

    /** What went wrong inside is for the log, and not for callers. */
    private static String detail(ErrorContext context, MutableHttpResponse<?> response) {
        if (response.code() >= SERVER_ERROR) {
            return "See the service's log";
        }
        return context.getErrors().stream()
                .map(Error::getMessage)
                .findFirst()
                .orElse(context.getRequest().getMethodName() + " "
                        + context.getRequest().getPath());
    }
}
