package io.mlops4j.core.tuning.sampling;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Sobol sequence with the direction numbers of Joe and Kuo (2008), in up to 512 dimensions and of 2^32 points. Any point is computed on its own: the
 * exclusive or of the direction numbers of the bits in the Gray code of its index.
 */
final class SobolSequence {
    static final int MOST_DIMENSIONS = 512;

    private static final int BITS = 32;
    private static final double SCALE = 0x1p-32;
    private static final int[][] DIRECTIONS = read();

    private SobolSequence() {}

    /** A coordinate of a point in [0, 1): the middle of its cell of 2^−32, after its bits were flipped where the shift has ones. */
    static double coordinate(long index, int dimension, int shift) {
        return (Integer.toUnsignedLong(bits(index, dimension) ^ shift) + 0.5) * SCALE;
    }

    /** A coordinate as the first 32 bits behind the point. */
    static int bits(long index, int dimension) {
        long gray = index ^ (index >>> 1);
        int bits = 0;
        for (int i = 0; i < BITS && gray >>> i != 0; i++) {
            if ((gray >>> i & 1) != 0) {
                bits ^= DIRECTIONS[dimension][i];
            }
        }
        return bits;
    }

    private static int[][] read() {
        List<int[]> directions = new ArrayList<>();
        directions.add(firstDimension());
        InputStream resource =
                Objects.requireNonNull(SobolSequence.class.getResourceAsStream("joe-kuo-512.txt"), "joe-kuo-512.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    List<Integer> numbers = Splitter.on(' ')
                            .splitToStream(line)
                            .map(Integer::parseInt)
                            .toList();
                    directions.add(directions(numbers.get(1), numbers.get(2), numbers.subList(3, numbers.size())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directions.toArray(new int[0][]);
    }

    private static int[] firstDimension() {
        int[] v = new int[BITS];
        for (int i = 0; i < BITS; i++) {
            v[i] = 1 << (BITS - 1 - i);
        }
        return v;
    }

    /** The recurrence of a primitive polynomial of a degree with the inner coefficients {@code a}. */
    private static int[] directions(int degree, int a, List<Integer> initial) {
        int[] v = new int[BITS];
        for (int i = 0; i < degree; i++) {
            v[i] = initial.get(i) << (BITS - 1 - i);
        }
        for (int i = degree; i < BITS; i++) {
            v[i] = v[i - degree] ^ (v[i - degree] >>> degree);
            for (int k = 1; k < degree; k++) {
                if ((a >>> (degree - 1 - k) & 1) != 0) {
                    v[i] ^= v[i - k];
                }
            }
        }
        return v;
    }
}
