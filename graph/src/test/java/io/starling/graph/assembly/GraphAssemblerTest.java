package io.starling.graph.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.starling.graph.markdown.PageProperties;
import io.starling.graph.markdown.PageReader;
import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import io.starling.graph.model.NodeType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphAssemblerTest {
  private static final Map<String, String> SEA =
      Map.ofEntries(
          Map.entry("notes/Reef.md", "---\ntitle: Great Coral\naliases: coral\n---\n"),
          Map.entry("notes/C#.md", ""),
          Map.entry("notes/headed.md", "# Opens with a heading"),
          Map.entry("pages/sea___deep.md", ""),
          Map.entry("pages/What%3A a colon.md", ""),
          Map.entry("deep/far/Trench.md", ""),
          Map.entry("deep/Kelp.md", ""),
          Map.entry("Kelp.md", ""),
          Map.entry("Node.js.md", ""));

  private final GraphAssembler assembler = new GraphAssembler();

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "[[Reef]] → notes/Reef.md",
        "[[reef]] → notes/Reef.md",
        "[[Reef.md]] → notes/Reef.md",
        "[[notes/reef]] → notes/Reef.md",
        "[[Reef#Fish]] → notes/Reef.md",
        "[[Reef^block]] → notes/Reef.md",
        "[[Great Coral]] → notes/Reef.md",
        "[[coral]] → notes/Reef.md",
        "[[C#]] → notes/C#.md",
        "[[sea/deep]] → pages/sea___deep.md",
        "[[What: a colon]] → pages/What%3A a colon.md",
        "[[deep/far/Trench]] → deep/far/Trench.md",
        "[[far/Trench]] → deep/far/Trench.md",
        "[[Kelp]] → Kelp.md",
        "[[Opens with a heading]] → notes/headed.md",
        "[r](notes/Reef.md) → notes/Reef.md",
        "[r](./notes/Reef.md#fish) → notes/Reef.md",
        "[r](/notes/Reef.md) → notes/Reef.md",
        "[r](notes/Reef) → notes/Reef.md",
        "[r](Reef.md) → notes/Reef.md",
        "[r](notes/../deep/far/Trench.md?raw=1) → deep/far/Trench.md",
        "[[Node.js]] → Node.js.md",
      })
  void findsThePageALinkMeans(String markdown, String target) {
    Graph graph = graph(Map.of("from.md", markdown), SEA);

    assertThat(targets(graph, "from.md")).containsExactly(target);
  }

  @Test
  void prefersThePageInTheSameDirectory() {
    Graph graph =
        graph(
            Map.of(
                "a/Reef.md",
                "",
                "b/Reef.md",
                "",
                "b/from.md",
                "[[Reef]]",
                "c/from.md",
                "[[Reef]]"));

    assertThat(targets(graph, "b/from.md")).containsExactly("b/Reef.md");
    assertThat(targets(graph, "c/from.md")).containsExactly("a/Reef.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "[[Lagoon]] → missing:Lagoon",
        "[[Lagoon#Fish|shown]] → missing:Lagoon",
        "[[sea/Lagoon.md]] → missing:sea/Lagoon",
        "[l](sea/lagoon.md) → missing:notes/sea/lagoon",
        "[l](/lagoon.md) → missing:lagoon",
        "[[../Lagoon]] → missing:Lagoon",
      })
  void makesANodeForAPageThatIsNotThere(String markdown, String missing) {
    Graph graph = graph(Map.of("notes/from.md", markdown));

    assertThat(targets(graph, "notes/from.md")).containsExactly(missing);
    Node node = graph.node(missing).orElseThrow();
    assertThat(node.metadata().kind()).isEqualTo(NodeKind.MISSING);
    assertThat(node.label()).isEqualTo(missing.substring("missing:".length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](https://example.org/page.md)",
        "[x](mailto:a@example.org)",
        "[x](//example.org/page.md)",
        "[x](#heading)",
        "[x](folder/)",
        "[x](picture.png)",
        "![[picture.png]]",
        "[[paper.pdf]]",
        "[x](no-such-thing)",
        "[[#heading]]",
        "[[from]]",
        "[[https://example.org]]",
      })
  void makesNoNodeForWhatIsNoPage(String markdown) {
    Graph graph = graph(Map.of("from.md", markdown));

    assertThat(graph.nodes()).hasSize(1);
    assertThat(graph.edges()).isEmpty();
  }

  @Test
  void tellsOfLinksThatLeaveTheFolder() {
    var assembly =
        assembler.assemble(
            content(
                Map.of("a/from.md", "[x](../../else.md) [y](../../more.md)", "b.md", "[[../x]]"),
                Map.of()));

    assertThat(assembly.outside())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a/from.md", "../../else.md", "b.md", "../x"));
    assertThat(assembly.graph().nodes()).hasSize(2);
  }

  @Test
  void makesSeveralLinksOneEdgeWithWeight() {
    Graph graph =
        graph(
            Map.of("a.md", "[[b]] [[B|again]] [b](b.md) see:: no\n\nby:: [[b]]", "b.md", "[[a]]"));

    assertThat(graph.edges())
        .extracting(
            edge ->
                name(graph, edge.source())
                    + " "
                    + edge.type()
                    + " "
                    + name(graph, edge.target())
                    + " "
                    + edge.weight())
        .containsExactlyInAnyOrder(
            "a.md link b.md 3.0", "a.md property b.md 1.0", "b.md link a.md 1.0");
  }

  @Test
  void leadsATagToThePageOfItsName() {
    Graph graph =
        graph(
            Map.of(
                "a.md", "#Reef #kelp", "b.md", "---\ntags: KELP\n---\n", "notes/reef.md", "#reef"));

    assertThat(targets(graph, "a.md")).containsExactlyInAnyOrder("notes/reef.md", "tag:kelp");
    assertThat(targets(graph, "b.md")).containsExactly("tag:kelp");
    assertThat(targets(graph, "notes/reef.md")).isEmpty();
    assertThat(graph.node("tag:kelp").orElseThrow())
        .extracting(Node::label, node -> node.metadata().kind(), node -> node.metadata().tags())
        .containsExactly("#kelp", NodeKind.TAG, List.of("kelp"));
    assertThat(graph.node("a.md").orElseThrow().metadata().tags()).containsExactly("Reef", "kelp");
  }

  @Test
  void namesAPageByTitleThenHeadingThenFile() {
    Graph graph =
        graph(
            Map.of(
                "a.md", "---\ntitle: The Title\n---\n# The Heading",
                "b.md", "# The Heading",
                "c d.md", "text",
                "pages/e___f%3F.md", "text"));

    assertThat(graph.nodes())
        .extracting(Node::label)
        .containsExactlyInAnyOrder("The Title", "The Heading", "c d", "e/f?");
  }

  @Test
  void ratesANodeByItsLinksTextAndMetadata() {
    Graph graph =
        graph(
            Map.of(
                "a.md",
                "---\ntags: [t]\nx: 1\n---\n" + "word ".repeat(150) + "[[b]] [[c]] [[d]]",
                "b.md",
                "---\nquality: 0.9\n---\n"));

    // Four edges, 153 words, two entries: each part is at one half or a little above.
    assertThat(graph.node("a.md").orElseThrow().quality()).isCloseTo(0.5f, within(0.002f));
    assertThat(graph.node("b.md").orElseThrow().quality()).isEqualTo(0.9f);
    assertThat(graph.node("missing:c").orElseThrow().quality()).isCloseTo(0.4f / 5, within(1e-6f));
  }

  @Test
  void givesTheSameIdsToTheSameFolder() {
    Graph first = new GraphAssembler().assemble(content(SEA, Map.of())).graph();
    Graph second =
        new GraphAssembler()
            .assemble(content(new TreeMap<>(SEA).descendingMap(), Map.of()))
            .graph();

    assertThat(second.nodes()).isEqualTo(first.nodes());
    assertThat(second.edges()).isEqualTo(first.edges());
  }

  @Test
  void keepsIdsAndNeverGivesOneToAnother() {
    Graph first = graph(Map.of("a.md", "[[c]]", "b.md", ""));
    Graph second = graph(Map.of("a.md", "", "d.md", "[[a]]"));
    Graph third = graph(Map.of("a.md", "[[c]]", "b.md", "", "d.md", ""));

    assertThat(id(third, "a.md")).isEqualTo(id(second, "a.md")).isEqualTo(id(first, "a.md"));
    assertThat(id(third, "b.md")).isEqualTo(id(first, "b.md"));
    assertThat(id(third, "missing:c")).isEqualTo(id(first, "missing:c"));
    assertThat(first.nodes()).extracting(Node::id).doesNotContain(id(second, "d.md"));
    assertThat(third.edges()).isEqualTo(first.edges());
    assertThat(second.edges().getFirst().id()).isNotEqualTo(first.edges().getFirst().id());
    assertThat(third.version()).isGreaterThan(second.version());
  }

  @Test
  void turnsAMissingPageIntoAPageWhenItComes() {
    Graph before = graph(Map.of("a.md", "[[c]]"));
    Graph after = graph(Map.of("a.md", "[[c]]", "c.md", ""));

    GraphChange change = GraphChange.between(before, after);

    assertThat(change.removedNodes()).containsExactly(id(before, "missing:c"));
    assertThat(change.nodes()).extracting(Node::metadataId).containsExactly("c.md");
    assertThat(change.edges()).hasSize(1);
    assertThat(change.removedEdges()).hasSize(1);
  }

  @Test
  void drawsPagesAsKnowledge() {
    Graph graph = graph(Map.of("a.md", "[[b]] #t"));

    assertThat(graph.nodes()).extracting(Node::type).containsOnly(NodeType.KNOWLEDGE);
  }

  private Graph graph(Map<String, String> pages) {
    return graph(pages, Map.of());
  }

  private Graph graph(Map<String, String> pages, Map<String, String> more) {
    return assembler.assemble(content(pages, more)).graph();
  }

  private static FolderContent content(Map<String, String> pages, Map<String, String> more) {
    SortedMap<String, PageFile> files = new TreeMap<>();
    pages.forEach((path, text) -> files.put(path, file(text)));
    more.forEach((path, text) -> files.put(path, file(text)));
    return new FolderContent(files, new TreeMap<>());
  }

  private static PageFile file(String text) {
    return new PageFile(PageReader.read(text, PageProperties.NONE), 1, null);
  }

  private static List<String> targets(Graph graph, String page) {
    int id = id(graph, page);
    return graph.edges().stream()
        .filter(edge -> edge.source() == id)
        .map(Edge::target)
        .map(target -> name(graph, target))
        .toList();
  }

  private static int id(Graph graph, String metadataId) {
    return graph.node(metadataId).orElseThrow().id();
  }

  private static String name(Graph graph, int id) {
    return graph.node(id).orElseThrow().metadataId();
  }
}
