package org.zonepulse.fileimport.mapping;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an amount is counted in. Exact: nothing is ever rounded. */
enum Unit {
    YUAN("元", 0),
    WAN("万元", 4),
    YI("亿元", 8);

    private static final Map<String, Unit> BY_WORD =
            Map.of("元", YUAN, "万元", WAN, "万", WAN, "亿元", YI, "亿", YI, "yuan", YUAN);

    /** At the end of a column's name. */
    private static final Pattern IN_HEADER = Pattern.compile("(.+?)[(\\[](?:单位:?)?(元|万元|万|亿元|亿|yuan)[)\\]]");

    private static final Pattern AMOUNT = Pattern.compile(
            "(?:人民币|CNY|RMB|¥)?([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,30})(?:\\.\\d{1,30})?)\\(?(元|万元|万|亿元|亿)?(?:人民币)?\\)?");

    private final String word;
    private final int powerOfTen;

    Unit(String word, int powerOfTen) {
        this.word = word;
        this.powerOfTen = powerOfTen;
    }

    static @Nullable Unit ofWord(String word) {
        return BY_WORD.get(word);
    }

    /** The unit that a column's plain name ends in; null if it ends in none. */
    static @Nullable Unit ofHeader(String header) {
        Matcher matcher = IN_HEADER.matcher(header);
        return matcher.matches() ? BY_WORD.get(matcher.group(2)) : null;
    }

    /** A column's plain name without the unit that it may end in. */
    static String withoutUnit(String header) {
        Matcher matcher = IN_HEADER.matcher(header);
        return matcher.matches() ? matcher.group(1) : header;
    }

    /**
     * The amount in yuan that a cell's plain text tells: {@code 15000}, {@code 15,000.50元}, {@code 15000(万元)}.
     *
     * @param usual the unit where the cell names none
     * @return null if it is no amount
     */
    static @Nullable BigDecimal yuan(String text, Unit usual) {
        Matcher matcher = AMOUNT.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            return null;
        }
        Unit own = matcher.group(2) == null ? usual : BY_WORD.get(matcher.group(2));
        BigDecimal amount = new BigDecimal(matcher.group(1).replace(",", ""));
        return amount.movePointRight(own == null ? 0 : own.powerOfTen);
    }

    @Override
    public String toString() {
        return word;
    }
}
