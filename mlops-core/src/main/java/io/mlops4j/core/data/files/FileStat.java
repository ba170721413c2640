package io.mlops4j.core.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells, without reading it, whether a file is still the same.
 *
 * @param path relative to the directory, with slashes
 * @param sizeBytes its length
 * @param modifiedNanos when it was last written to, since 1970-01-01T00:00Z
 * @param identity what the file system calls it, which a replaced file does not share; empty if it calls it nothing
 */
record FileStat(String path, long sizeBytes, long modifiedNanos, String identity) {
    static FileStat of(String path, Path file) throws IOException {
        return of(path, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    static FileStat of(String path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileStat(
                path,
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                key == null ? "" : key.toString());
    }
}
