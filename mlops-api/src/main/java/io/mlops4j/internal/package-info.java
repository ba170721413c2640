/** What the library's own modules share and users never name: {@link io.mlops4j.internal.NearNames} for messages, {@link
 * io.mlops4j.internal.RealText} for numbers, {@link io.mlops4j.internal.Leases} for what must not be freed under its users, {@link
 * io.mlops4j.internal.TrustedValues} for values made on a hot path. Not exported to them. */
@NullMarked
package io.mlops4j.internal;

import org.jspecify.annotations.NullMarked;
