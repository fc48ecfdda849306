package org.zonepulse.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A reason not to go on that the person at the console can do something about.
 *
 * <p>Shown as one text in their language, never as a stack trace; so it names the remedy.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String key;
    private final transient Object[] arguments;

    /**
     * @param key the text's key in {@link Words}
     * @param arguments what the text's places are filled with
     */
    public Refusal(String key, Object... arguments) {
        this(null, key, arguments);
    }

    private Refusal(@Nullable Throwable cause, String key, Object[] arguments) {
        super(Words.english().say(key, arguments), cause);
        this.key = key;
        this.arguments = arguments.clone();
    }

    /** A refusal with a cause, for the log. */
    public static Refusal because(Throwable cause, String key, Object... arguments) {
        return new Refusal(cause, key, arguments);
    }

    /** The reason and its remedy in the given language. */
    public String in(Words words) {
        return words.say(key, arguments);
    }
}
