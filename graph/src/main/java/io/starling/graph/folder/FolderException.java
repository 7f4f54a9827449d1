package io.starling.graph.folder;

/** Says that a folder cannot be served; the message is a sentence for the person who named it. */
public final class FolderException extends Exception {
  private static final long serialVersionUID = 1;

  FolderException(String message) {
    super(message);
  }

  FolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
