/** Measures the pipeline beside the least that could do the same work, in one run: what counts is the ratio. */
@NullMarked
package org.zonepulse.benchmarks;

import org.jspecify.annotations.NullMarked;
