package io.mlops4j.core.data;

import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version is committed. Its profile is a blob of its own, as it is large and seldom read.
 *
 * @param files the bytes of the files that its rows list, one after the other; null if it was not made of a directory
 */
record VersionCommitted(
        int number,
        String digest,
        long rowCount,
        ContentRef content,
        Format format,
        Schema schema,
        String profileBlob,
        Quality quality,
        Map<String, String> tags,
        @Nullable ContentRef files)
        implements DatasetEvent {
    VersionCommitted {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    VersionCommitted numbered(int number) {
        return new VersionCommitted(
                number, digest, rowCount, content, format, schema, profileBlob, quality, tags, files);
    }

    /** The rules that the version was committed under: those that were checked, then those that could not be. */
    List<Expectation> rules() {
        return Stream.concat(
                        quality.results().stream().map(ExpectationResult::expectation), quality.unchecked().stream())
                .toList();
    }
}
