package io.rauta.control.golden;

import io.rauta.control.AddressMode;
import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.AddressMode.ServiceType;
import io.rauta.control.AddressRange;
import io.rauta.control.ApiServer;
import io.rauta.control.CompileSettings;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Under which a file is translated, from lines of its input:
 *
 * <ul>
 *   <li>{@code # Addresses: pool 10.250.0.0/30} or {@code # Addresses: service LoadBalancer
 *       10000-10003}; else those of the host. The replicas are behind Service {@code replicas} of
 *       namespace {@code rauta-system};
 *   <li>{@code # API server: v1.7.0 standard, leading} or {@code ..., following}; else there is
 *       none.
 * </ul>
 *
 * @param mode how Gateways come by their addresses
 * @param apiServer where the objects come from
 */
record Circumstances(AddressMode mode, ApiServer apiServer) {

  private static final ObjectKey REPLICAS = new ObjectKey("rauta-system", "replicas");
  private static final Pattern POOL = Pattern.compile("(?m)^# Addresses: pool ([0-9.]+)/([0-9]+)$");
  private static final Pattern SERVICE =
      Pattern.compile("(?m)^# Addresses: service (\\w+) ([0-9]+)-([0-9]+)$");
  private static final Pattern API_SERVER =
      Pattern.compile("(?m)^# API server: (\\S*) (\\S*), (leading|following)$");

  static Circumstances of(String input) {
    AddressMode mode =
        POOL.matcher(input)
            .results()
            .findFirst()
            .map(Circumstances::pool)
            .or(() -> SERVICE.matcher(input).results().findFirst().map(Circumstances::services))
            .orElseGet(AddressMode.Host::new);
    ApiServer apiServer =
        API_SERVER
            .matcher(input)
            .results()
            .findFirst()
            .map(Circumstances::present)
            .orElseGet(ApiServer.Absent::new);
    return new Circumstances(mode, apiServer);
  }

  private static AddressMode pool(MatchResult line) {
    int first = ByteBuffer.wrap(InetAddress.ofLiteral(line.group(1)).getAddress()).getInt();
    return new AddressMode.Pool(new AddressRange(first, Integer.parseInt(line.group(2))));
  }

  private static AddressMode services(MatchResult line) {
    ServiceType type =
        Arrays.stream(ServiceType.values())
            .filter(known -> known.apiName().equals(line.group(1)))
            .findFirst()
            .orElseThrow();
    PortRange ports =
        new PortRange(Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)));
    return new AddressMode.Services(type, REPLICAS, ports);
  }

  private static ApiServer present(MatchResult line) {
    return new ApiServer.Present(
        new ApiServer.Bundle(line.group(1), line.group(2)), line.group(3).equals("leading"));
  }

  /** The same where another replica leads. */
  Circumstances following() {
    return switch (apiServer) {
      case ApiServer.Absent() -> this;
      case ApiServer.Present(ApiServer.Bundle bundle, boolean _) ->
          new Circumstances(mode, new ApiServer.Present(bundle, false));
    };
  }

  /** The settings of the translation. */
  CompileSettings settings() {
    CompileSettings usual = CompileSettings.DEFAULT;
    return new CompileSettings(
        usual.http(),
        usual.tls(),
        usual.requestTimeout(),
        usual.connections(),
        usual.balancing(),
        usual.limits(),
        usual.controllerName(),
        mode);
  }

  /** {@code objects}, which come from here. */
  Resources resources(Resources objects) {
    return new Resources(
        objects.gatewayClasses(),
        objects.gateways(),
        objects.listenerSets(),
        objects.httpRoutes(),
        objects.grpcRoutes(),
        objects.referenceGrants(),
        objects.backendTlsPolicies(),
        objects.backends(),
        objects.services(),
        objects.endpointSlices(),
        objects.namespaces(),
        objects.secrets(),
        objects.configMaps(),
        apiServer);
  }
}
