package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.Conflict;
import io.mlops4j.GarbagePolicy;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits that are saved with a version, through the engine. */
class SavedSplitTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private DatasetVersion version;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir);
        version = ml.dataset("people").from(Source.table(people(200))).commit();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private static Table people(int rows) {
        return Table.builder()
                .longs("id", LongStream.range(0, rows).toArray())
                .strings(
                        "grade",
                        IntStream.range(0, rows)
                                .mapToObj(i -> i % 3 == 0 ? "A" : "B")
                                .toArray(String[]::new))
                .build();
    }

    private static SplitDraft holdout(DatasetVersion of) {
        return of.split().train(0.8).test(0.2).stratifiedBy("grade").seed(7).as("holdout");
    }

    @Test
    void aSavedSplitComesBackAsItWasAfterARestart() {
        Split saved = holdout(version).apply();
        ml.close();
        ml = Mlops.open(dir);
        DatasetVersion again = ml.dataset("people").version(1);
        Split read = again.split("holdout");
        assertThat(read.spec()).isEqualTo(saved.spec());
        assertThat(read.digest()).isEqualTo(saved.digest());
        assertThat(read.train()).isEqualTo(saved.train());
        assertThat(read.test()).isEqualTo(saved.test());
        assertThat(read.name()).hasValue("holdout");
        assertThat(again.splits()).containsExactly("holdout");
    }

    @Test
    void savingTheSameAgainDoesNothing() {
        holdout(version).apply();
        int events = ml.audit().events().list().size();
        holdout(version).apply();
        assertThat(ml.audit().events().list()).hasSize(events);
    }

    @Test
    void anotherSplitOfTheSameNameIsAConflict() {
        holdout(version).apply();
        assertThatThrownBy(() -> holdout(version).seed(8).apply())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("holdout")
                .hasMessageContaining("another name");
    }

    @Test
    void aSplitThatIsNotThereSuggestsOneThatIs() {
        holdout(version).apply();
        assertThatThrownBy(() -> version.split("holdaut"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'holdout'");
    }

    @Test
    void aSplitThatIsNotNamedIsNotSaved() {
        version.split().train(0.5).test(0.5).apply();
        assertThat(version.splits()).isEmpty();
    }

    @Test
    void theNextVersionExtendsTheSplit() {
        Split older = holdout(version).apply();
        DatasetVersion next =
                ml.dataset("people").from(Source.table(people(300))).commit();
        Split newer = holdout(next).extending(version.split("holdout")).apply();
        assertThat(newer.spec().extending()).isEqualTo(older.digest());
        assertThat(newer.rowCount(Part.TRAIN)).isEqualTo(240);
        for (int row = 0; row < 200; row++) {
            assertThat(newer.findPart(row)).isEqualTo(older.findPart(row));
        }
        assertThat(next.splits()).containsExactly("holdout");
    }

    @Test
    void thePastHasTheSplitsOfThatTimeAndSavesNone() {
        DatasetVersion past = ml.asOf(version.committedAt()).dataset("people").version(1);
        assertThatThrownBy(() -> holdout(past).apply()).isInstanceOf(AccessDenied.class);
        assertThat(past.splits()).isEmpty();
    }

    @Test
    void aSavedSplitOutlivesTheCollectionOfGarbage() {
        Split saved = holdout(version).apply();
        ml.collectGarbage(GarbagePolicy.delete());
        assertThat(version.split("holdout").digest()).isEqualTo(saved.digest());
    }
}
