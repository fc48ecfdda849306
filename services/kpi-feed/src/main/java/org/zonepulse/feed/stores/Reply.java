package org.zonepulse.feed.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Objects;

/** What an instance has answered. */
sealed interface Reply {

    /**
     * It has answered, whatever it said.
     *
     * @param status the HTTP status
     * @param body a JSON object
     */
    record Said(int status, ObjectNode body) implements Reply {
        private static final int OK = 200;
        private static final int BAD_REQUEST = 400;
        private static final int NOT_FOUND = 404;
        private static final String UNKNOWN_ENTERPRISE = "urn:zonepulse:problem:enterprise-unknown";

        public Said {
            Objects.requireNonNull(body, "body");
        }

        boolean isOk() {
            return status == OK;
        }

        /** Whether it says so of the enterprise. Anything may answer 404 at an address, an older kpi-service for one. */
        boolean isUnknownEnterprise() {
            return status == NOT_FOUND && body.path("type").asText().equals(UNKNOWN_ENTERPRISE);
        }

        boolean isInvalid() {
            return status == BAD_REQUEST;
        }

        /** What a problem says. */
        String detail() {
            return body.path("title").asText("status " + status) + ": "
                    + body.path("detail").asText("");
        }

        /** The instance to ask instead; empty if it names none. */
        String address() {
            return body.path("address").asText();
        }
    }

    /** It couldn't be asked, or its answer wasn't understood. */
    record Silent(URI address, String why) implements Reply {
        public Silent {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(why, "why");
        }
    }
}
