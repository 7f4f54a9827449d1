package io.starling.server.app;

/** Which Starling this is; Maven writes it into the jar's manifest. */
final class Version {

  private Version() {}

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
