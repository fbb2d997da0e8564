package io.rauta.control.status;

/** Condition types and reasons of the Gateway API. */
final class Reasons {

  static final String ACCEPTED = "Accepted";
  static final String PROGRAMMED = "Programmed";
  static final String RESOLVED_REFS = "ResolvedRefs";
  static final String CONFLICTED = "Conflicted";
  static final String PARTIALLY_INVALID = "PartiallyInvalid";
  static final String OVERLAPPING_TLS_CONFIG = "OverlappingTLSConfig";
  static final String INSECURE_FRONTEND_VALIDATION_MODE = "InsecureFrontendValidationMode";

  static final String SUPPORTED_VERSION = "SupportedVersion";
  static final String UNSUPPORTED_VERSION = "UnsupportedVersion";

  static final String NO_CONFLICTS = "NoConflicts";
  static final String NO_RESOURCES = "NoResources";
  static final String PENDING = "Pending";
  static final String INVALID = "Invalid";
  static final String INVALID_PARAMETERS = "InvalidParameters";
  static final String UNSUPPORTED_ADDRESS = "UnsupportedAddress";
  static final String ADDRESS_NOT_ASSIGNED = "AddressNotAssigned";
  static final String ADDRESS_NOT_USABLE = "AddressNotUsable";
  static final String NOT_ALLOWED = "NotAllowed";
  static final String PARENT_NOT_ACCEPTED = "ParentNotAccepted";
  static final String PARENT_NOT_PROGRAMMED = "ParentNotProgrammed";
  static final String PORT_UNAVAILABLE = "PortUnavailable";
  static final String LISTENERS_NOT_VALID = "ListenersNotValid";
  static final String UNSUPPORTED_PROTOCOL = "UnsupportedProtocol";
  static final String UNSUPPORTED_VALUE = "UnsupportedValue";
  static final String INCOMPATIBLE_FILTERS = "IncompatibleFilters";
  static final String HOSTNAME_CONFLICT = "HostnameConflict";
  static final String PROTOCOL_CONFLICT = "ProtocolConflict";
  static final String INVALID_ROUTE_KINDS = "InvalidRouteKinds";
  static final String NO_MATCHING_PARENT = "NoMatchingParent";
  static final String NOT_ALLOWED_BY_LISTENERS = "NotAllowedByListeners";
  static final String NO_MATCHING_LISTENER_HOSTNAME = "NoMatchingListenerHostname";
  static final String BACKEND_NOT_FOUND = "BackendNotFound";
  static final String INVALID_KIND = "InvalidKind";
  static final String REF_NOT_PERMITTED = "RefNotPermitted";
  static final String INVALID_CERTIFICATE_REF = "InvalidCertificateRef";
  static final String INVALID_CLIENT_CERTIFICATE_REF = "InvalidClientCertificateRef";
  static final String INVALID_CA_CERTIFICATE_REF = "InvalidCACertificateRef";
  static final String INVALID_CA_CERTIFICATE_KIND = "InvalidCACertificateKind";
  static final String NO_VALID_CA_CERTIFICATE = "NoValidCACertificate";
  static final String OVERLAPPING_HOSTNAMES = "OverlappingHostnames";
  static final String OVERLAPPING_CERTIFICATES = "OverlappingCertificates";
  static final String CONFLICTED_POLICY = "Conflicted";
  static final String CONFIGURATION_CHANGED = "ConfigurationChanged";

  private Reasons() {}
}
