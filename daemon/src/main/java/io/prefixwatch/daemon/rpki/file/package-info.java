/**
 * Files of VRPs and ASPAs, in the shapes of the common validators, and SLURM files. What cannot be
 * read is told by file, line and column. Start reading at {@link
 * io.prefixwatch.daemon.rpki.file.RpkiFile}.
 */
@NullMarked
package io.prefixwatch.daemon.rpki.file;

import org.jspecify.annotations.NullMarked;
