package org.zonepulse.publishing.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds API keys to a publishers file, and takes them out, line by line: people's comments and order stay. What comes of it is
 * read before it replaces the file, and has to differ from it in that key alone.
 */
public final class KeysInFile {

    private static final Pattern ENTRY = Pattern.compile("^(\\s*)-\\s+name:\\s*['\"]?([a-z0-9._-]+)['\"]?\\s*(#.*)?$");
    private static final Pattern KEYS = Pattern.compile("^(\\s+)keys:\\s*(#.*)?$");

    private final Path file;

    /** Of this file, which is there. */
    public KeysInFile(Path file) {
        this.file = file;
    }

    /** The file is written in a way that can't be changed line by line; it was left as it is. */
    public static final class ByHand extends Exception {
        private static final long serialVersionUID = 1;

        ByHand(String what) {
            super(what);
        }
    }

    /**
     * Adds a key.
     *
     * @throws InvalidPublishersFile if the file can't be used as it is, or has no such publisher
     * @throws ByHand if the line that the exception holds has to be added by hand
     */
    public void add(String publisher, ApiKey key) throws IOException, ByHand {
        Publishers before = PublishersFile.read(file);
        if (before.publishers().stream().noneMatch(each -> each.name().equals(publisher))) {
            List<String> names =
                    before.publishers().stream().map(Publisher::name).toList();
            throw new InvalidPublishersFile(
                    file.toString(), List.of("publishers: none is named " + publisher + "; there are " + names));
        }
        String entry = "{id: " + key.id() + ", sha256: " + key.sha256()
                + (key.expires() == null ? "" : ", expires: " + key.expires()) + "}";
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        int at = insertionPoint(lines, publisher);
        if (at >= 0) {
            Matcher keys = KEYS.matcher(lines.get(at));
            String indent = keys.matches() ? keys.group(1) : " ".repeat(indentOf(lines.get(at)) + 2);
            if (!keys.matches()) {
                lines.add(++at, indent + "keys:");
            }
            lines.add(at + 1, indent + "  - " + entry);
        }
        String text = String.join("\n", lines) + "\n";
        if (at < 0 || !holds(text, publisher, key)) {
            throw new ByHand("keys: - " + entry);
        }
        replace(text);
    }

    /** The line {@code keys:} of the publisher, or else the one of its name; -1 if there is none. */
    private static int insertionPoint(List<String> lines, String publisher) {
        int name = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (entry.matches() && name >= 0) {
                return name;
            }
            if (entry.matches() && entry.group(2).equals(publisher)) {
                name = i;
            } else if (name >= 0 && KEYS.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return name;
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private boolean holds(String text, String publisher, ApiKey key) {
        try {
            Publishers.Holder holder = PublishersFile.parse(text.getBytes(StandardCharsets.UTF_8), file.toString())
                    .holderOf(key.id());
            return holder != null
                    && holder.publisher().name().equals(publisher)
                    && holder.key().equals(key);
        } catch (InvalidPublishersFile broken) {
            return false;
        }
    }

    /**
     * Takes a key out; returns whose it was, or null if the file has none of that id.
     *
     * @throws InvalidPublishersFile if the file can't be used as it is
     * @throws ByHand if it has to be taken out by hand
     */
    public @Nullable String remove(String keyId) throws IOException, ByHand {
        Publishers.Holder holder = PublishersFile.read(file).holderOf(keyId);
        if (holder == null) {
            return null;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        Pattern entry = Pattern.compile("^\\s*-\\s*\\{.*\\bid:\\s*['\"]?" + keyId + "['\"]?\\b.*\\}\\s*(#.*)?$");
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            at = entry.matcher(lines.get(i)).matches() ? i : at;
        }
        if (at < 0) {
            throw new ByHand("id: " + keyId);
        }
        lines.remove(at);
        boolean lastOfItsList = at > 0
                && KEYS.matcher(lines.get(at - 1)).matches()
                && (at == lines.size() || !lines.get(at).strip().startsWith("- {"));
        if (lastOfItsList) {
            lines.remove(at - 1);
        }
        String text = String.join("\n", lines) + "\n";
        PublishersFile.parse(text.getBytes(StandardCharsets.UTF_8), file.toString());
        replace(text);
        return holder.publisher().name();
    }

    /** In one step, so that whoever reads the file meanwhile sees it whole; with the rights that it had. */
    private void replace(String text) throws IOException {
        Path real = file.toRealPath();
        Path fresh = Files.createTempFile(real.getParent(), ".publishers", ".tmp");
        try {
            Files.writeString(fresh, text);
            if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(real);
                Files.setPosixFilePermissions(fresh, rights);
            }
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
