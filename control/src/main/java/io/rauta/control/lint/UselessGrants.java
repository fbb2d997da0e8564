package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantFrom;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantTo;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.lint.References.Reference;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Finds grants, and entries of grants, that allow no reference that is made. References of kinds
 * that are not read here cannot be known, so that grants for them are taken to be of use.
 */
final class UselessGrants {

  private static final String CODE = "useless-grant";

  private UselessGrants() {}

  static void find(Resources resources, Warnings warnings) {
    Set<Reference> references = References.of(resources);
    resources.referenceGrants().forEach((key, grant) -> find(key, grant, references, warnings));
  }

  private static void find(
      ObjectKey key, ReferenceGrant grant, Set<Reference> references, Warnings warnings) {
    if (grant.getSpec() == null) {
      return;
    }
    List<ReferenceGrantFrom> from = Given.list(grant.getSpec().getFrom());
    List<ReferenceGrantTo> to = Given.list(grant.getSpec().getTo());
    if (from.stream().anyMatch(Objects::isNull) || to.stream().anyMatch(Objects::isNull)) {
      return;
    }
    ObjectRef object = new ObjectRef("ReferenceGrant", key);
    List<Reference> here =
        references.stream().filter(each -> each.to().namespace().equals(key.namespace())).toList();
    boolean isUsed =
        from.stream().anyMatch(each -> isForeign(each) || isUsed(each, to, here))
            || from.isEmpty()
            || to.isEmpty();
    if (!isUsed) {
      warnings.add(CODE, object, "spec", "grants nothing: no reference needs it");
      return;
    }
    uselessFrom(object, from, to, here, warnings);
    if (from.stream().noneMatch(UselessGrants::isForeign)) {
      uselessTo(object, from, to, here, warnings);
    }
  }

  private static void uselessFrom(
      ObjectRef object,
      List<ReferenceGrantFrom> from,
      List<ReferenceGrantTo> to,
      List<Reference> here,
      Warnings warnings) {
    for (int i = 0; i < from.size(); i++) {
      if (!isForeign(from.get(i)) && !isUsed(from.get(i), to, here)) {
        warnings.add(
            CODE,
            object,
            "spec.from[" + i + "]",
            "grants nothing: no "
                + Given.text(from.get(i).getKind())
                + " of namespace \""
                + Given.text(from.get(i).getNamespace())
                + "\" refers to anything that it allows");
      }
    }
  }

  private static void uselessTo(
      ObjectRef object,
      List<ReferenceGrantFrom> from,
      List<ReferenceGrantTo> to,
      List<Reference> here,
      Warnings warnings) {
    for (int i = 0; i < to.size(); i++) {
      List<ReferenceGrantTo> one = List.of(to.get(i));
      if (from.stream().noneMatch(each -> isUsed(each, one, here))) {
        warnings.add(CODE, object, "spec.to[" + i + "]", "grants nothing: nobody refers to it");
      }
    }
  }

  private static boolean isForeign(ReferenceGrantFrom from) {
    return !References.KINDS.contains(Given.text(from.getKind()));
  }

  private static boolean isUsed(
      ReferenceGrantFrom from, List<ReferenceGrantTo> to, List<Reference> references) {
    return references.stream()
        .filter(each -> each.fromKind().equals(Given.text(from.getKind())))
        .filter(each -> each.fromNamespace().equals(Given.text(from.getNamespace())))
        .anyMatch(each -> to.stream().anyMatch(allowed -> isAllowed(allowed, each)));
  }

  private static boolean isAllowed(ReferenceGrantTo to, Reference reference) {
    String name = Given.text(to.getName());
    return reference.toGroup().equals(Given.text(to.getGroup()))
        && reference.toKind().equals(Given.text(to.getKind()))
        && (name.isEmpty() || name.equals(reference.to().name()));
  }
}
