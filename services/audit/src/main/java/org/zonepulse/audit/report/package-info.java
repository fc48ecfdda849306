/** Reports that can be checked by whoever gets them: Ed25519 signatures, as OpenSSL makes and checks them. */
@NullMarked
package org.zonepulse.audit.report;

import org.jspecify.annotations.NullMarked;
