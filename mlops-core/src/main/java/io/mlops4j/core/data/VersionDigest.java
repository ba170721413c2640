package io.mlops4j.core.data;

import io.mlops4j.core.blob.Digests;
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

    static String of(String contentDigest, CsvOptions format, Schema schema) {
        VersionDigest version = new VersionDigest();
        version.field("mlops4j", "dataset-version-1");
        version.field("content", contentDigest);
        version.field("format", "csv");
        version.field("delimiter", String.valueOf(format.delimiter()));
        version.field("quote", String.valueOf(format.quote()));
        version.field("charset", format.charset().name());
        version.field("header", format.header().name().toLowerCase(Locale.ROOT));
        format.missing().forEach(text -> version.field("missing", text));
        for (ColumnSchema column : schema.columns()) {
            version.field("column", column.name());
            version.field("type", column.type().name().toLowerCase(Locale.ROOT));
            version.field("role", column.role().name().toLowerCase(Locale.ROOT));
        }
        return Digests.hex(version.digest.digest());
    }

    private void field(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((key + " " + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        digest.update((byte) '\n');
    }
}
