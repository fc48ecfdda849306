package org.zonepulse.feed.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * How long browsers may keep the page's files: libraries for ever, since their paths name their versions; the page's own until
 * it is asked whether they are still the same.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class PageCaching {

    private static final String LIBRARIES = "/webjars/";
    private static final int OK = 200;

    @ResponseFilter
    void cache(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() == OK && !response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(
                    HttpHeaders.CACHE_CONTROL,
                    request.getPath().startsWith(LIBRARIES) ? "public, max-age=31536000, immutable" : "no-cache");
        }
    }
}
