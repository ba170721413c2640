package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetDraft;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that stay with a dataset. */
class DatasetRulesTest {
    private static final Expectation ADULTS = Expectation.between("age", 18, 120);
    private static final Expectation GROWING = Expectation.row("positive", row -> row.whole("age") > 0);

    @TempDir
    Path dir;

    private Mlops ml;
    private Dataset people;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        people = ml.dataset("people");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private DatasetDraft ages(long... ages) {
        return people.from(Source.table(Table.builder().longs("age", ages).build()));
    }

    @Test
    void theNextCommitIsCheckedWithoutBeingTold() {
        ages(31, 58).expect(ADULTS).commit();
        close();
        open();
        assertThat(people.expectations()).containsExactly(ADULTS);
        assertThatThrownBy(() -> ages(7).commit())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("1 of 1 values of 'age' lie outside [18, 120], first at row 1 (value 7)");
        assertThat(people.versions()).hasSize(1);
    }

    @Test
    void aRuleOfTheSameKindOnTheSameColumnTakesThePlaceOfTheOldOne() {
        ages(31).expect(ADULTS, Expectation.notNull("age")).commit();
        Expectation all = Expectation.between("age", 0, 120);
        ages(7).expect(all, all).commit();
        assertThat(people.expectations()).containsExactly(Expectation.notNull("age"), all);
    }

    @Test
    void rulesThatAreGivenTogetherAllCount() {
        Expectation usual = Expectation.between("age", 20, 60).warning();
        DatasetVersion version = ages(31, 70).expect(ADULTS, usual).commit();
        assertThat(people.expectations()).containsExactly(ADULTS, usual);
        assertThat(version.quality().warnings()).hasSize(1);
        assertThat(version.quality().passed()).isTrue();
    }

    @Test
    void allRulesCanBeReplacedOrDropped() {
        ages(31).expect(ADULTS, Expectation.notNull("age")).commit();
        ages(31, 32).expectOnly(Expectation.rowCount(1, 9)).commit();
        assertThat(people.expectations()).containsExactly(Expectation.rowCount(1, 9));
        ages(7).expectOnly().commit();
        assertThat(people.expectations()).isEmpty();
    }

    @Test
    void theSameContentUnderOtherRulesMakesNoVersionAndChangesTheRules() {
        ages(31).commit();
        assertThat(ages(31).expect(ADULTS).commit().number()).isEqualTo(1);
        assertThat(people.expectations()).containsExactly(ADULTS);
        close();
        open();
        assertThat(people.expectations()).containsExactly(ADULTS);
        assertThatThrownBy(() -> ages(7).commit()).isInstanceOf(QualityGateFailed.class);
    }

    @Test
    void theSameContentUnderTheSameRulesStoresNothing() {
        ages(31).expect(ADULTS).commit();
        long before = ml.audit().events().list().size();
        ages(31).expect(ADULTS).commit();
        ages(31).commit();
        assertThat(ml.audit().events().list()).hasSize((int) before);
    }

    @Test
    void aRefusedCommitLeavesTheRulesAsTheyWere() {
        ages(31).expect(ADULTS).commit();
        assertThatThrownBy(() -> ages(31).expectOnly(Expectation.rowCount(2, 3)).commit())
                .isInstanceOf(QualityGateFailed.class);
        assertThat(people.expectations()).containsExactly(ADULTS);
    }

    @Test
    void aRuleOnAColumnThatIsGoneSaysSinceWhenItIsKeptAndHowToDropIt() {
        ages(31).commit();
        ages(31, 32).expect(ADULTS).commit();
        ages(31, 33).commit();
        DatasetDraft renamed =
                people.from(Source.table(Table.builder().longs("years", 31).build()));
        assertThatThrownBy(renamed::commit)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("names a column that does not exist")
                .hasMessageContaining("keeps the rule since version 2; drop it with expectOnly(…)");
    }

    @Test
    void aPredicateThatIsNotGivenAgainIsToldAndStays() {
        DatasetVersion checked = ages(31).expect(GROWING).commit();
        assertThat(checked.quality().results()).hasSize(1);
        assertThat(checked.quality().unchecked()).isEmpty();
        DatasetVersion next = ages(-1).commit();
        assertThat(next.quality().unchecked()).containsExactly(RowRule.Custom.named("positive"));
        assertThat(people.expectations()).containsExactly(RowRule.Custom.named("positive"));
        assertThatThrownBy(() -> ages(-2).expect(GROWING).commit())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("1 of 1 rows do not satisfy 'positive'");
    }

    @Test
    void valuesHaveToAppearInAVersionOfAnotherDataset() {
        DatasetVersion known = ml.dataset("known")
                .from(Source.table(Table.builder().longs("age", 31, 58).build()))
                .commit();
        ages(58, 31, 31).expect(Expectation.foreign("age", known, "age")).commit();
        assertThatThrownBy(() -> ages(31, 7).commit())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining(
                        "do not appear in 'age' of version 1 of dataset 'known', first at row 2 (value 7)");
        assertThat(people.latest().rowCheck().check(Map.of("age", 7))).hasSize(1);
        assertThat(people.latest().rowCheck().check(Map.of("age", 58))).isEmpty();
    }

    @Test
    void aVersionChecksRequestsByItsRules() {
        RowCheck check = ages(31).expect(ADULTS, GROWING).commit().rowCheck();
        assertThat(check.rules()).containsExactly(ADULTS);
        assertThat(check.unchecked()).containsExactly(RowRule.Custom.named("positive"));
        assertThat(check.check(Map.of("age", 7))).hasSize(1);
    }
}
