package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RoutingProperties {
    private static double unit(String salt, String key) {
        return Tickets.unit(new Tickets(salt, Optional.empty()).of(key));
    }

    @Property
    void aKeyAlwaysGetsTheSameTicket(@ForAll String salt, @ForAll String key) {
        assertThat(unit(salt, key)).isEqualTo(unit(salt, key)).isBetween(0.0, Math.nextDown(1.0));
    }

    @Property
    void aGrowingWeightTakesNoKeyBack(
            @ForAll String key,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        double ticket = unit("scoring:01", key);
        boolean before = ticket < Math.min(one, other);
        boolean after = ticket < Math.max(one, other);
        assertThat(!before || after).isTrue();
    }

    /** A chi-square of 99 degrees of freedom is above 149 once in a thousand times; keys as services have them. */
    @Example
    void keysSpreadEvenly() {
        for (String pattern : List.of("%d", "customer-%d", "user_%08d", "%d@example.org")) {
            int[] bins = new int[100];
            for (int i = 0; i < 100_000; i++) {
                bins[(int) (unit("scoring:01", String.format(pattern, i)) * 100)]++;
            }
            double chiSquare = IntStream.of(bins)
                    .mapToDouble(n -> (n - 1_000) * (n - 1_000) / 1_000.0)
                    .sum();
            assertThat(chiSquare).as(pattern).isLessThan(149);
        }
    }

    /** In a 10 by 10 table of two salts, 81 degrees of freedom: above 126 once in a thousand times. */
    @Example
    void whereAKeyGoesOnOneEndpointSaysNothingOfAnother() {
        int[][] table = new int[10][10];
        for (int i = 0; i < 100_000; i++) {
            String key = "customer-" + i;
            table[(int) (unit("scoring:01", key) * 10)][(int) (unit("pricing:01", key) * 10)]++;
        }
        double chiSquare = 0;
        for (int[] row : table) {
            for (int n : row) {
                chiSquare += (n - 1_000) * (n - 1_000) / 1_000.0;
            }
        }
        assertThat(chiSquare).isLessThan(126 + 18);
    }

    @Example
    void requestsWithoutAKeyFollowTheSeed() {
        Tickets one = new Tickets("scoring:01", Optional.of(11L));
        Tickets other = new Tickets("pricing:02", Optional.of(11L));
        int below = 0;
        for (int i = 0; i < 10_000; i++) {
            long ticket = one.of(null);
            assertThat(other.of(null)).isEqualTo(ticket);
            below += Tickets.unit(ticket) < 0.1 ? 1 : 0;
        }
        assertThat(below).isBetween(900, 1_100);
    }

    @Example
    void aTicketGoesToTheVersionAtWhichTheSharesAddUpToMore() {
        assertThat(Tickets.unit(-1L)).isLessThan(1);
        assertThat(Tickets.unit(0L)).isZero();
    }
}
