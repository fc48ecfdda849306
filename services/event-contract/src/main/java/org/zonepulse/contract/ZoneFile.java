package org.zonepulse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.zonepulse.ledger.zone.Zone;

/**
 * Reads a zone from its YAML file. It is configuration, read once at start-up by the one who wrote it: so what is wrong
 * with it is thrown, all at once, and stops the start.
 */
public final class ZoneFile {

    /** Largest file, in bytes: some hundred times the bundled one would be needed to pass it. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String BUNDLED = "fhidz.yaml";
    private static final int MAX_DEPTH = 6;

    private ZoneFile() {}

    /** The zone that comes with the build: the Foshan National High-tech Industrial Development Zone. */
    public static Zone bundled() {
        try (InputStream in = Objects.requireNonNull(ZoneFile.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return parse(in.readNBytes(MAX_BYTES + 1), BUNDLED + " (bundled)");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException("The zone file that comes with the build can't be read", unreadable);
        }
    }

    /**
     * The zone in this file.
     *
     * @throws InvalidZoneFile if the file is missing, too large, no YAML, or says no usable zone
     */
    public static Zone read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_BYTES + 1), file.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidZoneFile(
                    file.toString(), List.of("there is no such file; leave it out to use the bundled " + BUNDLED));
        } catch (IOException unreadable) {
            throw new InvalidZoneFile(file.toString(), List.of("it can't be read: " + unreadable));
        }
    }

    private static Zone parse(byte[] content, String file) {
        if (content.length > MAX_BYTES) {
            throw new InvalidZoneFile(file, List.of("it must be at most " + MAX_BYTES + " bytes long"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            ZoneShape shape = new ZoneShape();
            Zone zone = shape.zone(yaml().load(text));
            if (zone == null) {
                throw new InvalidZoneFile(file, shape.problems());
            }
            return zone;
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidZoneFile(file, List.of("it must be encoded in UTF-8"));
        } catch (MarkedYAMLException syntax) {
            String place = syntax.getProblemMark() == null
                    ? ""
                    : "line " + (syntax.getProblemMark().getLine() + 1) + ": ";
            throw new InvalidZoneFile(file, List.of(place + "it must be YAML: " + syntax.getProblem()));
        } catch (YAMLException syntax) {
            throw new InvalidZoneFile(file, List.of("it must be YAML: " + syntax.getMessage()));
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_BYTES);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly());
    }

    /** Takes every scalar as the text that stands there: 440600 is a code and not a number, and NO not a truth value. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: that is the point.
        }
    }
}
