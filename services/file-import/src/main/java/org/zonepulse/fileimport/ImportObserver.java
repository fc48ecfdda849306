package org.zonepulse.fileimport;

/** Who wants to know how far an import is; told often, and from several threads. */
public interface ImportObserver {

    /**
     * How far it is.
     *
     * @param counts all lines so far, those of an interrupted start too
     * @param bytesRead of the files, compressed as they may be
     * @param bytesTotal 0 if not known
     */
    void isAt(Counts counts, long bytesRead, long bytesTotal);

    /** Something is waited for; an empty text when it is there again. */
    void waitsFor(String why);

    /** It goes on where an interrupted start ended, after so many lines. */
    void resumesAfter(Counts counts);
}
