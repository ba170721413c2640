package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Feature;
import io.mlops4j.data.NumberFeature;
import io.mlops4j.data.Schema;
import io.mlops4j.data.TableFeature;
import io.mlops4j.data.WordFeature;
import io.mlops4j.internal.RealText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step learns from the columns as they stand before it. */
final class StepLearning {
    private final Layout layout;
    private final TrainingFrame frame;

    StepLearning(Layout layout, TrainingFrame frame) {
        this.layout = layout;
        this.frame = frame;
    }

    /** The fitted form of a step that does not need the label; of one on several columns, one for each. */
    List<FittedStep> learn(Feature step) {
        if (step instanceof NumberFeature number) {
            return learn(number);
        }
        if (step instanceof WordFeature word) {
            return List.of(learn(word));
        }
        return learn((TableFeature) step);
    }

    private List<FittedStep> learn(TableFeature step) {
        if (step instanceof TableFeature.Drop drop) {
            // What no other step names never came in.
            List<String> present = drop.columns().stream().filter(layout::has).toList();
            return present.isEmpty() ? List.of() : List.of(new TableStep.Drop(present));
        }
        if (step instanceof TableFeature.Select select) {
            return List.of(new TableStep.Select(select.columns()));
        }
        return List.of();
    }

    private List<FittedStep> learn(NumberFeature step) {
        if (step instanceof NumberFeature.Scale scale) {
            return scale.columns().stream()
                    .map(column -> scale(column, scale.method()))
                    .toList();
        }
        return List.of(learnOne(step));
    }

    private FittedStep learnOne(NumberFeature step) {
        if (step instanceof NumberFeature.ImputeStatistic impute) {
            return impute(impute);
        } else if (step instanceof NumberFeature.ImputeNumber impute) {
            return new NumberStep.Fill(impute.column(), impute.number());
        } else if (step instanceof NumberFeature.Clip clip) {
            return new NumberStep.Clamp(clip.column(), clip.low(), clip.high());
        } else if (step instanceof NumberFeature.Winsorize winsorize) {
            Sample sample = sample(winsorize.column());
            return new NumberStep.Clamp(
                    winsorize.column(), sample.quantile(winsorize.low()), sample.quantile(winsorize.high()));
        } else if (step instanceof NumberFeature.Log log) {
            return log(log);
        } else if (step instanceof NumberFeature.Bucketize buckets) {
            return new NumberStep.Buckets(
                    buckets.column(), new Reals(sample(buckets.column()).innerEdges(buckets.buckets())));
        } else if (step instanceof NumberFeature.OutlierFlag flag) {
            Sample sample = sample(flag.column());
            double low = sample.quantile(0.25);
            double high = sample.quantile(0.75);
            double reach = flag.fences() * (high - low);
            return new NumberStep.Flag(flag.column(), derived(flag.column(), ":outlier"), low - reach, high + reach);
        }
        throw new InvalidInput("A fitted pipeline cannot " + step.describe() + ".");
    }

    private FittedStep scale(String column, NumberFeature.Scale.Method method) {
        Sample sample = sample(column);
        double center = switch (method) {
            case STANDARD -> sample.mean();
            case MIN_MAX -> sample.least();
            case ROBUST -> sample.median();
        };
        double scale = switch (method) {
            case STANDARD -> sample.least() == sample.greatest() ? 0 : sample.deviation();
            case MIN_MAX -> sample.greatest() - sample.least();
            case ROBUST -> sample.quantile(0.75) - sample.quantile(0.25);
        };
        return new NumberStep.Linear(column, center, scale == 0 ? 1 : scale);
    }

    private FittedStep log(NumberFeature.Log log) {
        double[] values = numbers(log.column());
        for (int row = 0; row < values.length; row++) {
            if (values[row] <= -1) {
                throw new InvalidInput("The logarithm of 1 + x needs values above −1, but '" + log.column() + "' is "
                        + values[row] + " in row " + (row + 1) + "; clip it first, or scale it another way.");
            }
        }
        return new NumberStep.Log(log.column());
    }

    private FittedStep impute(NumberFeature.ImputeStatistic impute) {
        String column = impute.column();
        if (impute.statistic() == NumberFeature.ImputeStatistic.Statistic.MOST_FREQUENT
                && layout.slot(column).isText()) {
            return new WordStep.Fill(column, mostFrequentWord(column));
        }
        Sample sample = sample(column);
        return new NumberStep.Fill(
                column,
                switch (impute.statistic()) {
                    case MEAN -> sample.mean();
                    case MEDIAN -> sample.median();
                    case MOST_FREQUENT -> sample.mostFrequent();
                });
    }

