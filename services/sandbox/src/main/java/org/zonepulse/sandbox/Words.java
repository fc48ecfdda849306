package org.zonepulse.sandbox;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the commands say to people, in English or Chinese. */
public final class Words {

    private static final String BUNDLE = "org.zonepulse.sandbox.words";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final boolean chinese;

    private Words(Locale locale) {
        this.chinese = locale.equals(Locale.CHINESE);
        // Without falling back: else English would give Chinese wherever the machine's own locale is Chinese.
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    }

    /** Chinese where the locale's language is Chinese, else English. */
    public static Words in(Locale locale) {
        return new Words("zh".equals(locale.getLanguage()) ? Locale.CHINESE : Locale.ROOT);
    }

    static Words english() {
        return new Words(Locale.ROOT);
    }

    /**
     * The text of that key with its places filled.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String say(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : String.format(Locale.ROOT, text, arguments);
    }

    /** Whether they are Chinese. */
    boolean isChinese() {
        return chinese;
    }

    ResourceBundle bundle() {
        return bundle;
    }
}
