package org.zonepulse.fileimport;

/**
 * A place in the input, between two records.
 *
 * @param file number of the file, from 0
 * @param offset bytes of that file before it, uncompressed
 * @param line the line that begins there, from 1
 */
record Place(int file, long offset, long line) {

    static final Place BEGINNING = new Place(0, 0, 1);

    static Place beginningOf(int file) {
        return new Place(file, 0, 1);
    }
}
