package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.TrialResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study whose process is killed again and again. */
class StudyCrashTest {
    @TempDir
    Path dir;

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void aStudyThatWasKilledGoesOnAndBecomesWhatItWouldHaveBeen() throws Exception {
        killAndGoOn(3, 10);
    }

    @Test
    @Tag("stress")
    @Timeout(value = 900, unit = TimeUnit.SECONDS)
    void aStudyThatWasKilledOftenBecomesWhatItWouldHaveBeen() throws Exception {
        killAndGoOn(40, 5);
    }

    private void killAndGoOn(int kills, int trialsBetween) throws Exception {
        Path data = dir.resolve("ml");
        int trials = (kills + 1) * trialsBetween;
        for (int kill = 0; kill < kills; kill++) {
            Set<Integer> acknowledged = acknowledged(data);
            Process child =
                    ChildPrograms.start(ChildPrograms.Studying.class, data.toString(), Integer.toString(trials));
            int known = killAfter(child, trialsBetween, acknowledged);
            assertThat(acknowledged(data)).containsAll(acknowledged).hasSizeGreaterThanOrEqualTo(known);
        }
        List<String> said = new ArrayList<>();
        try (Mlops ml = Mlops.open(data);
                Mlops undisturbed = Mlops.builder().inMemory().build()) {
            Set<Integer> acknowledged = acknowledged(data);
            List<Map<String, Object>> points = points(ChildPrograms.Studying.study(ml, trials, line -> {
                        synchronized (said) {
                            said.add(line);
                        }
                    })
                    .trials());
            assertThat(said).filteredOn(line -> line.startsWith("try ")).hasSize(trials - acknowledged.size());
            assertThat(points)
                    .isEqualTo(points(ChildPrograms.Studying.study(undisturbed, trials, line -> {})
                            .trials()));
            assertThat(ml.experiment("loans").runs().list())
                    .allSatisfy(run -> assertThat(run.status()).isIn(RunStatus.FINISHED, RunStatus.KILLED));
            ml.audit().verify();
        }
    }

    /** Kills a child after so many acknowledged trials, and returns how many the study had by what it said last; no acknowledged one is tried. */
    private static int killAfter(Process child, int trials, Set<Integer> acknowledged) throws Exception {
        int heard = 0;
        int known = acknowledged.size();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = output.readLine()) != null; ) {
                if (line.startsWith("try ")) {
                    assertThat(acknowledged).doesNotContain(Integer.valueOf(line.substring("try ".length())));
                } else if (line.startsWith("done ")) {
                    known = Integer.parseInt(line.substring("done ".length()));
                    if (++heard == trials) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
        }
        child.waitFor();
        return known;
    }

    private static Set<Integer> acknowledged(Path data) throws IOException {
        Set<Integer> numbers = new HashSet<>();
        try (Mlops ml = Mlops.open(data)) {
            ml.experiment("loans")
                    .findStudy("tune")
                    .ifPresent(study -> study.trials().forEach(trial -> numbers.add(trial.number())));
        }
        return numbers;
    }

    private static List<Map<String, Object>> points(List<TrialResult> trials) {
        return trials.stream().map(TrialResult::params).toList();
    }
}
