/** What the emitter says of itself: its API as OpenAPI, and the page to browse it. */
@NullMarked
package org.zonepulse.publishing.openapi;

import org.jspecify.annotations.NullMarked;
