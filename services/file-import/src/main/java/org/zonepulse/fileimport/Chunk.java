package org.zonepulse.fileimport;

import java.util.List;

/**
 * Lines that are published in one transaction.
 *
 * @param after the place after them
 * @param end whether that is the end of all files
 * @param tooManyRejected whether reading ended there since too many lines were rejected
 */
record Chunk(List<ReadLine> lines, Place after, boolean end, boolean tooManyRejected) {}
