package io.rauta.proxy.handover;

import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel tells about the TCP sockets of this host, for messages only: answers are as good
 * as the permissions of this process and may be out of date when they are read.
 */
public final class HostSockets {

  private static final Logger LOG = LoggerFactory.getLogger(HostSockets.class);

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private HostSockets() {}

  /** A row of /proc/net/tcp, see proc_pid_net(5). */
  private record Listening(InetAddress address, int port, String uid, String inode) {

    boolean conflictsWith(BindAddress wanted) {
      return port == wanted.port()
          && switch (wanted) {
            case BindAddress.AllAddresses _ -> true;
            case BindAddress.OneAddress one ->
                address.isAnyLocalAddress() || address.equals(InetAddress.ofLiteral(one.ip()));
          };
    }
  }

  /**
   * Says who listens where {@code address} would be bound, such as {@code port 8080 is held by
   * nginx (pid 123)}, or as much of that as can be seen. Never throws. Reads the descriptors of
   * every process: for the way to an error message, not for event loops.
   */
  public static String describeHolder(BindAddress address) {
    return "port " + address.port() + " is held by " + holder(address);
  }

  /**
   * The sysctl {@code net.ipv4.tcp_migrate_req} of this network name space: 1 if connections that
   * wait in a closing socket move to another one of its SO_REUSEPORT group, 0 if they are reset.
   * Empty where the kernel has no such setting (before Linux 5.14).
   */
  public static OptionalInt tcpMigrateReq() {
    try {
      String value = Files.readString(PROC.resolve("sys/net/ipv4/tcp_migrate_req"));
      return OptionalInt.of(Integer.parseInt(value.strip()));
    } catch (IOException | NumberFormatException e) {
      LOG.debug("tcp_migrate_req cannot be read", e);
      return OptionalInt.empty();
    }
  }

  private static String holder(BindAddress address) {
    try {
      Optional<Listening> socket =
          Stream.of("net/tcp", "net/tcp6")
              .flatMap(table -> listening(PROC.resolve(table)).stream())
              .filter(listening -> listening.conflictsWith(address))
              .findFirst();
      if (socket.isEmpty()) {
        return "another program";
      }
      Listening found = socket.get();
      return process(found.inode()).orElse("a program of uid " + found.uid());
    } catch (RuntimeException e) {
      LOG.debug("the holder of address={} cannot be found", address, e);
      return "another program";
    }
  }

  private static List<Listening> listening(Path table) {
    try (Stream<String> rows = Files.lines(table, StandardCharsets.ISO_8859_1)) {
      return rows.skip(1).flatMap(row -> parse(row).stream()).toList();
    } catch (IOException e) {
      LOG.debug("{} cannot be read", table, e);
      return List.of();
    }
  }

  /** Reads {@code sl local remote state queues timer retransmits uid timeout inode ...}. */
  private static Optional<Listening> parse(String row) {
    String[] columns = row.trim().split("\\s+", -1);
    if (columns.length < 10 || !columns[3].equals(LISTENING)) {
      return Optional.empty();
    }
    int colon = columns[1].indexOf(':');
    return Optional.of(
        new Listening(
            address(columns[1].substring(0, colon)),
            Integer.parseInt(columns[1].substring(colon + 1), 16),
            columns[7],
            columns[9]));
  }

  /** Addresses are printed as 32 bit words in the order of the machine, which is little-endian. */
  private static InetAddress address(String hex) {
    byte[] words = HexFormat.of().parseHex(hex);
    byte[] address = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      address[i] = words[(i & ~3) + 3 - (i & 3)];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + words.length + " bytes", e);
    }
  }

  /** The process that has a descriptor of the socket; the oldest, as far as ids tell. */
  private static Optional<String> process(String inode) {
    Path link = Path.of("socket:[" + inode + "]");
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .sorted(Comparator.naturalOrder())
        .filter(pid -> hasOpen(pid, link))
        .findFirst()
        .map(pid -> name(pid) + " (pid " + pid + ")");
  }

  private static boolean hasOpen(long pid, Path link) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
      for (Path descriptor : descriptors) {
        if (pointsTo(descriptor, link)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.trace("the descriptors of pid={} cannot be read", pid, e);
    }
    return false;
  }

  private static boolean pointsTo(Path descriptor, Path link) {
    try {
      return Files.readSymbolicLink(descriptor).equals(link);
    } catch (IOException e) {
      LOG.trace("{} was closed meanwhile", descriptor, e);
      return false;
    }
  }

  private static String name(long pid) {
    try {
      byte[] name = Files.readAllBytes(PROC.resolve(pid + "/comm"));
      return new String(name, StandardCharsets.ISO_8859_1).strip().replaceAll("[^ -~]", "?");
    } catch (IOException e) {
      LOG.trace("the name of pid={} cannot be read", pid, e);
      return "a program";
    }
  }
}
