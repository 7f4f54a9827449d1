package io.starling.server.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of a file, read anew when the file changed. One that is broken or gone later leaves the keys
 * that were read before. Thread-safe.
 */
final class KeyFileSource implements KeySource {

  private static final Logger log = LoggerFactory.getLogger(KeyFileSource.class);

  /** By what a file is known to be another; the key is its inode where there is one. */
  private record Stamp(FileTime modified, long size, @Nullable Object fileKey) {}

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Stamp seen;
  private JWKSet keys;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it holds no keys, with a sentence that says why
   */
  KeyFileSource(Path path) {
    this.path = path;
    try {
      seen = stampOrNull();
      keys = read();
    } catch (IOException | KeysUnavailableException e) {
      throw new IllegalArgumentException(path + ": " + sentence(e), e);
    }
  }

  @Override
  public List<JWK> keys(@Nullable String kid) {
    return KeySets.select(current(), kid);
  }

  private JWKSet current() {
    lock.lock();
    try {
      Stamp stamp = stampOrNull();
      if (!Objects.equals(stamp, seen)) {
        // Remembered before it is read: a broken file is said once, not with every token.
        seen = stamp;
        readAgain();
      }
      return keys;
    } finally {
      lock.unlock();
    }
  }

  private void readAgain() {
    try {
      keys = read();
      log.atInfo().addKeyValue("keys", keys.size()).log("key file read");
    } catch (IOException | KeysUnavailableException e) {
      log.atWarn().addKeyValue("reason", sentence(e)).log("key file kept as it was");
    }
  }

  private JWKSet read() throws IOException, KeysUnavailableException {
    try (var in = Files.newInputStream(path)) {
      return KeySets.parse(in.readNBytes(KeySets.MAX_BYTES + 1));
    }
  }

  private @Nullable Stamp stampOrNull() {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException _) {
      return null;
    }
  }

  private static String sentence(Exception e) {
    return e instanceof KeysUnavailableException unusable
        ? String.valueOf(unusable.getMessage())
        : "The key file can't be read";
  }

  @Override
  public void close() {}
}
