package org.zonepulse.audit.deadletter;

import java.util.List;

/** Carries plans out. */
interface Outlet extends AutoCloseable {

    /** Carries nothing out, to see what would be. */
    Outlet NONE = new Outlet() {
        @Override
        public List<Attempt> carryOut(List<Plan> plans) {
            return plans.stream().map(Attempt::withoutPublishing).toList();
        }

        @Override
        public void close() {}
    };

    /** Carries out all of these or none, with what is kept about it. */
    List<Attempt> carryOut(List<Plan> plans) throws InterruptedException;

    @Override
    void close();
}
