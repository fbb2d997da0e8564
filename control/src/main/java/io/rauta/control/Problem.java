package io.rauta.control;

import io.rauta.config.route.HostPattern;

/** One way in which an object can be wrong, with its facts. */
public sealed interface Problem
    permits Problem.Missing,
        Problem.Malformed,
        Problem.Unknown,
        Problem.NotBuilt,
        Problem.Incompatible,
        Problem.PrefixNotMatched,
        Problem.ProtocolNotServed,
        Problem.AddressNotServed,
        Problem.ParametersUnknown,
        Problem.ClassRefused,
        Problem.RouteKindNotServed,
        Problem.HostnameTaken,
        Problem.ProtocolTaken,
        Problem.SetNotAdmitted,
        Problem.GatewayRefused,
        Problem.ParentNotAttached,
        Problem.NoSuchListener,
        Problem.NotAdmitted,
        Problem.NoCommonHostname,
        Problem.NotGranted,
        Problem.ReferentMissing,
        Problem.ReferentKindUnknown,
        Problem.ServicePortMissing,
        Problem.ReferentUnusable,
        PlaceProblem,
        TlsProblem {

  /** Path of the field within the object, for example {@code spec.rules[0].filters[1].type}. */
  String field();

  /** The facts as a sentence for a person: what is wrong and what is allowed. */
  String message();

  /**
   * A field that has to be there is absent.
   *
   * @param field where
   * @param meaning what it would say
   */
  record Missing(String field, String meaning) implements Problem {
    @Override
    public String message() {
      return "is missing: " + meaning;
    }
  }

  /**
   * A value is not of the form it has to be.
   *
   * @param field where
   * @param value what is there
   * @param expected what has to be there
   */
  record Malformed(String field, String value, String expected) implements Problem {
    @Override
    public String message() {
      return Quoted.of(value) + " is not " + expected;
    }
  }

  /**
   * A value is not one of a closed list.
   *
   * @param field where
   * @param value what is there
   * @param known what may be there
   */
  record Unknown(String field, String value, String known) implements Problem {
    @Override
    public String message() {
      return Quoted.of(value) + " is not known; allowed are " + known;
    }
  }

  /**
   * The API allows it, this gateway cannot do it.
   *
   * @param field where
   * @param what what is asked for
   */
  record NotBuilt(String field, String what) implements Problem {
    @Override
    public String message() {
      return what + " is not supported by this gateway";
    }
  }

  /**
   * A filter cannot be combined with something else.
   *
   * @param field where
   * @param filter its type
   * @param other with what
   */
  record Incompatible(String field, String filter, String other) implements Problem {
    @Override
    public String message() {
      return filter + " cannot be combined with " + other;
    }
  }

  /**
   * A filter replaces the prefix by which requests are matched, but not all are by one.
   *
   * @param field where
   */
  record PrefixNotMatched(String field) implements Problem {
    @Override
    public String message() {
      return "replaces a prefix, so the rule has to have exactly one match, of type PathPrefix";
    }
  }

  /**
   * A listener or a backend speaks a protocol that this gateway does not.
   *
   * @param field where
   * @param protocol its name
   */
  record ProtocolNotServed(String field, String protocol) implements Problem {
    @Override
    public String message() {
      return "protocol " + Quoted.of(protocol) + " is not supported by this gateway";
    }
  }

  /**
   * A Gateway asks for an address that cannot be given.
   *
   * @param field where
   * @param type the type of the address
   * @param value the address
   */
  record AddressNotServed(String field, String type, String value) implements Problem {
    @Override
    public String message() {
      return "address " + Quoted.of(value) + " of type " + type + " is not an IP address literal";
    }
  }

  /**
   * An object refers to parameters of a kind that nobody here knows.
   *
   * @param field where
   * @param kind the kind of the parameters
   */
  record ParametersUnknown(String field, String kind) implements Problem {
    @Override
    public String message() {
      return "parameters of kind " + Quoted.of(kind) + " are not known; none are";
    }
  }

  /**
   * A Gateway is of a class that is refused.
   *
   * @param field where
   * @param name the class
   */
  record ClassRefused(String field, String name) implements Problem {
    @Override
    public String message() {
      return "GatewayClass " + Quoted.of(name) + " is not valid, see its own problems";
    }
  }

  /**
   * A listener admits a kind of route that it cannot serve.
   *
   * @param field where
   * @param group API group of the route
   * @param kind kind of the route
   */
  record RouteKindNotServed(String field, String group, String kind) implements Problem {
    @Override
    public String message() {
      return "routes of kind " + Quoted.of(group + "/" + kind) + " are not served by this listener";
    }
  }

  /**
   * Another listener has the same hostname on the same address and port.
   *
   * @param field where
   * @param hostname the hostname
   * @param other the other listener
   */
  record HostnameTaken(String field, HostPattern hostname, String other) implements Problem {
    @Override
    public String message() {
      return "hostname " + Quoted.of(hostname.toString()) + " on this port belongs to " + other;
    }
  }

  /**
   * Another listener speaks another protocol on the same address and port.
   *
   * @param field where
   * @param protocol the protocol of this listener
   * @param other the other listener
   */
  record ProtocolTaken(String field, String protocol, String other) implements Problem {
    @Override
    public String message() {
      return "protocol " + protocol + " cannot share this port with " + other;
    }
  }

  /**
   * A Gateway does not let ListenerSets of that namespace add listeners.
   *
   * @param field where
   * @param gateway the Gateway
   * @param namespace the namespace of the ListenerSet
   */
  record SetNotAdmitted(String field, ObjectRef gateway, String namespace) implements Problem {
    @Override
    public String message() {
      return gateway
          + " does not allow ListenerSets from namespace "
          + Quoted.of(namespace)
          + " (see its spec.allowedListeners)";
    }
  }

  /**
   * A ListenerSet adds to a Gateway that is not accepted.
   *
   * @param field where
   * @param gateway the Gateway
   */
  record GatewayRefused(String field, ObjectRef gateway) implements Problem {
    @Override
    public String message() {
      return gateway + " is not accepted, see its own problems";
    }
  }

  /**
   * A route names a ListenerSet that is no part of its Gateway.
   *
   * @param field where
   * @param parent the ListenerSet
   */
  record ParentNotAttached(String field, ObjectRef parent) implements Problem {
    @Override
    public String message() {
      return parent + " is not allowed by its Gateway";
    }
  }

  /**
   * The parent has no listener of that name and port.
   *
   * @param field where
   * @param parent the parent with the name and port that are asked for
   */
  record NoSuchListener(String field, String parent) implements Problem {
    @Override
    public String message() {
      return parent + " has no such listener";
    }
  }

  /**
   * No listener of the parent admits this route.
   *
   * @param field where
   * @param kind the kind of the route
   * @param namespace the namespace of the route
   */
  record NotAdmitted(String field, String kind, String namespace) implements Problem {
    @Override
    public String message() {
      return "no listener admits routes of kind "
          + kind
          + " from namespace "
          + Quoted.of(namespace);
    }
  }

  /**
   * No listener of the parent shares a host with the route.
   *
   * @param field where
   * @param hostnames the hostnames of the route
   */
  record NoCommonHostname(String field, String hostnames) implements Problem {
    @Override
    public String message() {
      return "no listener has a hostname in common with " + hostnames;
    }
  }

  /**
   * A reference into another namespace that nobody there allows.
   *
   * @param field where
   * @param to what is referred to
   */
  record NotGranted(String field, ObjectRef to) implements Problem {
    @Override
    public String message() {
      return "no ReferenceGrant in namespace " + Quoted.of(to.key().namespace()) + " allows " + to;
    }
  }

  /**
   * What is referred to does not exist.
   *
   * @param field where
   * @param to what is referred to
   */
  record ReferentMissing(String field, ObjectRef to) implements Problem {
    @Override
    public String message() {
      return to + " does not exist";
    }
  }

  /**
   * What is referred to is of a kind that cannot be used there.
   *
   * @param field where
   * @param group its API group, empty for the core group
   * @param kind its kind
   * @param allowed the kinds that can
   */
  record ReferentKindUnknown(String field, String group, String kind, String allowed)
      implements Problem {
    @Override
    public String message() {
      return "kind "
          + Quoted.of(group.isEmpty() ? kind : group + "/" + kind)
          + " cannot be used here; use "
          + allowed;
    }
  }

  /**
   * The Service has no such port.
   *
   * @param field where
   * @param service the Service
   * @param port the port
   */
  record ServicePortMissing(String field, ObjectRef service, int port) implements Problem {
    @Override
    public String message() {
      return service + " has no port " + port;
    }
  }

  /**
   * What is referred to may not be used as a backend.
   *
   * @param field where
   * @param to what is referred to
   * @param why the reason
   */
  record ReferentUnusable(String field, ObjectRef to, String why) implements Problem {
    @Override
    public String message() {
      return to + " " + why;
    }
  }
}
