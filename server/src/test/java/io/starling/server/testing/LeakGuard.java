package io.starling.server.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the run when a buffer was collected without having been released. Registered for every test
 * of the module; JUnit makes it before it loads the first of them, and so before the first buffer.
 */
public final class LeakGuard implements BeforeAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakGuard.class);

  private static final Leaks LEAKS = install();

  private static Leaks install() {
    // Where a buffer was last taken and let go is enough; each access would cost a stack trace.
    System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    var leaks = new Leaks();
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(leaks);
    return leaks;
  }

  /** What fails the run. */
  static Leaks leaks() {
    return LEAKS;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(AutoCloseable.class, _ -> (AutoCloseable) LeakGuard::check);
  }

  /** At the end of the run: JUnit closes what is in the store of the root. */
  private static void check() {
    Leaks.collect();
    LEAKS.requireNone();
  }
}
