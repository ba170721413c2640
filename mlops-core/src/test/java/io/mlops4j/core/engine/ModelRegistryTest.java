package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Retirement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private Mlops ml;
    private Model model;
    private Path file;

    @BeforeEach
    void open() {
        ml = Mlops.builder().inMemory().clock(clock).actor(() -> "alice").build();
        model = ml.model("loans");
        file = LinearRuntime.write(dir.resolve("loans.linear"), 2, 1.5);
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void versionsAreNumberedFromOne() {
        assertThat(model.from(file).register().number()).isEqualTo(1);
        assertThat(model.from(file).register().number()).isEqualTo(2);
    }

    @Test
    void whatWasRegisteredIsReadBack() {
        ModelVersion version = model.from(file)
                .features("age", "income")
                .description("Scores loans.")
                .tag("team", "risk")
                .register();
        ModelVersion read = ml.model("loans").version(1);
        assertThat(read).isEqualTo(version);
        assertThat(read.features()).containsExactly("age", "income");
        assertThat(read.description()).isEqualTo("Scores loans.");
        assertThat(read.tags()).containsEntry("team", "risk");
        assertThat(read.signature()).hasToString("(X: float[-1, 2]) -> (score: float[-1])");
        assertThat(read.runtime()).isEqualTo("linear 1.0");
        assertThat(read.registeredBy()).isEqualTo("alice");
        assertThat(read.registeredAt()).isEqualTo(clock.instant());
        assertThat(read.sizeBytes()).isEqualTo(12);
    }

    @Test
    void theFileComesBackAsItWas() throws IOException {
        ModelVersion version = model.from(file).register();
        try (InputStream in = version.open()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("linear 2 1.5");
        }
    }

    @Test
    void aFileThatIsNoModelIsRefusedAndLeavesNothing() throws IOException {
        Path rubbish = Files.writeString(dir.resolve("rubbish.linear"), "rubbish");
        assertThatThrownBy(() -> model.from(rubbish).register()).isInstanceOf(InvalidInput.class);
        assertThat(ml.models()).isEmpty();
    }

    @Test
    void aFormatThatNoRuntimeReadsNamesThoseThereAre() throws IOException {
        Path pickle = Files.writeString(dir.resolve("model.pkl"), "x");
        assertThatThrownBy(() -> model.from(pickle).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("model.pkl")
                .hasMessageContaining("linear (.linear)");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> model.from(dir.resolve("gone.linear")).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("gone.linear")
                .hasMessageContaining("does not exist");
    }

    @Test
    void asManyFeaturesAsColumnsAreNeeded() {
        assertThatThrownBy(() -> model.from(file).features("age").register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1 names")
                .hasMessageContaining("2 columns");
    }

    @Test
    void aDraftRegistersOnce() {
        var draft = model.from(file);
        draft.register();
        assertThatThrownBy(draft::register).isInstanceOf(InvalidInput.class).hasMessageContaining("already");
    }

    @Test
    void aModelThatIsNotThereSuggestsOneThatIs() {
        model.from(file).register();
        assertThatThrownBy(() -> ml.model("loan").version(1))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Did you mean 'loans'");
    }

    @Test
    void aVersionThatIsNotThereNamesTheRange() {
        model.from(file).register();
        assertThatThrownBy(() -> model.version(7)).isInstanceOf(NotFound.class).hasMessageContaining("1 to 1");
    }

    @Test
    void anAliasPointsAtTheVersionItWasSetTo() {
        ModelVersion first = model.from(file).register();
        ModelVersion second = model.from(file).register();
        model.alias("champion", first, "first");
        model.alias("champion", second, "better");
        assertThat(model.version("champion")).isEqualTo(second);
        assertThat(model.aliases()).containsEntry("champion", 2);
        assertThat(second.aliases()).containsExactly("champion");
        assertThat(first.aliases()).isEmpty();
    }

    @Test
    void settingAnAliasToWhatItIsRecordsNothing() {
        ModelVersion first = model.from(file).register();
        model.alias("champion", first, "first");
        model.alias("champion", first, "again");
        assertThat(ml.audit().events().type("alias-set").list()).hasSize(1);
    }

    @Test
    void anAliasThatIsANumberIsRefused() {
        ModelVersion first = model.from(file).register();
        assertThatThrownBy(() -> model.alias("2", first, ""))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("number");
    }

    @Test
    void anAliasOfAnotherModelsVersionIsRefused() {
        ModelVersion other = ml.model("parcels").from(file).register();
        assertThatThrownBy(() -> model.alias("champion", other, ""))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("parcels");
    }

    @Test
    void anAliasThatWasRemovedIsGone() {
        ModelVersion first = model.from(file).register();
        model.alias("champion", first, "first");
        model.removeAlias("champion", "not good enough");
        assertThat(model.findVersion("champion")).isEmpty();
        assertThatThrownBy(() -> model.removeAlias("champion", "")).isInstanceOf(NotFound.class);
    }

    @Test
    void aRetiredVersionSaysWhenByWhomAndWhatCameAfter() {
        ModelVersion first = model.from(file).register();
        ModelVersion second = model.from(file).register();
        first.retire("replaced").replacedBy(second);
        Retirement retirement = model.version(1).findRetirement().orElseThrow();
        assertThat(retirement.by()).isEqualTo("alice");
        assertThat(retirement.why()).isEqualTo("replaced");
        assertThat(retirement.replacement()).contains(2);
        assertThat(retirement.at()).isEqualTo(clock.instant());
    }

    @Test
    void aVersionWithAnAliasCannotBeRetired() {
        ModelVersion first = model.from(file).register();
        model.alias("champion", first, "first");
        assertThatThrownBy(() -> first.retire("old"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("champion");
    }

    @Test
    void aServingVersionCannotBeRetired() {
        ModelVersion first = model.from(file).register();
        ml.deployer().endpoint("scoring").deploy(first);
        assertThatThrownBy(() -> first.retire("old"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("scoring");
    }

    @Test
    void aRetiredVersionCannotBeAliased() {
        ModelVersion first = model.from(file).register();
        first.retire("old");
        assertThatThrownBy(() -> model.alias("champion", first, ""))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("retired");
    }

    @Test
    void aVersionRetiresOnce() {
        ModelVersion first = model.from(file).register();
        first.retire("old");
        assertThatThrownBy(() -> first.retire("older"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("already");
    }

    @Test
    void thePastShowsTheAliasAsItWasAndIsReadOnly() {
        ModelVersion first = model.from(file).register();
        model.alias("champion", first, "first");
        Instant then = clock.instant();
        clock.advance(Duration.ofHours(1));
        ModelVersion second = model.from(file).register();
        model.alias("champion", second, "second");
        Mlops past = ml.asOf(then);
        assertThat(past.model("loans").version("champion").number()).isEqualTo(1);
        assertThat(past.model("loans").versions()).hasSize(1);
        assertThatThrownBy(() -> past.model("loans").alias("champion", first, ""))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("read-only");
        assertThat(ml.asOf(then.minusSeconds(1)).models()).isEmpty();
    }

    @Test
    void anAliasIsFoundInWhicheverUnicodeFormItIsTyped() {
        ModelVersion version = model.from(file).register();
        model.alias("e\u0301lite", version, "");
        assertThat(model.version("e\u0301lite")).isEqualTo(version);
        assertThat(model.version("\u00e9lite")).isEqualTo(version);
        model.removeAlias("e\u0301lite", "");
        assertThat(model.aliases()).isEmpty();
    }
}
