package io.rauta.proxy.http;

/** Brings path and query of a request into their canonical form. */
public final class OriginForm {

  private OriginForm() {}

  /**
   * Sets path and query of {@code head} from the bytes, which start with a slash; answers whether
   * they are good.
   */
  public static boolean accept(RequestHead head, byte[] bytes, int start, int end) {
    int mark = Ascii.indexOf(bytes, start, end, '?');
    return switch (CanonicalPath.of(bytes, start, mark)) {
      case CanonicalPath.Verdict.AsReceived same -> {
        head.target(bytes, start, mark, end);
        yield true;
      }
      case CanonicalPath.Verdict.Rewritten rewritten -> {
        byte[] path = rewritten.path();
        byte[] target = java.util.Arrays.copyOf(path, path.length + end - mark);
        System.arraycopy(bytes, mark, target, path.length, end - mark);
        head.target(target, 0, path.length, target.length);
        yield true;
      }
      case CanonicalPath.Verdict.Refused refused -> false;
    };
  }

  /** Whether {@code b} may stand in a path or a query. */
  public static boolean isTargetByte(byte b) {
    return b > ' ' && b < 127 && b != '#' && b != '\\';
  }
}
