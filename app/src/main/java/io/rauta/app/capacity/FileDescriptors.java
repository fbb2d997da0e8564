package io.rauta.app.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many files and sockets this process may have open. */
public final class FileDescriptors {

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final int UNKNOWN = 1024;

  private FileDescriptors() {}

  /** The soft limit of open files; 1024 where it cannot be found out. */
  public static int limit() {
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split("\\s+", -1)[3])
          .map(soft -> soft.equals("unlimited") ? Integer.MAX_VALUE : parse(soft))
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static int parse(String number) {
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(number));
  }
}
