package org.zonepulse.fileimport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zonepulse.fileimport.ImportRefused.Reason;
import org.zonepulse.fileimport.mapping.Layout;
import org.zonepulse.fileimport.mapping.Mapping;
import org.zonepulse.fileimport.mapping.MappingFile;

/** Finds the mapping of a file by its header. */
final class LayoutChoice {

    private LayoutChoice() {}

    /**
     * The mapping that was asked for, or else that of the stream which fits and knows most of the columns.
     *
     * @throws ImportRefused if none fits, or several do
     */
    static Layout of(ImportSettings settings, Input input, List<String> header) {
        Mapping asked = settings.mapping();
        Layout layout = asked == null ? chosen(settings, input, header) : new Layout(asked, header);
        if (layout.mapping().stream() != settings.stream()) {
            throw new ImportRefused(
                    Reason.MAPPING_OF_OTHER_STREAM,
                    layout.mapping().name(),
                    layout.mapping().stream().id(),
                    settings.stream().id());
        }
        List<String> problems = layout.problems(settings.set());
        if (!problems.isEmpty()) {
            throw new ImportRefused(
                    Reason.MAPPING_DOES_NOT_FIT, input.name(), layout.mapping().name(), String.join("\n  ", problems));
        }
        return layout;
    }

    private static Layout chosen(ImportSettings settings, Input input, List<String> header) {
        List<Layout> candidates = MappingFile.bundled().stream()
                .filter(each -> each.stream() == settings.stream())
                .map(each -> new Layout(each, header))
                .toList();
        List<Layout> fitting =
                candidates.stream().filter(each -> each.missing().isEmpty()).toList();
        int most = fitting.stream().mapToInt(Layout::matched).max().orElse(0);
        List<Layout> best =
                fitting.stream().filter(each -> each.matched() == most).toList();
        if (best.isEmpty()) {
            throw new ImportRefused(Reason.NO_MAPPING_FITS, input.name(), String.join(", ", header), lacks(candidates));
        }
        if (best.size() > 1) {
            throw new ImportRefused(
                    Reason.SEVERAL_MAPPINGS_FIT,
                    input.name(),
                    String.join(
                            ", ",
                            best.stream().map(each -> each.mapping().name()).toList()));
        }
        return best.getFirst();
    }

    private static String lacks(List<Layout> candidates) {
        List<String> lines = new ArrayList<>();
        candidates.stream()
                .sorted(Comparator.comparingInt(each -> each.missing().size()))
                .forEach(each -> lines.add(each.mapping().name() + ": " + String.join(", ", each.missing())));
        return String.join("\n  ", lines);
    }
}
