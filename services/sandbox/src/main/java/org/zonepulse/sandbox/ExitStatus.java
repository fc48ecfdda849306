package org.zonepulse.sandbox;

/** What a command's exit status means; also told by {@code --help}. */
final class ExitStatus {

    /** All is as it should be; for {@code up} also: stopped by Ctrl-C after it was ready. */
    static final int OK = 0;

    /** The command did its work and the answer is no: figures differ. */
    static final int ANSWER_IS_NO = 1;

    /** The command line can't be understood. */
    static final int USAGE = 2;

    /** It couldn't start, or go on, for a reason that was told with its remedy. */
    static final int REFUSED = 3;

    /** A defect of the program itself. */
    static final int DEFECT = 4;

    /** Interrupted before its work was done. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
