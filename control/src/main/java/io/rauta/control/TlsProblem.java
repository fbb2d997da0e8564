package io.rauta.control;

/** One way in which what an object says about TLS, or refers to for it, can be wrong. */
public sealed interface TlsProblem extends Problem {

  /**
   * What is referred to holds nothing that TLS could be spoken with.
   *
   * @param field where
   * @param to what is referred to
   * @param why what it holds or lacks, without any of it
   */
  record CertificateUnusable(String field, ObjectRef to, String why) implements TlsProblem {
    @Override
    public String message() {
      return to + " " + why;
    }
  }

  /**
   * What is referred to holds nothing any more that TLS could be spoken with; what it held before
   * is used.
   *
   * @param field where
   * @param to what is referred to
   * @param why what it holds or lacks, without any of it
   */
  record CertificateOutdated(String field, ObjectRef to, String why) implements TlsProblem {
    @Override
    public String message() {
      return to + " " + why + "; the certificate that it held before is still used";
    }
  }

  /**
   * A policy applies to a target of this one before it does.
   *
   * @param field where
   * @param target the target
   * @param policy the other policy
   */
  record TargetTaken(String field, ObjectRef target, ObjectRef policy) implements TlsProblem {
    @Override
    public String message() {
      return policy + " applies to " + target + " already";
    }
  }

  /**
   * A backend is to be met as a policy says that is not valid.
   *
   * @param field where
   * @param backend the backend
   * @param policy the policy
   */
  record PolicyNotValid(String field, ObjectRef backend, ObjectRef policy) implements TlsProblem {
    @Override
    public String message() {
      return backend + " is not asked, since " + policy + " is not valid";
    }
  }
}
