package io.starling.graph.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "see [[Reef]] → Reef",
        "see [[Reef|the reef]] → Reef",
        "see [[Reef#Fish]] → Reef#Fish",
        "see ![[Reef]] → Reef",
        "see [[notes/Reef.md]] → notes/Reef.md",
        "**see [[Reef]]** → Reef",
        "see [[__init__]] → __init__",
        "see [[a_b *c* d]] → a_b *c* d",
        "| cell | [[Reef\\|shown]] | → Reef",
        "see [[Reef]](and more) → Reef",
        "> - quoted [[Reef]] → Reef",
        "# A heading with [[Reef]] → Reef",
        "{{embed [[Reef]]}} → Reef",
        "[shown]([[Reef]]) → Reef",
        "[[ Reef ]] → Reef",
        "[[Tiefe See]] → Tiefe See",
        "[[AT&T]] → AT&T",
      })
  void findsWikiLinks(String markdown, String target) {
    Page page = read(markdown);

    assertThat(page.text().links()).containsExactly(new Link.Wiki(target, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "see [the reef](reef.md) → reef.md",
        "see [the reef](<coral reef.md>) → coral reef.md",
        "see [the reef](coral%20reef.md#fish) → coral reef.md#fish",
        "see [the reef](../a/reef.md 'title') → ../a/reef.md",
        "see ![the reef](reef.md) → reef.md",
        "see [a+b](a+b.md) → a+b.md",
        "see [odd](100%.md) → 100%.md",
        "see [](reef.md) → reef.md",
        "see [*the* `reef`](reef.md) → reef.md",
      })
  void findsLinksAlongAPath(String markdown, String target) {
    Page page = read(markdown);

    assertThat(page.text().links()).containsExactly(new Link.Path(target, false));
  }

  @Test
  void findsLinksByReference() {
    Page page = read("see [the reef][r] and [r].\n\n[r]: reef.md\n");

    assertThat(page.text().links())
        .containsExactly(new Link.Path("reef.md", false), new Link.Path("reef.md", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`[[Reef]] #tag key:: value`",
        "```\n[[Reef]] #tag\nkey:: value\n```",
        "~~~md\n[[Reef]]\n~~~",
        "    [[Reef]] #tag indented as code",
        "<!-- [[Reef]] #tag -->",
        "\\[[Reef]] and \\#tag",
        "[[]] and [[ ]] and [Reef] and [ [Reef] ]",
        "[[one\ntwo]]",
        "[[a]",
      })
  void takesNothingFromCodeCommentsAndEscapes(String markdown) {
    Page page = read(markdown);

    assertThat(page.text().links()).isEmpty();
    assertThat(page.text().tags()).isEmpty();
    assertThat(page.properties()).isEqualTo(PageProperties.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "about #reef. → reef",
        "about #reef/coral → reef/coral",
        "about #reef-life- → reef-life",
        "#reef at the start → reef",
        "(#reef) → reef",
        "**#reef** → reef",
        "about #[[coral reef]] → coral reef",
        "about #Küste → Küste",
        "about #2024-plan → 2024-plan",
        "about #🐠 → 🐠",
      })
  void findsTags(String markdown, String tag) {
    Page page = read(markdown);

    assertThat(page.text().tags()).containsExactly(tag);
    assertThat(page.text().links()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issue #12",
        "C# and F#",
        "https://example.org/#fragment",
        "[text](page.md#heading)",
        "# Heading",
        "a [#tag](https://example.org) in a link",
        "[[Page#heading]]",
      })
  void takesNoTagFromWhatIsNone(String markdown) {
    Page page = read(markdown);

    assertThat(page.text().tags()).isEmpty();
  }

  @Test
  void readsFrontMatter() {
    Page page =
        read(
            """
            ---
            title: The Reef
            aliases: [Coral, "Great Reef"]
            tags:
              - sea
              - "#life"
            quality: 0.75
            depth: 12
            open: true
            found: 1998-05-01
            seen: [1, two]
            place:
              country: AU
            up: "[[Ocean]]"
            next: [[Lagoon]]
            empty:
            ---
            Text.
            """);

    assertThat(page.problem()).isNull();
    assertThat(page.properties().title()).isEqualTo("The Reef");
    assertThat(page.properties().aliases()).containsExactly("Coral", "Great Reef");
    assertThat(page.properties().tags()).containsExactly("sea", "life");
    assertThat(page.properties().quality()).isEqualTo(0.75f);
    assertThat(page.properties().values())
        .containsExactly(
            entry("depth", 12),
            entry("open", true),
            entry("found", "1998-05-01"),
            entry("seen", List.of(1, "two")),
            entry("place.country", "AU"),
            entry("up", "[[Ocean]]"),
            entry("next", List.of("[[Lagoon]]")));
    assertThat(page.properties().links())
        .containsExactly(new Link.Wiki("Ocean", true), new Link.Wiki("Lagoon", true));
    assertThat(page.text().words()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tags: sea, life",
        "tags: sea life",
        "tags: '#sea #life'",
        "tag: [sea, life]",
        "Tags: [sea, life]"
      })
  void readsTagsHoweverTheyAreWritten(String line) {
    Page page = read("---\n" + line + "\n---\n");

    assertThat(page.properties().tags()).containsExactly("sea", "life");
  }

  @Test
  void readsPropertiesOfLogseqPages() {
    Page page =
        read(
            """
            title:: The Reef
            alias:: Coral, [[Great Reef]]
            tags:: sea, [[marine life]], #[[far away]]
            type:: [[Place]]
            depth:: 12 m

            - A block #inline
              author:: [[Ann]] and [Bob](bob.md)
              id:: 63f1
              collapsed:: true
            - Another
              title:: not of the page
              depth:: 99
            """);

    assertThat(page.properties().title()).isEqualTo("The Reef");
    assertThat(page.properties().aliases()).containsExactly("Coral", "Great Reef");
    assertThat(page.properties().tags()).containsExactly("sea", "marine life", "far away");
    assertThat(page.text().tags()).containsExactly("inline");
    assertThat(page.properties().links())
        .containsExactly(new Link.Wiki("Place", true), new Link.Wiki("Ann", true));
    assertThat(page.text().links()).containsExactly(new Link.Path("bob.md", true));
    assertThat(page.properties().values())
        .containsExactly(
            entry("type", "[[Place]]"),
            entry("depth", "12 m"),
            entry("author", "[[Ann]] and Bob"),
            entry("title", "not of the page"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "std::vector is a class",
        "Note: this",
        "two words:: no",
        "# key:: value",
        "key::value"
      })
  void takesNoPropertyFromProse(String markdown) {
    Page page = read(markdown);

    assertThat(page.properties()).isEqualTo(PageProperties.NONE);
  }

  @Test
  void takesTheOpeningHeadingOfTheFirstLevel() {
    assertThat(read("# The *[[Reef|coral]]* `reef`\n").text().heading())
        .isEqualTo("The coral reef");
    assertThat(read("type:: x\n\n# Reef\n").text().heading()).isEqualTo("Reef");
    assertThat(read("## Reef\n").text().heading()).isNull();
    assertThat(read("Text.\n\n# Reef\n").text().heading()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "one two three → 3",
        "don't stop-gap → 3",
        "珊瑚礁 → 3",
        "*one* `two` [three](x.md) → 3",
        "- one\\n- two → 2",
        "… — ! → 0",
      })
  void countsWords(String markdown, int words) {
    Page page = read(markdown.replace("\\n", "\n"));

    assertThat(page.text().words()).isEqualTo(words);
  }

  @Test
  void readsThePageInSpiteOfBrokenFrontMatter() {
    Page page = read("---\ntitle: [unclosed\n---\nsee [[Reef]]\n");

    assertThat(page.problem()).startsWith("The front matter is not YAML, line 3: ").endsWith(".");
    assertThat(page.text().links()).containsExactly(new Link.Wiki("Reef", false));
    assertThat(page.properties()).isEqualTo(PageProperties.NONE);
  }

  @Test
  void keepsTheLastGoodPropertiesWhileFrontMatterIsBroken() {
    Page good = read("---\ntitle: Reef\ntags: sea\n---\n");

    Page broken = PageReader.read("---\ntitle: [Reef\n---\nmore [[Kelp]]\n", good.properties());

    assertThat(broken.properties()).isEqualTo(good.properties());
    assertThat(broken.text().links()).containsExactly(new Link.Wiki("Kelp", false));
  }

  @Test
  void saysWhenFrontMatterIsNotClosed() {
    assertThat(read("---\ntitle: Reef\n\nText.\n").problem())
        .isEqualTo("The front matter has no closing \"---\".");
    assertThat(read("---\n\nText after a line.\n").problem()).isNull();
  }

  @Test
  void saysWhenFrontMatterIsNoSetOfValues() {
    assertThat(read("---\n- a\n- b\n---\n").problem())
        .isEqualTo("The front matter is not a list of \"key: value\" lines.");
    assertThat(read("---\n# nothing\n---\n").problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"high", "1.5", "-1", ".nan", "[1, 2]"})
  void saysWhenQualityIsNoNumberFromZeroToOne(String quality) {
    Page page = read("---\nquality: " + quality + "\n---\n");

    assertThat(page.properties().quality()).isNull();
    assertThat(page.problem())
        .startsWith("The quality \"")
        .endsWith("is not a number from 0 to 1.");
  }

  @Test
  void bringsEveryYamlValueToOneThatJsonHasAFormFor() {
    Page page =
        read(
            """
            ---
            nan: .nan
            big: 123456789012345678901234567890
            bytes: !!binary SGVsbG8=
            loop: &l [1, *l]
            deep: {a: {b: {c: {d: {e: {f: 1}}}}}}
            lists: [[1, 2], {a: 1}, [[x]]]
            ? [a, b]
            : odd key
            ---
            """);

    assertThat(page.problem()).isNull();
    assertThat(page.properties().values().values())
        .allSatisfy(
            value ->
                assertThat(value)
                    .isInstanceOfAny(String.class, Number.class, Boolean.class, List.class));
    assertThat(page.properties().values())
        .containsEntry("nan", "NaN")
        .containsEntry("loop", List.of(1, "[…]"));
  }

  @Test
  void refusesYamlThatUnfoldsWithoutEnd() {
    StringBuilder yaml = new StringBuilder("---\na0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    Page page = read(yaml + "---\nsee [[Reef]]\n");

    assertThat(page.problem()).startsWith("The front matter is not YAML");
    assertThat(page.text().links()).containsExactly(new Link.Wiki("Reef", false));
  }

  @Test
  void cutsWhatIsTooLongToSendToEveryScreen() {
    StringBuilder yaml = new StringBuilder("---\nlong: " + "x".repeat(5_000) + "\n");
    for (int i = 0; i < 500; i++) {
      yaml.append("k").append(i).append(": 1\n");
    }

    Page page = read(yaml + "---\n");

    assertThat(page.properties().values()).hasSize(PropertyCollector.MAX_VALUES);
    assertThat(page.properties().values()).containsEntry("long", "x".repeat(1_000) + "…");
  }

  @Test
  void readsTenThousandLinks() {
    String links = "[[Reef 1]] and [there](reef.md) ".repeat(5_000);

    Page page = read(links);

    assertThat(page.text().links()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "[",
        "[[",
        "*",
        "_a *b ",
        "*a **b ",
        "- ",
        "#",
        "# ",
        "\\",
        "`",
        "` `` ",
        "![",
        "<",
        "<a ",
        "&",
        "((",
        "---\n",
        "a:: ",
        "|",
        "](",
        "[ [a](b) ",
        "[[a]] ",
        "#a ",
        "[[a",
        "<!--",
        "<![CDATA[",
        "1. ",
        "\t"
      })
  void readsAnythingRepeatedInLinearTime(String piece) {
    String text = piece.repeat((1 << 18) / piece.length());

    Page page = read(text + " x " + piece);

    assertThat(page.text()).isNotNull();
  }

  @Test
  void keepsListsAndFencesOfAPageThatHasTooMuchEmphasis() {
    String list = "* a **bold** and _italic_ [[Reef]]\n".repeat(6_000);

    Page page = read(list + "\n```\n[[not a link]]\n```\n");

    assertThat(page.text().links()).hasSize(6_000).containsOnly(new Link.Wiki("Reef", false));
  }

  @Test
  void saysWhenAPageHasTooManyLinksToBeRead() {
    Page page = read("[[Reef]] ".repeat(100_000));

    assertThat(page.problem())
        .isEqualTo("The page has more than 40000 opening brackets; its links are not read.");
  }

  @Test
  void saysWhenFrontMatterIsNestedTooDeeply() {
    Page page = read("---\na: " + "[".repeat(100_000) + "\n---\nsee [[Reef]]\n");

    assertThat(page.problem()).isNotNull();
  }

  private static Page read(String markdown) {
    return PageReader.read(markdown, PageProperties.NONE);
  }
}
