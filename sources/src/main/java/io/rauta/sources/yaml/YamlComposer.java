package io.rauta.sources.yaml;

import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Composes the documents of one YAML or JSON text from the parser's events. It bounds what a
 * hostile text can cost: depth, and nodes that come from aliases. Used once, by one thread.
 */
public final class YamlComposer {

  /** Levels of nesting, more than any API object has. */
  public static final int MAX_DEPTH = 64;

  /** Nodes that aliases may add to a file. */
  public static final int MAX_ALIASED_NODES = 100_000;

  /** The largest text that is read, in bytes. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();

  /** What became of a text. */
  public sealed interface Composed {}

  /** All documents; an empty document is left out. */
  public record Documents(List<YamlNode> roots) implements Composed {}

  /** The text is no YAML. */
  public record Malformed(int line, String message) implements Composed {}

  private record Anchored(YamlNode node, long size) {}

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private long nodes;
  private long aliasedNodes;

  private YamlComposer(byte[] content) {
    events = new Parse(SETTINGS).parseInputStream(new ByteArrayInputStream(content)).iterator();
  }

  /** Reads all documents of a text. */
  public static Composed compose(byte[] content) {
    try {
      return new Documents(new YamlComposer(content).documents());
    } catch (YamlEngineException e) {
      return malformed(e);
    }
  }

  private static Malformed malformed(YamlEngineException failure) {
    int line = 0;
    String reason = failure.getMessage();
    if (failure instanceof MarkedYamlEngineException marked) {
      line = marked.getProblemMark().map(YamlComposer::line).orElse(0);
      reason = marked.getProblem();
    } else if (failure instanceof ReaderException reader) {
      String character = String.format("U+%04X", reader.getCodePoint());
      reason =
          "character " + character + " at position " + reader.getPosition() + " is not allowed";
    } else if (failure.getCause() instanceof CharacterCodingException) {
      reason = "it is not UTF-8";
    }
    return new Malformed(line, "is not valid YAML: " + reason);
  }

  private List<YamlNode> documents() {
    List<YamlNode> roots = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent) {
        anchors.clear();
        YamlNode root = node(events.next(), 0);
        if (!(root instanceof YamlNode.Scalar scalar && scalar.isNull())) {
          roots.add(root);
        }
      }
    }
    return roots;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused(event, "is nested deeper than the allowed " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    long before = nodes++;
    YamlNode node = composed(event, depth);
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), new Anchored(node, nodes - before));
    }
    return node;
  }

  private YamlNode composed(Event event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (event instanceof MappingStartEvent start) {
      return mapping(start, depth);
    }
    if (event instanceof SequenceStartEvent start) {
      return sequence(start, depth);
    }
    throw refused(event, "has no value where one is expected");
  }

  private YamlNode aliased(AliasEvent alias) {
    Anchored target = anchors.get(alias.getAlias());
    if (target == null) {
      throw refused(alias, "alias *" + alias.getAlias() + " has no complete anchor before it");
    }
    nodes += target.size();
    aliasedNodes += target.size();
    if (aliasedNodes > MAX_ALIASED_NODES) {
      throw refused(alias, "aliases add more than the allowed " + MAX_ALIASED_NODES + " values");
    }
    return target.node();
  }

  private YamlNode mapping(MappingStartEvent start, int depth) {
    checkTag(start, start.getTag());
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(event instanceof ScalarEvent key)) {
        throw refused(event, "a field name must be text");
      }
      String name = name(key);
      if (fields.put(name, node(events.next(), depth + 1)) != null) {
        throw refused(key, "field '" + name + "' stands twice, first in line " + lines.get(name));
      }
      lines.put(name, line(key));
    }
    return new YamlNode.Mapping(line(start), fields, lines);
  }

  /** What a name is in JSON, where it is always text. */
  private static String name(ScalarEvent key) {
    return scalar(key) instanceof YamlNode.Scalar(_, Object value) && value != null
        ? value.toString()
        : key.getValue();
  }

  private YamlNode sequence(SequenceStartEvent start, int depth) {
    checkTag(start, start.getTag());
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(line(start), items);
  }

  private static YamlNode scalar(ScalarEvent event) {
    checkTag(event, event.getTag());
    String text = event.getValue();
    if (!event.isPlain() || event.getTag().isPresent()) {
      return new YamlNode.Scalar(line(event), text);
    }
    try {
      return new YamlNode.Scalar(line(event), PlainWords.value(text));
    } catch (NumberFormatException e) {
      throw refused(event, "'" + text + "' is not a number");
    }
  }

  private static void checkTag(Event event, Optional<String> tag) {
    if (tag.isEmpty()) {
      return;
    }
    boolean allowed =
        event instanceof CollectionStartEvent
            ? tag.get().equals(Tag.MAP.getValue()) || tag.get().equals(Tag.SEQ.getValue())
            : tag.get().equals(Tag.STR.getValue());
    if (!allowed) {
      throw refused(event, "tag " + tag.get() + " is not allowed (only !!str, !!map and !!seq)");
    }
  }

  private static ParserException refused(Event event, String message) {
    return new ParserException(message, event.getStartMark());
  }

  private static int line(Event event) {
    return event.getStartMark().map(YamlComposer::line).orElse(0);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
