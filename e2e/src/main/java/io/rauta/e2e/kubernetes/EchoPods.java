package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Cluster;
import io.rauta.origins.echo.EchoMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Echo origins in pods, behind a Service {@code echo} on port 80. They run on the Java of the
 * gateway's own image; what they run comes from a ConfigMap, so that no other image is needed.
 */
final class EchoPods {

  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: echo, namespace: %1$s}
      binaryData: {echo.jar: %2$s}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: echo, namespace: %1$s}
      spec:
        selector: {app: echo}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: echo, namespace: %1$s}
      spec:
        replicas: 2
        selector: {matchLabels: {app: echo}}
        template:
          metadata: {labels: {app: echo}}
          spec:
            containers:
              - name: echo
                image: rauta:0.1.0
                imagePullPolicy: IfNotPresent
                command:
                  - /opt/rauta/jdk/bin/java
                  - -XX:+UseSerialGC
                  - -Xmx64m
                  - -cp
                  - /echo/echo.jar
                  - io.rauta.origins.echo.EchoMain
                  - echo
                  - 0.0.0.0
                  - "8080"
                readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
                volumeMounts: [{name: program, mountPath: /echo}]
            volumes: [{name: program, configMap: {name: echo}}]
      """;

  private EchoPods() {}

  /** Starts two of them in a namespace and waits until they are ready. */
  static void start(Cluster cluster, String namespace) throws IOException, URISyntaxException {
    cluster.apply(
        MANIFEST
            .replace("%1$s", namespace)
            .replace("%2$s", Base64.getEncoder().encodeToString(program())));
    cluster.awaitRollout(namespace, "echo", Duration.ofMinutes(1));
  }

  private static byte[] program() throws IOException, URISyntaxException {
    Path classes =
        Path.of(EchoMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(classes.resolve("io/rauta/origins"))) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
