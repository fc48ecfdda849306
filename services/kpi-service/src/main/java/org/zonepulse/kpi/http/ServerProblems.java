package org.zonepulse.kpi.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Tells as a problem what the HTTP server refuses by itself: unknown paths and methods, and what failed inside. */
@Singleton
class ServerProblems implements ErrorResponseProcessor<byte[]> {

    private static final int SERVER_ERROR = 500;

    @Override
    @SuppressWarnings("unchecked") // The body is replaced, and with it the type.
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<byte[]>) response;
        }
        String detail = response.code() >= SERVER_ERROR
                ? "See the service's log"
                : context.getRequest().getMethodName() + " "
                        + context.getRequest().getPath();
        Problem problem = Problem.of(ProblemType.ofStatus(response.code()), detail);
        return response.body(Answers.bytes(problem)).contentType(Answers.PROBLEM);
    }
}
