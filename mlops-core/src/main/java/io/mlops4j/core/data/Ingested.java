package io.mlops4j.core.data;

import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;

/**
 * A source that was read, stored, typed, profiled and checked; what is lacking is the event that names it.
 *
 * @param content where its bytes are
 * @param format how they are to be read
 * @param schema the columns
 * @param profile what is in them
 * @param quality what was expected and found; no error among it
 */
public record Ingested(ContentRef content, Format format, Schema schema, Profile profile, Quality quality) {
    /** What identifies the version. */
    String digest() {
        return VersionDigest.of(content.digest(), format, schema);
    }

    /** What identifies the version if its rows list the files of a directory, which it has too. */
    String filesDigest() {
        return VersionDigest.ofFiles(digest());
    }
}
