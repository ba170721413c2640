package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.List;

/**
 * One figure of a report, as numbers: it can be drawn, stored and read again. The figures that evaluators make have at most some hundred
 * points, whatever the number of rows. Immutable.
 */
public sealed interface Plot {
    /** What it is called among the figures of an evaluation: {@code roc}. */
    String name();

    /** What stands above it: {@code ROC curve}. */
    String title();

    /**
     * Lines over two axes.
     *
     * @param name what it is called
     * @param title what stands above it
     * @param x what the horizontal axis says
     * @param y what the vertical axis says
     * @param lines at least one
     */
    record Curve(String name, String title, String x, String y, List<Line> lines) implements Plot {
        /** Copies the lines; refuses none with {@link InvalidInput}. */
        public Curve {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new InvalidInput("The plot '" + name + "' has no line to draw.");
            }
        }
    }

    /**
     * One line.
     *
     * @param name what a legend calls it
     * @param reference whether it is there to compare with, as the diagonal of chance
     * @param points from left to right
     */
    record Line(String name, boolean reference, List<Point> points) {
        /** Copies the points. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     */
    record Point(double x, double y) {}

    /**
     * Counts over adjacent bins, of one or several kinds of rows.
     *
     * @param name what it is called
     * @param title what stands above it
     * @param x what the horizontal axis says
     * @param edges ascending, one more than there are bins
     * @param series at least one
     */
    record Bars(String name, String title, String x, List<Double> edges, List<Series> series) implements Plot {
        /** Copies the lists; refuses counts that do not fit the edges with {@link InvalidInput}. */
        public Bars {
            edges = List.copyOf(edges);
            series = List.copyOf(series);
            for (Series one : series) {
                if (one.counts().size() != edges.size() - 1) {
                    throw new InvalidInput("The series '" + one.name() + "' of plot '" + name + "' has "
                            + one.counts().size() + " counts for " + (edges.size() - 1) + " bins.");
                }
            }
        }
    }

    /**
     * The counts of one kind of rows.
     *
     * @param name what a legend calls it
     * @param counts one a bin
     */
    record Series(String name, List<Double> counts) {
        /** Copies the counts. */
        public Series {
            counts = List.copyOf(counts);
        }
    }

    /**
     * How often each class was predicted as each class.
     *
     * @param name what it is called
     * @param title what stands above it
     * @param classes the names of the classes
     * @param counts a row for each true class, in it a count for each predicted class; sums of weights where rows are weighted
     */
    record Confusion(String name, String title, List<String> classes, List<List<Double>> counts) implements Plot {
        /** Copies the lists; refuses a table that is not square with {@link InvalidInput}. */
        public Confusion {
            classes = List.copyOf(classes);
            counts = counts.stream().map(List::copyOf).toList();
            int size = classes.size();
            if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
                throw new InvalidInput(
                        "The plot '" + name + "' is not a table of " + size + " by " + size + " counts.");
            }
        }
    }

    /**
     * Predicted probabilities beside what came true.
     *
     * @param name what it is called
     * @param title what stands above it
     * @param bins by ascending probability, none empty
     */
    record Reliability(String name, String title, List<ReliabilityBin> bins) implements Plot {
        /** Copies the bins. */
        public Reliability {
            bins = List.copyOf(bins);
        }
    }

    /**
     * The rows whose predicted probabilities are near each other.
     *
     * @param predicted the mean of their probabilities
     * @param observed the share of them that came true, with its interval
     * @param interval of the share; Wilson's
     * @param count how many rows they are; the sum of their weights where rows are weighted
     */
    record ReliabilityBin(double predicted, double observed, Interval interval, double count) {}

    /**
     * Counts over two axes, as a scatter of many points becomes.
     *
     * @param name what it is called
     * @param title what stands above it
     * @param x what the horizontal axis says
     * @param y what the vertical axis says
     * @param xEdges ascending, one more than there are columns
     * @param yEdges ascending, one more than there are rows
     * @param counts a list for each row of cells, from the lowest y up, in it a count for each column
     */
    record Heatmap(
            String name,
            String title,
            String x,
            String y,
            List<Double> xEdges,
            List<Double> yEdges,
            List<List<Double>> counts)
            implements Plot {
        /** Copies the lists; refuses counts that do not fit the edges with {@link InvalidInput}. */
        public Heatmap {
            xEdges = List.copyOf(xEdges);
            yEdges = List.copyOf(yEdges);
            counts = counts.stream().map(List::copyOf).toList();
            int columns = xEdges.size() - 1;
            if (counts.size() != yEdges.size() - 1 || counts.stream().anyMatch(row -> row.size() != columns)) {
                throw new InvalidInput("The counts of plot '" + name + "' do not fit its edges.");
            }
        }
    }
}
