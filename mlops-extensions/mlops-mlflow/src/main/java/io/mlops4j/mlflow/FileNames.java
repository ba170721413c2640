package io.mlops4j.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives names of parameters, metrics and tags the form in which MLflow keeps them as names of files: letters and digits of any script,
 * {@code _}, {@code -}, {@code .}, spaces, and {@code /} between folders. One name that breaks this keeps MLflow from reading the whole
 * experiment, so every other character becomes {@code _}; and where two names would become one file, or a file would have to be a folder as
 * well, a number is put behind.
 */
final class FileNames {
    /** Most file systems take 255 bytes. */
    private static final int LONGEST_PART = 200;

    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private FileNames() {}

    /** A name of a file for each name; different ones for different names, even where case is not told apart. */
    static Map<String, String> of(Collection<String> names) {
        FileNames fileNames = new FileNames();
        // Those that can stay come first, so that no other takes their place.
        names.stream().filter(name -> plain(name).equals(name)).forEach(fileNames::add);
        names.stream().filter(name -> !plain(name).equals(name)).forEach(fileNames::add);
        Map<String, String> inOrder = new LinkedHashMap<>();
        names.forEach(name -> inOrder.put(name, fileNames.names.get(name)));
        return inOrder;
    }

    private void add(String name) {
        String plain = plain(name);
        String free = isFree(plain) ? plain : plain.replace('/', '_');
        for (int n = 2; !isFree(free); n++) {
            free = plain.replace('/', '_') + "_" + n;
        }
        String key = key(free);
        files.add(key);
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash));
        }
        names.put(name, free);
    }

    private boolean isFree(String name) {
        String key = key(name);
        if (files.contains(key) || folders.contains(key)) {
            return false;
        }
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            if (files.contains(key.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A name as MLflow takes it, though maybe not the only one of its kind. */
    static String plain(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            parts.add(part(part));
        }
        return String.join("/", parts);
    }

    /** One part between slashes. A name that Windows would change, one with a dot or a space at its end, is changed here. */
    static String part(String part) {
        StringBuilder plain = new StringBuilder();
        part.codePoints().forEach(c -> plain.appendCodePoint(isAllowed(c) ? c : '_'));
        while (plain.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
            plain.setLength(plain.offsetByCodePoints(plain.length(), -1));
        }
        int last = plain.length() - 1;
        if (last < 0) {
            return "_";
        }
        if (plain.charAt(last) == '.' || plain.charAt(last) == ' ') {
            plain.setCharAt(last, '_');
        }
        return plain.toString();
    }

    /** What {@code [/\w.\- ]} takes in Python, whose {@code \w} is letters and numbers of any script. */
    private static boolean isAllowed(int c) {
        return Character.isLetter(c)
                || Character.isDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ' ';
    }
}
