package org.zonepulse.sandbox.referenceyear;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of enterprises that don't exist, in English and Chinese, none twice. */
final class CompanyNames {

    private record Syllable(String pinyin, String character) {}

    private record Seat(String en, String zh) {}

    private static final List<Seat> SEATS =
            List.of(new Seat("Foshan", "佛山市"), new Seat("Guangdong", "广东"), new Seat("Foshan", "佛山"));

    private static final List<Syllable> SYLLABLES = List.of(
            new Syllable("heng", "恒"),
            new Syllable("rui", "锐"),
            new Syllable("xin", "鑫"),
            new Syllable("yue", "粤"),
            new Syllable("chuang", "创"),
            new Syllable("zhi", "智"),
            new Syllable("hong", "宏"),
            new Syllable("sheng", "晟"),
            new Syllable("tai", "泰"),
            new Syllable("jing", "精"),
            new Syllable("lian", "联"),
            new Syllable("feng", "丰"),
            new Syllable("qi", "奇"),
            new Syllable("ke", "科"),
            new Syllable("yuan", "源"),
            new Syllable("hao", "浩"),
            new Syllable("li", "力"),
            new Syllable("cheng", "诚"),
            new Syllable("jun", "骏"),
            new Syllable("bo", "博"),
            new Syllable("wei", "维"),
            new Syllable("kai", "凯"),
            new Syllable("ning", "宁"),
            new Syllable("zhuo", "卓"),
            new Syllable("tian", "天"),
            new Syllable("xiang", "翔"),
            new Syllable("gu", "谷"),
            new Syllable("lan", "岚"),
            new Syllable("mo", "墨"),
            new Syllable("qiao", "桥"));

    private final Draw draw;
    private final Set<String> given = new HashSet<>();

    CompanyNames(Draw draw) {
        this.draw = draw;
    }

    /** A new name for an enterprise of that trade. */
    String next(Trade trade) {
        String name;
        do {
            name = name(draw.pick(SEATS), draw.pick(SYLLABLES), draw.pick(SYLLABLES), draw.pick(SYLLABLES), trade);
        } while (!given.add(name));
        return name;
    }

    private static String name(Seat seat, Syllable first, Syllable second, Syllable third, Trade trade) {
        String pinyin = first.pinyin() + second.pinyin() + third.pinyin();
        String brand = pinyin.substring(0, 1).toUpperCase(Locale.ROOT) + pinyin.substring(1);
        return seat.en() + " " + brand + " " + trade.en() + " Co., Ltd. (" + seat.zh() + first.character()
                + second.character() + third.character() + trade.zh() + "有限公司)";
    }
}
