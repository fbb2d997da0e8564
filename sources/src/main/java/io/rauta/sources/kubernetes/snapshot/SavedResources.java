package io.rauta.sources.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.control.ApiServer;
import io.rauta.control.ApiServer.Bundle;
import io.rauta.control.Resources;
import io.rauta.sources.kubernetes.json.ModelJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;

/**
 * The file that holds what was served last. It is text: a line that names the format and what is
 * known of the API server, a line for each object, which is its kind and its JSON, and the SHA-256
 * digest of all that. It is written beside itself and renamed, readable by the user alone, so that
 * a file is whole, or not there, or refused. For one thread at a time.
 */
public final class SavedResources {

  /** Whether private keys are written. */
  public enum Keys {
    LEFT_OUT,
    KEPT
  }

  private static final String FORMAT = "rauta-resources-1";
  private static final String END = "sha256 ";
  private static final int DIGEST_CHARACTERS = 64;
  private static final int BUFFER = 64 * 1024;

  private final Path directory;
  private final Path file;
  private final Keys keys;
  private final ModelJson json;

  /**
   * Names the file; nothing is read or written yet.
   *
   * @param directory made when it is first written to
   * @param keys whether Secrets are among what is written
   * @param json reads and writes objects
   */
  public SavedResources(Path directory, Keys keys, ModelJson json) {
    this.directory = directory;
    this.file = directory.resolve("resources");
    this.keys = keys;
    this.json = json;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * Replaces the file.
   *
   * @throws IOException if that is not possible; the file is as it was then
   */
  public void write(Resources resources) throws IOException {
    Files.createDirectories(directory);
    Path next =
        Files.createTempFile(
            directory,
            "resources",
            ".next",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(next, Set.of(StandardOpenOption.WRITE))) {
        write(resources, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /**
   * Reads the file.
   *
   * @return empty if there is none
   * @throws UnusableSnapshot if it is not as it was written, or cannot be read
   */
  public Optional<Resources> read() throws UnusableSnapshot {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] content = Files.readAllBytes(file);
      int end = content.length - END.length() - DIGEST_CHARACTERS - 1;
      if (end < 0
          || !Arrays.equals(
              content, end, content.length, lastLine(content, end), 0, content.length - end)) {
        throw new UnusableSnapshot("is damaged: its checksum is not that of its content");
      }
      return Optional.of(parse(new String(content, 0, end, StandardCharsets.UTF_8)));
    } catch (IOException | JacksonException e) {
      throw new UnusableSnapshot("cannot be read: " + e.getMessage());
    }
  }

  private Resources parse(String content) throws UnusableSnapshot {
    Iterator<String> lines = content.lines().iterator();
    String[] head = lines.hasNext() ? lines.next().split("\t", -1) : new String[0];
    if (head.length != 3 || !head[0].equals(FORMAT)) {
      throw new UnusableSnapshot("is of another format than " + FORMAT);
    }
    SavedKinds kinds = new SavedKinds();
    while (lines.hasNext()) {
      String line = lines.next();
      int blank = line.indexOf(' ');
      Class<? extends HasMetadata> model = SavedKinds.model(line.substring(0, Math.max(0, blank)));
      HasMetadata object = json.reader(model).readValue(line.substring(blank + 1));
      kinds.add(object);
    }
    return kinds.resources(new ApiServer.Present(new Bundle(head[1], head[2]), false));
  }

  private void write(Resources resources, OutputStream file) throws IOException {
    MessageDigest digest = sha256();
    OutputStream out = new BufferedOutputStream(file, BUFFER);
    DigestOutputStream digested = new DigestOutputStream(out, digest);
    digested.write(head(resources.apiServer()).getBytes(StandardCharsets.UTF_8));
    ObjectWriter writer = json.writer();
    for (HasMetadata object : SavedKinds.all(resources)) {
      if (keys == Keys.KEPT || !(object instanceof Secret)) {
        digested.write((object.getKind() + " ").getBytes(StandardCharsets.UTF_8));
        digested.write(writer.writeValueAsBytes(object));
        digested.write('\n');
      }
    }
    out.write(lastLine(digest));
    out.flush();
  }

  private static String head(ApiServer server) {
    Bundle bundle =
        switch (server) {
          case ApiServer.Present present -> present.bundle();
          case ApiServer.Absent() -> new Bundle("", "");
        };
    return FORMAT + "\t" + bundle.version() + "\t" + bundle.channel() + "\n";
  }

  private static byte[] lastLine(byte[] content, int end) {
    MessageDigest digest = sha256();
    digest.update(content, 0, end);
    return lastLine(digest);
  }

  private static byte[] lastLine(MessageDigest digest) {
    return (END + HexFormat.of().formatHex(digest.digest()) + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
