package io.starling.server.app;

/** The server can't start, for a reason that the person who starts it can mend: a sentence. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartException(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
