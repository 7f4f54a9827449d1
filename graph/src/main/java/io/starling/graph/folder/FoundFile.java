package io.starling.graph.folder;

import io.starling.graph.rdf.RdfFormat;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that is to be read. Immutable.
 *
 * @param path relative to the folder with {@code /}
 * @param format of an RDF file, empty for a page
 */
record FoundFile(String path, Path file, Optional<RdfFormat> format, Stamp stamp) {

  /**
   * What a file looks like from outside. A file whose stamp is as before is not read again.
   *
   * @param key device and inode where there are such, else empty text
   */
  record Stamp(FileTime modified, long size, Object key) {}

  long modifiedMillis() {
    return stamp.modified().toMillis();
  }

  /** Says whether files of this name are read at all. */
  static boolean isOfInterest(String fileName) {
    return isPage(fileName) || RdfFormat.of(fileName).isPresent();
  }

  static FoundFile of(String path, Path file, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    Stamp stamp =
        new Stamp(attributes.lastModifiedTime(), attributes.size(), key == null ? "" : key);
    String name = file.getFileName().toString();
    return new FoundFile(path, file, isPage(name) ? Optional.empty() : RdfFormat.of(name), stamp);
  }

  private static boolean isPage(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".md");
  }
}
