/**
 * Directories of files: {@link io.mlops4j.core.data.files.FilesIntake} lists and stores them. Their bytes are one content, file after file in the order of
 * the list, so the list tells where each one lies, and contents keep what versions share.
 */
@NullMarked
package io.mlops4j.core.data.files;

import org.jspecify.annotations.NullMarked;
