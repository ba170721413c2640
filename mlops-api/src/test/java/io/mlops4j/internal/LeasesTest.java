package io.mlops4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
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

    @Test
    void aUserMayLeaveOnAnotherThread() throws InterruptedException {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 2; i++) {
            Thread other = new Thread(leases::leave);
            leases.enter();
            leases.enter();
            other.start();
            other.join();
            leases.leave();
        }
        assertThat(leases.enter()).isTrue();
        leases.close();
        assertThat(freed).hasValue(0);

        Thread last = new Thread(leases::leave);
        last.start();
        last.join();
        assertThat(freed).hasValue(1);
    }

    @RepeatedTest(50)
    void nobodyIsEverInWhatIsFreedAndItIsFreedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch busy = new CountDownLatch(4);
            List<Future<Boolean>> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                users.add(threads.submit(() -> {
                    boolean sound = true;
                    while (leases.enter()) {
                        sound &= freed.get() == 0;
                        busy.countDown();
                        Thread.onSpinWait();
                        sound &= freed.get() == 0;
                        leases.leave();
                    }
                    return sound;
                }));
            }
            busy.await();
            leases.close();
            for (Future<Boolean> user : users) {
                assertThat(user.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(freed).hasValue(1);
    }
}
