/** What others ask an instance of this service for, over HTTP. */
@NullMarked
package org.zonepulse.kpi.http;

import org.jspecify.annotations.NullMarked;
