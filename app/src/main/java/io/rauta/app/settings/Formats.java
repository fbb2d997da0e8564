package io.rauta.app.settings;

import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.AddressRange;
import io.rauta.control.ObjectKey;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The formats that settings share. */
final class Formats {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long LARGEST = 1L << 50;
  private static final Pattern OBJECT_NAME =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)/([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?)");
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");

  private Formats() {}

  /** A duration of {@code least} to a year. */
  static Format<Duration> duration(Duration least) {
    return new OneWord<>(
        "DURATION",
        "a duration of at least " + Durations.print(least) + ", such as 500ms, 5s or 1h30m",
        text -> Durations.parse(text).filter(value -> isWithin(value, least, LONGEST)),
        Durations::print);
  }

  /** A number of bytes from {@code least} to {@code most}, which has to fit an int. */
  static Format<Integer> size(int least, int most) {
    return new OneWord<>(
        "SIZE",
        "a size from " + Sizes.print(least) + " to " + Sizes.print(most) + ", such as 8KiB",
        text ->
            Sizes.parse(text)
                .filter(value -> value >= least && value <= most)
                .map(Math::toIntExact),
        value -> Sizes.print(value));
  }

  /** A number of bytes, or {@code none} for {@link Long#MAX_VALUE}. */
  static Format<Long> sizeOrNone() {
    return new OneWord<>(
        "SIZE",
        "a size from 1B to " + Sizes.print(LARGEST) + ", such as 10MiB, or none",
        text ->
            text.equals("none")
                ? Optional.of(Long.MAX_VALUE)
                : Sizes.parse(text).filter(value -> value >= 1 && value <= LARGEST),
        value -> value == Long.MAX_VALUE ? "none" : Sizes.print(value));
  }

  /** A whole number from {@code least} to {@code most}. */
  static Format<Integer> number(int least, int most) {
    return new OneWord<>(
        "NUMBER",
        "a number from " + least + " to " + most,
        text -> integer(text, least, most),
        value -> Integer.toString(value));
  }

  /** A whole number from 1 to {@code most}, or {@code none} for {@link Integer#MAX_VALUE}. */
  static Format<Integer> numberOrNone(int most) {
    return new OneWord<>(
        "NUMBER",
        "a number from 1 to " + most + ", or none",
        text -> text.equals("none") ? Optional.of(Integer.MAX_VALUE) : integer(text, 1, most),
        value -> value == Integer.MAX_VALUE ? "none" : Integer.toString(value));
  }

  /** One of the constants of an enum, in lower case and with dashes, or as {@code names} says. */
  static <E extends Enum<E>> Format<E> choice(Class<E> type, Map<E, String> names) {
    Function<E, String> name = constant -> names.getOrDefault(constant, dashed(constant));
    E[] constants = type.getEnumConstants();
    return new OneWord<>(
        Arrays.stream(constants).map(name).collect(Collectors.joining("|")),
        "one of " + Arrays.stream(constants).map(name).collect(Collectors.joining(", ")),
        text -> Arrays.stream(constants).filter(each -> name.apply(each).equals(text)).findFirst(),
        name);
  }

  /** A text of the given pattern. */
  static Format<String> text(String label, String allowed, Pattern pattern) {
    return new OneWord<>(
        label,
        allowed,
        text -> Optional.of(text).filter(each -> pattern.matcher(each).matches()),
        UnaryOperator.identity());
  }

  /** The path of one file or directory. */
  static Format<Path> path() {
    return new OneWord<>(
        "PATH",
        "the path of a file or directory",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)),
        Path::toString);
  }

  /** Namespace and name of an API object. */
  static Format<ObjectKey> objectName() {
    return new OneWord<>(
        "NAME",
        "NAMESPACE/NAME",
        text ->
            Optional.of(OBJECT_NAME.matcher(text))
                .filter(Matcher::matches)
                .map(parts -> new ObjectKey(parts.group(1), parts.group(3))),
        ObjectKey::toString);
  }

  /** A range of IPv4 addresses. */
  static Format<AddressRange> addressRange() {
    return new OneWord<>(
        "CIDR",
        "a range of IPv4 addresses such as 10.250.0.0/24",
        Formats::range,
        AddressRange::toString);
  }

  /** Ports that follow each other. */
  static Format<PortRange> portRange() {
    return new OneWord<>(
        "PORTS",
        "two ports with a dash, such as 10000-19999",
        text ->
            Optional.of(PORTS.matcher(text))
                .filter(Matcher::matches)
                .flatMap(
                    parts ->
                        range(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))),
        range -> range.first() + "-" + range.last());
  }

  private static Optional<AddressRange> range(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<Integer> prefix = integer(text.substring(slash + 1), 8, 32);
    return IpLiterals.parse(text.substring(0, slash))
        .map(InetAddress::getAddress)
        .filter(address -> address.length == Integer.BYTES && prefix.isPresent())
        .map(address -> ByteBuffer.wrap(address).getInt())
        .filter(first -> (first & ((1L << (32 - prefix.orElseThrow())) - 1)) == 0)
        .map(first -> new AddressRange(first, prefix.orElseThrow()));
  }

  private static Optional<PortRange> range(int first, int last) {
    return first < 1 || last < first || last > 65_535
        ? Optional.empty()
        : Optional.of(new PortRange(first, last));
  }

  /** The name of a controller of gateways. */
  static Format<String> controllerName() {
    return text(
        "NAME",
        "a domain, a slash and a path, such as rauta.io/gateway-controller",
        Pattern.compile("[a-z0-9.-]{1,253}/[A-Za-z0-9/._~%!$&'()*+,;=:-]{1,253}"));
  }

  /** One or more of {@code known}, each once, in an order that matters, with commas in between. */
  static Format<List<String>> someOf(List<String> known) {
    return new OneWord<>(
        "NAMES",
        "some of " + String.join(", ", known) + ", with commas in between",
        text -> {
          List<String> names = List.of(text.split(",", -1));
          return Optional.of(names)
              .filter(known::containsAll)
              .filter(each -> Set.copyOf(each).size() == each.size());
        },
        names -> String.join(",", names));
  }

  /** An address to listen on. */
  static Format<HostPort> listenAddress() {
    return new OneWord<>(
        "ADDRESS",
        "IP:PORT, [IPv6]:PORT, or :PORT for all addresses",
        text -> HostPort.parse(text).filter(HostPort::canBeBound),
        HostPort::toString);
  }

  /** An address to connect to. */
  static Format<UpstreamAddress> upstreamAddress() {
    return new OneWord<>(
        "ADDRESS",
        "HOST:PORT, [IPv6]:PORT, or unix:/PATH",
        UpstreamAddress::parse,
        UpstreamAddress::toString);
  }

  private static Optional<Integer> integer(String text, int least, int most) {
    return Optional.of(text)
        .filter(each -> DIGITS.matcher(each).matches())
        .map(Long::parseLong)
        .filter(value -> value >= least && value <= most)
        .map(Math::toIntExact);
  }

  private static boolean isWithin(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static String dashed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
