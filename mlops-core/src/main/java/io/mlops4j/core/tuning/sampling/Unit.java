package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Parameter.Choice;
import io.mlops4j.experiment.Parameter.Real;
import io.mlops4j.experiment.Parameter.Scale;
import io.mlops4j.experiment.Parameter.Whole;

/** Between the values of a parameter and places in [0, 1], each value of a discrete one having an equal share. */
final class Unit {
    private Unit() {}

    /** The value at a place. */
    static Object value(Parameter parameter, double place) {
        double u = Math.min(Math.max(place, 0), Math.nextDown(1.0));
        if (parameter instanceof Choice choice) {
            return choice.options().get((int) (u * choice.options().size()));
        } else if (parameter instanceof Whole whole) {
            if (whole.scale() == Scale.LOG) {
                double low = Math.log(whole.low() - 0.5);
                double high = Math.log(whole.high() + 0.5);
                return clamp(Math.round(Math.exp(low + u * (high - low))), whole);
            }
            return clamp(whole.low() + (long) Math.floor(u * (whole.high() - whole.low() + 1)), whole);
        }
        Real real = (Real) parameter;
        if (real.stepped()) {
            return real.at((long) (u * real.count()));
        }
        if (real.scale() == Scale.LOG) {
            double low = Math.log(real.low());
            double high = Math.log(real.high());
            return clamp(Math.exp(low + place * (high - low)), real);
        }
        return clamp(real.low() + place * (real.high() - real.low()), real);
    }

    /** The place of a value: the middle of its share if the parameter is discrete. */
    static double place(Parameter parameter, Object value) {
        if (parameter instanceof Choice choice) {
            return (choice.options().indexOf((String) value) + 0.5)
                    / choice.options().size();
        } else if (parameter instanceof Whole whole) {
            long x = (Long) value;
            if (whole.scale() == Scale.LOG) {
                double low = Math.log(whole.low() - 0.5);
                double high = Math.log(whole.high() + 0.5);
                return (Math.log((double) x) - low) / (high - low);
            }
            return (x - whole.low() + 0.5) / (double) (whole.high() - whole.low() + 1);
        }
        Real real = (Real) parameter;
        double x = (Double) value;
        if (real.stepped()) {
            return (Math.round((x - real.low()) / real.step()) + 0.5) / real.count();
        }
        if (real.scale() == Scale.LOG) {
            return (Math.log(x) - Math.log(real.low())) / (Math.log(real.high()) - Math.log(real.low()));
        }
        return (x - real.low()) / (real.high() - real.low());
    }

    /** The places that become a value of a discrete parameter: from, to. */
    static double[] cell(Parameter parameter, Object value) {
        if (parameter instanceof Whole whole && whole.scale() == Scale.LOG) {
            long x = (Long) value;
            double low = Math.log(whole.low() - 0.5);
            double width = Math.log(whole.high() + 0.5) - low;
            return new double[] {(Math.log(x - 0.5) - low) / width, (Math.log(x + 0.5) - low) / width};
        }
        double half = 0.5 / count(parameter);
        double place = place(parameter, value);
        return new double[] {place - half, place + half};
    }

    /** How many values there are, or 0 if they are without number. */
    static long count(Parameter parameter) {
        if (parameter instanceof Choice choice) {
            return choice.options().size();
        } else if (parameter instanceof Whole whole) {
            return whole.high() - whole.low() + 1;
        }
        Real real = (Real) parameter;
        return real.stepped() ? real.count() : 0;
    }

    private static Long clamp(long value, Whole whole) {
        return Math.min(whole.high(), Math.max(whole.low(), value));
    }

    private static Double clamp(double value, Real real) {
        return Math.min(real.high(), Math.max(real.low(), value));
    }
}
