package io.rauta.sources.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/** Tells one version of a file from another without reading it. */
sealed interface FileStamp {

  /** The stamp of a name without a file. */
  FileStamp ABSENT = new Absent();

  /**
   * A file, seen through symbolic links.
   *
   * @param target where the links lead
   * @param fileKey the file system's own name for it, its inode on Linux
   * @param size in bytes
   * @param modified its time of last change
   */
  record Present(Path target, Object fileKey, long size, FileTime modified) implements FileStamp {}

  /** No file. */
  record Absent() implements FileStamp {}

  /** The stamp of the file at {@code path}; empty if it cannot be told. */
  static Optional<FileStamp> of(Path path) {
    try {
      Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      Object key = Objects.requireNonNullElse(attributes.fileKey(), target);
      return Optional.of(
          attributes.isRegularFile()
              ? new Present(target, key, attributes.size(), attributes.lastModifiedTime())
              : ABSENT);
    } catch (NoSuchFileException e) {
      return Optional.of(ABSENT);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
