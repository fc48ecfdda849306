package org.zonepulse.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML files of settings: maps, lists and text, nothing else, and no more than is bearable. */
public final class YamlText {

    private static final int MAX_DEPTH = 8;

    private YamlText() {}

    /** It is no YAML. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private Unreadable(String remedy) {
            super(remedy);
        }

        /** What it must be, and in which line it isn't. */
        public String remedy() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * What stands in the file: maps, lists, text, or null if nothing does.
     *
     * @param content UTF-8
     * @param maxBytes the longest file that can be meant
     * @throws Unreadable if it is longer, or no YAML
     */
    public static @Nullable Object load(byte[] content, int maxBytes) throws Unreadable {
        if (content.length > maxBytes) {
            throw new Unreadable("it must be at most " + maxBytes + " bytes long");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return yaml(maxBytes).load(text);
        } catch (CharacterCodingException notUtf8) {
            throw new Unreadable("it must be encoded in UTF-8");
        } catch (MarkedYAMLException syntax) {
            String place = syntax.getProblemMark() == null
                    ? ""
                    : "line " + (syntax.getProblemMark().getLine() + 1) + ": ";
            throw new Unreadable(place + "it must be YAML: " + syntax.getProblem());
        } catch (YAMLException syntax) {
            throw new Unreadable("it must be YAML: " + syntax.getMessage());
        }
    }

    private static Yaml yaml(int maxBytes) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(maxBytes);
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
