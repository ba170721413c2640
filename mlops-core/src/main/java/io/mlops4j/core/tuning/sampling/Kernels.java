package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import java.util.SplittableRandom;

/** One dimension of a mixture: a kernel around each observation and, last, one of the prior that covers the whole range. */
interface Kernels {
    /** A value from a kernel. */
    Object draw(int kernel, SplittableRandom random);

    /** The logarithm of the density or probability of a value under a kernel. */
    double log(int kernel, Object value);

    /** The kernels of a parameter around the values observed. */
    static Kernels of(Parameter parameter, Object[] observed) {
        return parameter instanceof Parameter.Choice choice
                ? new ChoiceKernels(choice, observed)
                : new NumberKernels(parameter, observed);
    }
}
