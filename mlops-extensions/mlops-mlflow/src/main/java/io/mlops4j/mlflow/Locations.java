package io.mlops4j.mlflow;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an address in MLflow's files meant, after the directory has moved: MLflow writes absolute addresses ({@code
 * file:///home/ana/mlruns/0/abc/artifacts}, {@code file:///C:/work/mlruns/…}, {@code mlflow-artifacts:/0/abc/artifacts}), so the longest end
 * of the address that is there below the directory is taken to be it. An address that leads elsewhere is never followed.
 */
record Locations(List<StoreFiles> roots) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
    private static final Set<String> LOCAL = Set.of("file", "mlflow-artifacts");

    /** Fewer names than this say too little: a directory of the name {@code model} may be anything. */
    private static final int FEWEST_NAMES = 2;

    Locations {
        roots = List.copyOf(roots);
    }

    /** Where an address leads now, if it leads anywhere. */
    Optional<Path> find(String address) {
        String path = path(address);
        if (path == null) {
            return Optional.empty();
        }
        List<String> names = Arrays.stream(path.replace('\\', '/').split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        if (names.contains("..")) {
            return Optional.empty();
        }
        for (int from = 0; from <= names.size() - FEWEST_NAMES; from++) {
            String end = String.join("/", names.subList(from, names.size()));
            for (StoreFiles files : roots) {
                Path there = end.indexOf('\0') >= 0 ? null : files.find(StoreFiles.below(files.root(), end));
                if (there != null) {
                    return Optional.of(there);
                }
            }
        }
        return Optional.empty();
    }

    /** The path in an address, or null if it is on another machine. */
    private static @Nullable String path(String address) {
        Matcher matcher = SCHEME.matcher(address);
        if (!matcher.matches()) {
            return address;
        }
        if (!LOCAL.contains(matcher.group(1))) {
            return null;
        }
        try {
            return URLDecoder.decode(matcher.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return matcher.group(2);
        }
    }
}
