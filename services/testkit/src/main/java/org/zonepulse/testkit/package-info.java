/** What tests are made of: a small zone, readable stories of enterprises, and views of a ledger to compare. */
@NullMarked
package org.zonepulse.testkit;

import org.jspecify.annotations.NullMarked;
