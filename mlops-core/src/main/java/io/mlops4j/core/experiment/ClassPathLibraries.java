package io.mlops4j.core.experiment;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libraries of a class path by the names of their files, {@code guava-33.5.0-jre.jar}. A jar that only names others in its manifest, as
 * launchers make for long class paths, stands for those; so does a jar that carries others in {@code BOOT-INF/lib}.
 */
final class ClassPathLibraries {
    /** As the module system splits the file names of automatic modules: the version begins at the first dash before a digit. */
    private static final Pattern NAME = Pattern.compile("(?<name>.+?)(-(?<version>\\d.*))?\\.jar");

    private static final String CARRIED = "BOOT-INF/lib/";

    private ClassPathLibraries() {}

    /** Versions by name; the empty string where the name of the file has none. */
    static Map<String, String> of(String classPath) {
        Map<String, String> libraries = new TreeMap<>();
        for (String entry : Splitter.on(File.pathSeparatorChar).split(classPath)) {
            if (entry.endsWith(".jar")) {
                add(libraries, entry);
            }
        }
        return libraries;
    }

    private static void add(Map<String, String> libraries, String jar) {
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            String others =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            boolean onlyNamesOthers = others != null && file.size() <= 2;
            if (!onlyNamesOthers) {
                name(libraries, Path.of(jar).getFileName().toString());
            }
            file.stream()
                    .filter(entry -> entry.getName().startsWith(CARRIED))
                    .forEach(entry -> name(libraries, entry.getName().substring(CARRIED.length())));
            if (others != null) {
                for (String other : Splitter.on(' ').omitEmptyStrings().split(others)) {
                    addNamed(libraries, Path.of(jar).toUri().resolve(other));
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            name(libraries, new File(jar).getName());
        }
    }

    private static void addNamed(Map<String, String> libraries, URI uri) {
        if ("file".equals(uri.getScheme()) && uri.getPath().endsWith(".jar") && Files.exists(Path.of(uri))) {
            name(libraries, Path.of(uri).getFileName().toString());
        }
    }

    private static void name(Map<String, String> libraries, String file) {
        Matcher matcher = NAME.matcher(file);
        if (matcher.matches()) {
            String version = matcher.group("version");
            libraries.put(matcher.group("name"), version == null ? "" : version);
        }
    }
}
