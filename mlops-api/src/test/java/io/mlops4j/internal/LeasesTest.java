package io.mlops4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private final AtomicInteger freed = new AtomicInteger();
    private final Leases leases = new Leases(freed::incrementAndGet);

    @Test
    void whatNobodyUsesIsFreedByClosing() {
        leases.close();

        assertThat(freed).hasValue(1);
    }

    @Test
    void whatIsInUseIsFreedByTheLastWhoLeaves() {
        leases.enter();
        leases.enter();
        leases.close();
        leases.leave();
        assertThat(freed).hasValue(0);

        leases.leave();
        assertThat(freed).hasValue(1);
    }

    @Test
    void nobodyEntersAfterClosing() {
        leases.enter();
        leases.close();

        assertThat(leases.enter()).isFalse();
    }

    @Test
    void leavingWhatIsOpenFreesNothing() {
        leases.enter();
        leases.leave();

        assertThat(freed).hasValue(0);
        assertThat(leases.enter()).isTrue();
    }

    @Test
    void closingAgainFreesNothingMore() {
        leases.close();
        leases.close();

        assertThat(freed).hasValue(1);
    }
}
