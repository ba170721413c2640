package io.mlops4j.core.serving;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where a request goes while more than one version answers. Immutable but for its chance; on the request path. */
interface Router {
    /** A number that is the same for all requests of a key, spread evenly over all longs; by chance without a key. */
    long ticket(@Nullable String key);

    /** Where a ticket goes; what is asked matters to rules alone. */
    Arm arm(long ticket, Asked asked, @Nullable String key);

    /** All versions that it may ask. */
    Stream<Served> versions();
}
