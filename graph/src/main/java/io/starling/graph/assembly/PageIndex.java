package io.starling.graph.assembly;

import io.starling.graph.markdown.Link;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the page that a link means: along a path from the linking page, along a path from the
 * folder, by file name wherever the file lies (Obsidian), by title, by alias; all without regard to
 * case. Of several files of one name the one in the linking page's directory is meant, else the one
 * nearest to the folder. Immutable.
 */
final class PageIndex {
  private static final Pattern SCHEME =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*", Pattern.DOTALL);

  /** Endings of what Obsidian and Logseq embed beside pages; a link to one is no missing page. */
  private static final Set<String> ATTACHMENTS =
      Set.of(
          "avif",
          "base",
          "bmp",
          "canvas",
          "csv",
          "docx",
          "edn",
          "excalidraw",
          "flac",
          "gif",
          "heic",
          "html",
          "jpeg",
          "jpg",
          "json",
          "m4a",
          "mkv",
          "mov",
          "mp3",
          "mp4",
          "ogg",
          "pdf",
          "png",
          "pptx",
          "svg",
          "tif",
          "tiff",
          "txt",
          "wav",
          "webm",
          "webp",
          "xlsx",
          "zip");

  private final Map<String, String> byPath = new HashMap<>();
  private final Map<String, List<Candidate>> byName = new HashMap<>();
  private final Map<String, String> byTitle = new HashMap<>();
  private final Map<String, String> byAlias = new HashMap<>();

  PageIndex(SortedMap<String, PageFile> pages) {
    pages.forEach(this::add);
    Comparator<Candidate> nearest = Comparator.comparingLong(Candidate::depth);
    byName.values().forEach(paths -> paths.sort(nearest.thenComparing(Candidate::path)));
  }

  /**
   * A file of some name; {@code folded} is its path as it is compared, with a {@code /} before it.
   */
  private record Candidate(String folded, String path) {
    long depth() {
      return path.chars().filter(c -> c == '/').count();
    }
  }

  /** Says where a link on a page leads. */
  Target resolve(String page, Link link) {
    return switch (link) {
      case Link.Wiki wiki -> resolveName(page, wiki.target());
      case Link.Path path -> resolvePath(page, path.target());
    };
  }

  /** Finds a page by one of its names alone, as tags do. */
  Optional<String> named(String name) {
    String folded = Names.fold(name);
    String found = byName(folded);
    return Optional.ofNullable(found != null ? found : byOtherName(folded));
  }

  /** Finds a page by its path from the folder. */
  Optional<String> at(String path) {
    return Optional.ofNullable(byPath.get(Names.fold(Names.withoutEnding(path))));
  }

  private Target resolveName(String page, String target) {
    // A page may be called C#: the whole name goes first.
    int anchor = target.indexOf('#');
    if (anchor >= 0) {
      Optional<String> whole = find(page, target);
      if (whole.isPresent()) {
        return new Target.Found(whole.get());
      }
    }
    boolean cut = anchor >= 0 && anchor < target.length() - 1;
    String name = withoutBlock(cut ? target.substring(0, anchor) : target).strip();
    if (name.isEmpty() || name.contains("://")) {
      return new Target.Nowhere();
    }
    return find(page, name).<Target>map(Target.Found::new).orElseGet(() -> missing(page, name));
  }

  private Target resolvePath(String page, String target) {
    String path = target.split("[?#]", 2)[0];
    if (path.isEmpty()
        || path.endsWith("/")
        || SCHEME.matcher(path).matches()
        || path.startsWith("//")) {
      return new Target.Nowhere();
    }
    String name = Names.withoutEnding(path);
    Optional<String> found = find(page, name);
    if (found.isPresent()) {
      return new Target.Found(found.get());
    }
    // Without .md it may be any file, a directory or a route.
    return name.equals(path)
        ? new Target.Nowhere()
        : missing(page, name.startsWith("/") ? name : "./" + name);
  }

  private static Target missing(String page, String name) {
    if (isAttachment(name)) {
      return new Target.Nowhere();
    }
    boolean relative = name.startsWith("./") || name.startsWith("../");
    String stem = Names.withoutEnding(name);
    return Names.follow(relative ? Names.directory(page) : "", stem)
        .filter(path -> !path.isEmpty())
        .<Target>map(Target.Missing::new)
        .orElseGet(Target.Outside::new);
  }

  private Optional<String> find(String page, String target) {
    String name = Names.fold(Names.withoutEnding(target));
    String found = byPath(Names.fold(Names.directory(page)), name);
    found = found != null ? found : byPath("", name);
    found = found != null ? found : byName(name);
    return Optional.ofNullable(found != null ? found : byOtherName(name));
  }

  private @Nullable String byPath(String directory, String name) {
    return Names.follow(directory, name).map(byPath::get).orElse(null);
  }

  private @Nullable String byName(String name) {
    String ending = "/" + name;
    for (Candidate candidate : byName.getOrDefault(Names.last(name), List.of())) {
      if (candidate.folded().endsWith(ending)) {
        return candidate.path();
      }
    }
    return null;
  }

  private @Nullable String byOtherName(String name) {
    String titled = byTitle.get(name);
    return titled != null ? titled : byAlias.get(name);
  }

  private void add(String path, PageFile file) {
    String stem = Names.withoutEnding(path);
    String name = Names.last(stem);
    byPath.putIfAbsent(Names.fold(stem), path);
    byName
        .computeIfAbsent(Names.fold(name), _ -> new ArrayList<>(1))
        .add(new Candidate("/" + Names.fold(stem), path));
    var properties = file.page().properties();
    if (properties.title() != null) {
      byTitle.putIfAbsent(Names.fold(properties.title()), path);
    }
    if (file.page().text().heading() != null) {
      byAlias.putIfAbsent(Names.fold(file.page().text().heading()), path);
    }
    properties.aliases().forEach(alias -> byAlias.putIfAbsent(Names.fold(alias), path));
    if (name.indexOf('%') >= 0 || name.contains("___")) {
      byTitle.putIfAbsent(Names.fold(logseqName(name)), path);
    }
  }

  /**
   * Gives the name of the page that Logseq keeps in this file: {@code a___b} for a/b, {@code %3A}
   * for a colon.
   */
  static String logseqName(String fileName) {
    try {
      return URLDecoder.decode(
          fileName.replace("___", "/").replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return fileName.replace("___", "/");
    }
  }

  private static String withoutBlock(String name) {
    int block = name.indexOf('^');
    return block < 0 ? name : name.substring(0, block);
  }

  private static boolean isAttachment(String name) {
    return ATTACHMENTS.contains(Names.fold(name.substring(name.lastIndexOf('.') + 1)))
        && name.indexOf('.') >= 0;
  }
}
