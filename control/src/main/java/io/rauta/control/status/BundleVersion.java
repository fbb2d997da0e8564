package io.rauta.control.status;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.rauta.control.ApiServer;

/**
 * A version of the Gateway API resource definitions. One that is no version, as where they are of
 * several, is 0.0.0.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number
 */
record BundleVersion(int major, int minor, int patch) {

  /** A release or one before it, such as {@code v1.7.0-rc.3}. */
  private static final Pattern FORM =
      Pattern.compile("v([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})(-[0-9A-Za-z.-]+)?");

  static BundleVersion of(ApiServer.Bundle bundle) {
    Matcher matcher = FORM.matcher(bundle.version());
    return matcher.matches()
        ? new BundleVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)))
        : new BundleVersion(0, 0, 0);
  }

  /** Whether it is some patch of that minor version. */
  boolean isOfMinor(int wantedMajor, int wantedMinor) {
    return major == wantedMajor && minor == wantedMinor;
  }

  /** Whether this gateway was built for it and tested with it: v1.7 of any patch. */
  boolean isSupported() {
    return isOfMinor(1, 7);
  }
}