    private String mostFrequentWord(String column) {
        Map<String, Integer> counts = new HashMap<>();
        for (@Nullable String word : texts(column)) {
            if (word != null) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .orElseThrow(() -> Sample.nothingToLearn(column))
                .getKey();
    }

    private FittedStep learn(WordFeature step) {
        if (step instanceof WordFeature.ImputeWord impute) {
            return new WordStep.Fill(impute.column(), impute.word());
        } else if (step instanceof WordFeature.OneHot oneHot) {
            String column = oneHot.column();
            Levels levels = levels(column, Schema.MOST_COLUMNS);
            return new WordStep.OneHot(column, levels, derived(column, suffixes(levels)));
        } else if (step instanceof WordFeature.Ordinal ordinal) {
            return new WordStep.Ordinal(
                    ordinal.column(),
                    ordinal.words().isEmpty()
                            ? levels(ordinal.column(), Levels.MOST)
                            : new Levels.Words(ordinal.words()));
        } else if (step instanceof WordFeature.Hash hash) {
            return new WordStep.Hashed(
                    hash.column(),
                    derived(hash.column(), IntStream.range(0, hash.buckets()).mapToObj(i -> "#" + i)));
        } else if (step instanceof WordFeature.DateParts parts) {
            return new WordStep.DateParts(
                    parts.column(),
                    derived(
                            parts.column(),
                            CalendarParts.suffixes(layout.slot(parts.column()).kind()).stream()));
        } else if (step instanceof WordFeature.TextLength length) {
            return new WordStep.TextLength(length.column(), derived(length.column(), ":length"));
        } else if (step instanceof WordFeature.TokenCount tokens) {
            return new WordStep.TokenCount(tokens.column(), derived(tokens.column(), ":tokens"));
        }
        throw new InvalidInput("A fitted pipeline cannot " + step.describe() + " without a label.");
    }

    /** The different values of a column of words or numbers. */
    Levels levels(String column, int most) {
        Slot slot = layout.slot(column);
        Levels levels = switch (slot.kind()) {
            case TEXT -> new Levels.Words(List.copyOf(new TreeSet<>(presentTexts(column))));
            case NUMBER -> new Levels.Numbers(new Reals(sample(column).distinct()));
            case DATE, INSTANT ->
                throw new InvalidInput("Column '" + column + "' holds "
                        + slot.kind().plural() + "; take their parts with Feature.dateParts first.");
        };
        if (levels.size() == 0) {
            throw Sample.nothingToLearn(column);
        }
        if (levels.size() > most) {
            throw new InvalidInput("Column '" + column + "' has " + levels.size() + " different values, more than "
                    + most + "; use Feature.hash, or bucketize numbers first.");
        }
        return levels;
    }

    /** The positions of the cells of a column among its levels, −1 where one is missing. */
    int[] codes(String column, Levels levels) {
        if (levels instanceof Levels.Words words) {
            @Nullable String[] cells = texts(column);
            return IntStream.range(0, cells.length)
                    .map(row -> words.code(cells[row]))
                    .toArray();
        }
        Levels.Numbers known = (Levels.Numbers) levels;
        double[] cells = numbers(column);
        return IntStream.range(0, cells.length)
                .map(row -> known.code(cells[row]))
                .toArray();
    }

    private List<String> presentTexts(String column) {
        return Stream.of(texts(column)).flatMap(Stream::ofNullable).toList();
    }

    private static Stream<String> suffixes(Levels levels) {
        if (levels instanceof Levels.Words words) {
            return words.words().stream().map(word -> "=" + word);
        }
        return Arrays.stream(((Levels.Numbers) levels).numbers().values()).mapToObj(number -> "=" + plain(number));
    }

    /** Whole numbers without a fraction. */
    private static String plain(double number) {
        String text = RealText.of(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private String derived(String column, String suffix) {
        return derived(column, Stream.of(suffix)).get(0);
    }

    private List<String> derived(String column, Stream<String> suffixes) {
        return layout.derivedNames(column, suffixes.toList());
    }

    private Sample sample(String column) {
        return Sample.of(column, numbers(column));
    }

    private double[] numbers(String column) {
        return frame.numbers(layout.slot(column, Slot.Kind.NUMBER));
    }

    private @Nullable String[] texts(String column) {
        return frame.texts(layout.slot(column, Slot.Kind.TEXT));
    }
}
