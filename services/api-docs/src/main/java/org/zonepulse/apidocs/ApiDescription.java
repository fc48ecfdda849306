package org.zonepulse.apidocs;

/** What a service says of its API. A service with a bean of this is browsable. */
public interface ApiDescription {

    /**
     * The description as OpenAPI, in YAML.
     *
     * @param address where the caller reaches the service
     */
    String yaml(String address);
}
