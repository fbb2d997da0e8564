package io.rauta.sources.rules;

import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of one version of one kind. Any thread. */
public final class KindRules {

  private static final String STATUS = "status";

  private final ApiScope scope;
  private final Schema schema;

  KindRules(ApiScope scope, Schema schema) {
    this.scope = scope;
    this.schema = schema;
  }

  /**
   * Judges an object as an API server does that is to create it.
   *
   * @param object of this version and kind
   */
  public Judged judge(YamlNode.Mapping object) {
    YamlNode.Mapping completed = Completion.mapping(object, schema);
    Findings findings = new Findings();
    Place root = Place.root(object);
    new SchemaCheck(findings, SchemaCheck.UnknownFields.REFUSED).check(completed, schema, root);
    new MetadataCheck(completed.mapping("metadata"), root.field("metadata", completed), findings)
        .check(scope);
    if (!findings.isBlocked()) {
      YamlNode.Mapping created = withoutStatus(completed);
      new RuleCheck(findings).check(created, PlainValues.of(created), schema, root);
    }
    return new Judged(completed, findings.violations());
  }

  /** What the whole object is. */
  Schema schema() {
    return schema;
  }

  /** An API server drops the status of what it creates. */
  private static YamlNode.Mapping withoutStatus(YamlNode.Mapping object) {
    Map<String, YamlNode> fields = new LinkedHashMap<>(object.fields());
    fields.remove(STATUS);
    return new YamlNode.Mapping(object.line(), fields, object.lines());
  }
}
