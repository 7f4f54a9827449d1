package io.starling.graph.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes folders of any number of linked pages, the same for the same seed. Pages lie in
 * directories of 100, most link to a few pages anywhere, every seventh link leads to a page that
 * isn't there.
 */
public final class PageGenerator {
  private static final int PAGES_PER_DIRECTORY = 100;
  private static final int TAGS = 40;
  private static final String[] WORDS = {
    "reef",
    "kelp",
    "tide",
    "current",
    "shoal",
    "anchor",
    "harbour",
    "plankton",
    "lagoon",
    "drift",
    "sounding",
    "channel",
  };

  private final SplittableRandom random;
  private final int pages;

  private PageGenerator(int pages, long seed) {
    this.pages = pages;
    this.random = new SplittableRandom(seed);
  }

  /** Writes the pages: {@code PageGenerator FOLDER PAGES [SEED]}. */
  public static void main(String[] arguments) {
    write(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
  }

  /** Writes pages into a folder, which is made when it isn't there. */
  public static void write(Path folder, int pages, long seed) {
    try {
      PageGenerator generator = new PageGenerator(pages, seed);
      for (int page = 0; page < pages; page++) {
        Path file = folder.resolve(path(page));
        Files.createDirectories(file.getParent());
        Files.writeString(file, generator.text(page));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the path of a page in the folder. */
  public static String path(int page) {
    return "part-%03d/page-%05d.md".formatted(page / PAGES_PER_DIRECTORY, page);
  }

  private String text(int page) {
    StringBuilder text = new StringBuilder();
    text.append("---\ntitle: ")
        .append(title(page))
        .append("\ntags: [t")
        .append(random.nextInt(TAGS))
        .append("]\n---\n");
    text.append("# ").append(title(page)).append("\n\n");
    for (int paragraph = 2 + random.nextInt(5); paragraph > 0; paragraph--) {
      sentence(text, 30 + random.nextInt(30));
      text.append(link()).append(" and ").append(link()).append(".\n\n");
    }
    text.append("- a list with #t")
        .append(random.nextInt(TAGS))
        .append("\n- `code [[not a link]]`\n");
    return text.toString();
  }

  private void sentence(StringBuilder text, int words) {
    for (int word = 0; word < words; word++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(word % 9 == 8 ? ",\n" : " ");
    }
  }

  private String link() {
    int target = random.nextInt(pages);
    return switch (random.nextInt(7)) {
      case 0 -> "[[Missing " + random.nextInt(Math.max(1, pages / 10)) + "]]";
      case 1 -> "[there](../" + path(target) + ")";
      case 2 -> "[[" + title(target) + "|by title]]";
      default -> "[[page-%05d]]".formatted(target);
    };
  }

  private static String title(int page) {
    return "Page " + page;
  }
}
