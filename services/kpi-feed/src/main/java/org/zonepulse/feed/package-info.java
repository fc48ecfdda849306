/** What the pipeline has published, read back from its topics for those who want to know a KPI. */
@NullMarked
package org.zonepulse.feed;

import org.jspecify.annotations.NullMarked;
