package io.starling.graph.markdown;

import io.starling.graph.markdown.TextBlock.Anchor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Markdown: CommonMark, YAML front matter, Obsidian's and Logseq's links, tags and
 * properties. Nothing inside code is taken for any of these. Confined to one reading.
 */
public final class PageReader {
  /**
   * A line that is a property. A key has no spaces, so that prose with {@code ::} in it stays
   * prose.
   */
  private static final Pattern PROPERTY =
      Pattern.compile("[ \\t]*([\\p{L}\\p{N}_][\\p{L}\\p{N}_./?-]{0,63})::(?:[ \\t]+(.*))?");

  private final PropertyCollector properties = new PropertyCollector();
  private final List<String> tags = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private int words;

  private PageReader() {}

  /**
   * Reads a page; never fails, what cannot be read is told in {@link Page#problem}.
   *
   * @param lastGood stand in for the properties while the front matter is broken
   */
  public static Page read(String text, PageProperties lastGood) {
    try {
      return new PageReader().page(FrontMatter.of(text), lastGood);
    } catch (StackOverflowError _) {
      return new Page(lastGood, PageText.EMPTY, "The page is nested too deeply to be read.");
    }
  }

  private Page page(FrontMatter front, PageProperties lastGood) {
    front.entries().forEach(properties::putYaml);
    List<TextBlock> blocks = Blocks.of(front.body());
    for (int i = 0; i < blocks.size(); i++) {
      readBlock(blocks.get(i), i == 0);
    }
    PageText pageText = new PageText(heading(blocks), tags, links, words);
    boolean broken = front.problem() != null && !lastGood.equals(PageProperties.NONE);
    return new Page(
        broken ? lastGood : properties.build(),
        pageText,
        front.problem() != null ? front.problem() : properties.problem());
  }

  private void readBlock(TextBlock block, boolean first) {
    List<String> lines = List.of(block.text().split("\n", -1));
    List<Matcher> matches = lines.stream().map(PROPERTY::matcher).toList();
    boolean ofPage = first && block.level() == 0 && matches.stream().allMatch(Matcher::matches);
    int anchor = 0;
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      Matcher property = matches.get(i);
      boolean isProperty = block.level() == 0 && property.matches();
      if (isProperty) {
        readProperty(property, ofPage);
      } else {
        Marks.find(lines.get(i), target -> links.add(new Link.Wiki(target, false)), tags::add);
        words += Marks.words(lines.get(i));
      }
      end += 1 + lines.get(i).length();
      while (anchor < block.anchors().size() && block.anchors().get(anchor).position() <= end) {
        readAnchor(block.anchors().get(anchor++), isProperty);
      }
    }
  }

  /** A key without a value says nothing. */
  private void readProperty(Matcher line, boolean ofPage) {
    String value = line.group(2) == null ? "" : line.group(2).strip();
    if (ofPage && !value.isEmpty()) {
      properties.putOfPage(line.group(1), value);
    } else if (!value.isEmpty()) {
      properties.putOfBlock(line.group(1), value);
    }
  }

  private void readAnchor(Anchor anchor, boolean inProperty) {
    String destination = anchor.destination();
    if (destination.startsWith("[[") && destination.endsWith("]]")) {
      // Logseq's [shown]([[Page]])
      Marks.findLinks(destination, target -> links.add(new Link.Wiki(target, inProperty)));
    } else if (!destination.isEmpty()) {
      links.add(new Link.Path(decoded(destination), inProperty));
    }
  }

  /** Decodes %XX; a destination with a stray % is meant as it stands. */
  private static String decoded(String destination) {
    try {
      return URLDecoder.decode(destination.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return destination;
    }
  }

  private static @Nullable String heading(List<TextBlock> blocks) {
    return blocks.stream()
        .filter(block -> block.level() > 0 || !isProperties(block))
        .findFirst()
        .filter(block -> block.level() == 1)
        .map(block -> Marks.shown(block.text().replace('\n', ' ')))
        .filter(heading -> !heading.isBlank())
        .map(Values::cut)
        .orElse(null);
  }

  private static boolean isProperties(TextBlock block) {
    return block.text().lines().allMatch(line -> PROPERTY.matcher(line).matches());
  }
}
