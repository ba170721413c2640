package io.mlops4j.core.evaluation.detection;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Ascending shares, as they stand in names and for people to read. */
final class Steps {
    /** Names have hundredths of a percent. */
    private static final double FINEST = 1e4;

    private static final long BY_COCO = 500;
    private static final int FEW = 4;

    private Steps() {}

    /** {@code 50_95} if .05 is between them, {@code 50_90_by_10} if they are evenly apart otherwise, else all of them. */
    static String name(List<Double> shares) {
        OptionalLong step = step(shares);
        if (shares.size() == 1 || step.isEmpty()) {
            return shares.stream().map(Steps::percent).collect(Collectors.joining("_"));
        }
        String ends = percent(shares.get(0)) + "_" + percent(shares.get(shares.size() - 1));
        return step.getAsLong() == BY_COCO ? ends : ends + "_by_" + percent(step.getAsLong() / FINEST);
    }

    /** For people: all of them, or "0.5 to 0.95 by 0.05" if they are many. */
    static String text(List<Double> shares) {
        OptionalLong step = step(shares);
        return shares.size() <= FEW || step.isEmpty() || !shares.stream().allMatch(Steps::isWhole)
                ? shares.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : shares.get(0) + " to " + shares.get(shares.size() - 1) + " by " + step.getAsLong() / FINEST;
    }

    /** A share in percent, without needless digits. */
    static String percent(double share) {
        return BigDecimal.valueOf(Math.round(share * FINEST), 2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static boolean isWhole(double share) {
        return Math.abs(share * FINEST - Math.rint(share * FINEST)) < 1e-6;
    }

    /** What is between each two, if that is always the same. */
    private static OptionalLong step(List<Double> shares) {
        if (shares.size() < 2) {
            return OptionalLong.empty();
        }
        long step = Math.round(shares.get(1) * FINEST) - Math.round(shares.get(0) * FINEST);
        for (int i = 2; i < shares.size(); i++) {
            if (Math.round(shares.get(i) * FINEST) - Math.round(shares.get(i - 1) * FINEST) != step) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(step);
    }
}
