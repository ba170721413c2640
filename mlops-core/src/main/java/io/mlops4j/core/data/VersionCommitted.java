package io.mlops4j.core.data;

import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens in the stream of a dataset: a version is committed. Its profile is a blob of its own, as it is large and seldom read. */
record VersionCommitted(
        int number,
        String digest,
        long rowCount,
        Content content,
        CsvOptions format,
        Schema schema,
        String profileBlob,
        Quality quality,
        Map<String, String> tags) {
    VersionCommitted {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Where the bytes are. */
    record Content(String digest, long sizeBytes) {}

    VersionCommitted numbered(int number) {
        return new VersionCommitted(number, digest, rowCount, content, format, schema, profileBlob, quality, tags);
    }
}
