package org.zonepulse.contract;

import org.zonepulse.ledger.event.Acceptance;

/**
 * An event's id as it stands in a log. A publisher chooses it, and so could begin a line of its own in the log, or fill it:
 * whatever isn't seen becomes {@code ?}, and what is longer than an accepted id is cut off.
 */
public final class LoggedId {

    private LoggedId() {}

    /** The id, safe to be logged. */
    public static String of(String id) {
        StringBuilder text = new StringBuilder();
        id.codePoints().limit(Acceptance.MAX_ID).forEach(symbol -> text.appendCodePoint(isSeen(symbol) ? symbol : '?'));
        return text.toString();
    }

    private static boolean isSeen(int symbol) {
        return switch (Character.getType(symbol)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
