/**
 * What the embedded stores ask of a local disk: directories and names that survive a power cut, and the reasons of a failure in
 * words. The entry type is {@link io.mlops4j.core.disk.Disk}. Knows nothing of what is stored.
 */
@NullMarked
package io.mlops4j.core.disk;

import org.jspecify.annotations.NullMarked;
