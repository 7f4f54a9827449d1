package io.starling.graph.markdown;

import io.starling.graph.markdown.Excess.Tamed;
import io.starling.graph.markdown.TextBlock.Anchor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    Tamed body = Excess.tame(front.body());
    List<TextBlock> blocks = Blocks.of(body.text());
    for (int i = 0; i < blocks.size(); i++) {
      readBlock(blocks.get(i), i == 0);
    }
    boolean broken = front.problem() != null && !lastGood.equals(PageProperties.NONE);
    return new Page(
        broken ? lastGood : properties.build(),
        new PageText(heading(blocks), tags, links, words),
        firstOf(front.problem(), properties.problem(), body.problem()));
  }

  private static @Nullable String firstOf(@Nullable String... problems) {
    return Stream.of(problems).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private void readBlock(TextBlock block, boolean first) {
    boolean ofPage = first && isProperties(block);
    int anchor = 0;
    int end = -1;
    for (String line : block.text().split("\n", -1)) {
      Matcher property = PROPERTY.matcher(line);
      boolean isProperty = block.level() == 0 && line.contains("::") && property.matches();
      if (isProperty) {
        readProperty(property, ofPage);
      } else {
        Marks.find(line, target -> links.add(new Link.Wiki(target, false)), tags::add);
        words += Marks.words(line);
      }
      end += 1 + line.length();
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
        .filter(block -> !isProperties(block))
        .findFirst()
        .filter(block -> block.level() == 1)
        .map(block -> Marks.shown(block.text().replace('\n', ' ')))
        .filter(heading -> !heading.isBlank())
        .map(Values::cut)
        .orElse(null);
  }

  private static boolean isProperties(TextBlock block) {
    return block.level() == 0
        && block.text().contains("::")
        && block.text().lines().allMatch(line -> PROPERTY.matcher(line).matches());
  }
}
