package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for texts that come again and again: parks, banks, sources. Only so many, since some of them are named from
 * outside; a text keeps its number, and one that came too late never gets any.
 */
final class Dictionary {

    /** Stands for a text that is at hand anyway. */
    static final int KNOWN = 0;

    /** Stands for a text without a number. */
    static final int NONE = 1;

    private static final int FIRST = 2;
    private static final int MOST = 10_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** The text's number, or {@link #NONE}. */
    int numberOf(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() == MOST) {
            return NONE;
        }
        int number = FIRST + texts.size();
        numbers.put(text, number);
        texts.add(text);
        return number;
    }

    /** The text with this number. */
    String text(int number) {
        return texts.get(number - FIRST);
    }
}
