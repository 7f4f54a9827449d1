package io.starling.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes pages as an editor does. */
public final class Pages {

  private Pages() {}

  /** Saves a page: a new file takes the old one's place. */
  public static Path save(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(folder, ".", ".tmp");
    Files.writeString(fresh, text);
    return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A ring of pages, {@code page-0.md} and so on, each with a link to the next. */
  public static Path ring(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.writeString(
          folder.resolve("page-" + i + ".md"),
          "# Page %d\n\nLeads to [[page-%d]]. #%s\n"
              .formatted(i, (i + 1) % count, i % 2 == 0 ? "even" : "odd"));
    }
    return folder;
  }
}
