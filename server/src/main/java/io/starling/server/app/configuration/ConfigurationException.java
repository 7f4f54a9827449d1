package io.starling.server.app.configuration;

/** What is set can't be meant: a sentence that says where, and what is allowed. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String where, String sentence) {
    super(where + ": " + sentence, null, false, false);
  }

  /** The sentence, without any value that is secret. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
