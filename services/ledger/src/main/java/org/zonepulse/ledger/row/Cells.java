package org.zonepulse.ledger.row;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zonepulse.ledger.measure.Scope;

/** The cells in use. A cache: the least recently used are forgotten, since fairs and banks are named from outside. */
final class Cells {

    private static final int MOST = 10_000;

    private final Map<Scope, Cell> cells = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Scope, Cell> eldest) {
            return size() > MOST;
        }
    };

    Cell of(Scope scope) {
        return cells.computeIfAbsent(scope, Cell::new);
    }
}
