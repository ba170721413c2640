package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter.Choice;
import java.util.SplittableRandom;

/** Kernels over words: most of the probability on the one that was observed, the rest spread evenly. */
final class ChoiceKernels implements Kernels {
    private final Choice choice;
    private final int[] observed;
    private final double hit;
    private final double miss;

    ChoiceKernels(Choice choice, Object[] values) {
        this.choice = choice;
        this.observed = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            observed[i] = choice.options().indexOf((String) values[i]);
        }
        // The prior counts as one observation, shared by all options of all kernels.
        double share = 1.0 / (values.length + 1);
        double total = 1 + share * choice.options().size();
        this.hit = (1 + share) / total;
        this.miss = share / total;
    }

    @Override
    public Object draw(int kernel, SplittableRandom random) {
        int options = choice.options().size();
        double u = random.nextDouble();
        if (kernel == observed.length) {
            return choice.options().get((int) (u * options));
        }
        double excess = hit - miss;
        return choice.options()
                .get(
                        u < excess
                                ? observed[kernel]
                                : Math.min(options - 1, (int) ((u - excess) / (1 - excess) * options)));
    }

    @Override
    public double log(int kernel, Object value) {
        if (kernel == observed.length) {
            return -Math.log(choice.options().size());
        }
        return Math.log(choice.options().get(observed[kernel]).equals(value) ? hit : miss);
    }
}
