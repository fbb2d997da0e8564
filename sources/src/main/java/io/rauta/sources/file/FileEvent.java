package io.rauta.sources.file;

import java.nio.file.Path;

/**
 * What happened to a name in a watched directory.
 *
 * @param path the name, in its real directory
 * @param change what happened
 */
record FileEvent(Path path, Change change) {

  /** How a name can change. */
  enum Change {
    /** Created, or moved there. */
    APPEARED,
    /** Its content or attributes changed. */
    WRITTEN,
    /** Removed, or moved away. */
    VANISHED;

    /**
     * What one change followed by another comes to: only what appeared and was left alone since may
     * have been moved into place.
     */
    Change then(Change later) {
      return this == VANISHED || (this == APPEARED && later == WRITTEN) ? WRITTEN : later;
    }
  }
}
