package org.zonepulse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.zonepulse.ledger.measure.Definitions;

/**
 * Reads definitions of the KPI catalogue from a YAML file. What the file doesn't mention keeps the standard meaning. What is
 * wrong with it is thrown, all at once.
 */
public final class CatalogueFile {

    /** Largest file, in bytes; the longest sensible one is some hundred times shorter. */
    static final int MAX_BYTES = 64 * 1024;

    private CatalogueFile() {}

    /**
     * The definitions in this file.
     *
     * @throws InvalidCatalogueFile if the file is missing, too large, no YAML, or says no usable definitions
     */
    public static Definitions read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            CatalogueShape shape = new CatalogueShape();
            Definitions definitions = shape.definitions(YamlText.load(in.readNBytes(MAX_BYTES + 1), MAX_BYTES));
            if (definitions == null) {
                throw new InvalidCatalogueFile(file.toString(), shape.problems());
            }
            return definitions;
        } catch (YamlText.Unreadable unreadable) {
            throw new InvalidCatalogueFile(file.toString(), List.of(unreadable.remedy()));
        } catch (NoSuchFileException missing) {
            throw new InvalidCatalogueFile(file.toString(), List.of("there is no such file"));
        } catch (IOException unreadable) {
            throw new InvalidCatalogueFile(file.toString(), List.of("it can't be read: " + unreadable));
        }
    }
}
