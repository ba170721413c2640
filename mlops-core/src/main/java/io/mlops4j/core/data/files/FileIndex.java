package io.mlops4j.core.data.files;

import io.mlops4j.data.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where each file of a committed directory lies in its content. Immutable. */
public final class FileIndex {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** From the list of the files, in the order in which their bytes follow one another. */
    public FileIndex(Table list) {
        String[] paths = list.strings(FilesIntake.PATH);
        long[] sizes = list.longs(FilesIntake.SIZE);
        long offset = 0;
        for (int i = 0; i < paths.length; i++) {
            String sha256 = list.column(FilesIntake.SHA256).stringAt(i);
            entries.put(paths[i], new Entry(offset, sizes[i], sha256));
            offset += sizes[i];
        }
    }

    /** A file: the place of its first byte, its length and the digest of its bytes. */
    public record Entry(long offset, long sizeBytes, String sha256) {}

    /** The file of a path. */
    public Optional<Entry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** All paths. */
    public Set<String> paths() {
        return entries.keySet();
    }
}
