package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Tells what was wrong with a question wherever it wasn't told by the answer itself. */
@Singleton
class RefusedQuestions implements ExceptionHandler<Refused, HttpResponse<byte[]>> {

    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public HttpResponse<byte[]> handle(HttpRequest request, Refused refused) {
        return refused.problem().response();
    }
}
