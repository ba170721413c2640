package io.mlops4j.core.data;

import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * What identifies a version: SHA-256 over its bytes' digest, the options that read them, and its schema. The same file with another label or
 * type is another version; with another message or other expectations it is the same.
 *
 * <p>The digest is taken over fields written as {@code key length:value} and a line feed, the length in bytes of UTF-8, so no value can be
 * taken for another. It does not go through JSON, whose writer may change how it escapes. The first field names this layout.
 */
final class VersionDigest {
    private final MessageDigest digest = Digests.newSha256();

    private VersionDigest() {}

    static String of(String contentDigest, Format format, Schema schema) {
        VersionDigest version = new VersionDigest();
        version.field("mlops4j", "dataset-version-1");
        version.field("content", contentDigest);
        if (format instanceof Format.Csv csv) {
            version.csv(csv.options());
        } else {
            version.field("format", "json-lines");
        }
        for (ColumnSchema column : schema.columns()) {
            version.field("column", column.name());
            version.field("type", column.type().name().toLowerCase(Locale.ROOT));
            version.field("role", column.role().name().toLowerCase(Locale.ROOT));
        }
        return Digests.hex(version.digest.digest());
    }

    /** Of a list of files, which a table of the same rows is not. */
    static String ofFiles(String listDigest) {
        VersionDigest version = new VersionDigest();
        version.field("mlops4j", "dataset-version-1");
        version.field("files", listDigest);
        return Digests.hex(version.digest.digest());
    }

    private void csv(CsvOptions options) {
        field("format", "csv");
        field("delimiter", String.valueOf(options.delimiter()));
        field("quote", String.valueOf(options.quote()));
        field("charset", options.charset().name());
        field("header", options.header().name().toLowerCase(Locale.ROOT));
        options.missing().forEach(text -> field("missing", text));
    }

    private void field(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((key + " " + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        digest.update((byte) '\n');
    }
}
