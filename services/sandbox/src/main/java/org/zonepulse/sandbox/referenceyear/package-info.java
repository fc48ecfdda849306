/** The reference year: a seeded history of a zone whose events add up to the published figures of 2023. */
@NullMarked
package org.zonepulse.sandbox.referenceyear;

import org.jspecify.annotations.NullMarked;
