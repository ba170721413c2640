package io.mlops4j.onnx;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * The idle lanes of a model, in slots that a thread probes from one of its own on: threads that call again and again mostly find their last lane, with
 * its memory in their cache, and seldom touch the slot of another. Nothing is kept per thread, of which there may be millions. Thread-safe, lock-free.
 */
final class Lanes {
    /** So that slots of different threads lie on different cache lines: references of 4 bytes, lines of 64. */
    private static final int SPREAD = 16;

    private final AtomicReferenceArray<Lane> slots;
    private final int mask;
    private final Supplier<Lane> maker;

    /** Keeps at least so many; more may be taken at once, which are then not kept. */
    Lanes(int kept, Supplier<Lane> maker) {
        int size = Integer.highestOneBit(Math.max(1, kept * 2 - 1));
        this.slots = new AtomicReferenceArray<>(size * SPREAD);
        this.mask = size - 1;
        this.maker = maker;
    }

    private static int own() {
        // Consecutive numbers of threads spread over all slots.
        return (int) Thread.currentThread().getId();
    }

    /** A lane for the calling thread alone, until it gives it back. */
    Lane take() {
        int own = own();
        for (int i = 0; i <= mask; i++) {
            int slot = ((own + i) & mask) * SPREAD;
            if (slots.getOpaque(slot) != null) {
                Lane lane = slots.getAndSet(slot, null);
                if (lane != null) {
                    return lane;
                }
            }
        }
        return maker.get();
    }

    /** Gives a lane back. */
    void give(Lane lane) {
        int own = own();
        for (int i = 0; i <= mask; i++) {
            int slot = ((own + i) & mask) * SPREAD;
            if (slots.getOpaque(slot) == null && slots.compareAndSet(slot, null, lane)) {
                return;
            }
        }
        lane.close();
    }

    /** Closes all, with none taken and none to be. */
    void close() {
        for (int slot = 0; slot < slots.length(); slot += SPREAD) {
            Lane lane = slots.getAndSet(slot, null);
            if (lane != null) {
                lane.close();
            }
        }
    }
}
