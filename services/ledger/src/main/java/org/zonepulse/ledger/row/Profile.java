package org.zonepulse.ledger.row;

import java.util.List;

/** What a profile row says: where the enterprise sits, and what contradicts that. */
record Profile(Placement placement, List<SubjectFinding> findings) {
    Profile {
        findings = List.copyOf(findings);
    }
}
