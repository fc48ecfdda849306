package org.zonepulse.schemas;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** FULL compatibility, as the registry asks for: each of two schemas must read what the other wrote. */
final class FullCompatibility {

    private FullCompatibility() {}

    /** What stands against it, in words; empty if the two are fully compatible. */
    static List<String> problems(Schema today, Schema released) {
        return Stream.concat(
                        problems("a reader of today fails on what was written with the release", today, released),
                        problems("a reader of the release fails on what is written today", released, today))
                .toList();
    }

    private static Stream<String> problems(String meaning, Schema reader, Schema writer) {
        SchemaCompatibility.SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(
                        reader, writer)
                .getResult();
        return result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE
                ? Stream.empty()
                : result.getIncompatibilities().stream()
                        .map(problem -> meaning + ": " + problem.getType() + " at " + problem.getLocation() + ": "
                                + problem.getMessage());
    }
}
