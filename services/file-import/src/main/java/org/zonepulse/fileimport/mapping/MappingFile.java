package org.zonepulse.fileimport.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.YamlText;

/** Reads mappings from their YAML files, those that come with the build and others. */
public final class MappingFile {

    /** Those that come with the build, in the order in which they are shown. */
    public static final List<String> BUNDLED =
            List.of("registrations", "company-registry-zh", "certifications", "loans", "loan-ledger-zh", "trade-fairs");

    private static final int MAX_BYTES = 256 * 1024;

    private MappingFile() {}

    /** All mappings that come with the build. */
    public static List<Mapping> bundled() {
        return BUNDLED.stream().map(name -> parse(name, bytes(name))).toList();
    }

    /** The text of one that comes with the build; null if there is none of that name. */
    public static @Nullable String text(String name) {
        return BUNDLED.contains(name) ? new String(bytes(name), StandardCharsets.UTF_8) : null;
    }

    /**
     * The mapping of that name, or in that file.
     *
     * @throws InvalidMapping if there is none, or it can't be used
     */
    public static Mapping named(String nameOrFile) {
        if (BUNDLED.contains(nameOrFile)) {
            return parse(nameOrFile, bytes(nameOrFile));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new InvalidMapping(
                    nameOrFile, List.of("there is no such file, nor a mapping of that name; there are " + BUNDLED));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(nameOrFile, in.readNBytes(MAX_BYTES + 1));
        } catch (IOException unreadable) {
            throw new InvalidMapping(nameOrFile, List.of("it can't be read: " + unreadable));
        }
    }

    private static Mapping parse(String name, byte[] content) {
        try {
            MappingShape shape = new MappingShape();
            Mapping mapping = shape.mapping(YamlText.load(content, MAX_BYTES));
            if (mapping == null) {
                throw new InvalidMapping(name, shape.problems());
            }
            return mapping;
        } catch (YamlText.Unreadable unreadable) {
            throw new InvalidMapping(name, List.of(unreadable.remedy()));
        }
    }

    private static byte[] bytes(String name) {
        String resource = name + ".yaml";
        try (InputStream in = Objects.requireNonNull(MappingFile.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A mapping that comes with the build can't be read", unreadable);
        }
    }
}
