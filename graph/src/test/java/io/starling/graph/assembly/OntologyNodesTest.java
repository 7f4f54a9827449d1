package io.starling.graph.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.markdown.PageProperties;
import io.starling.graph.markdown.PageReader;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import io.starling.graph.model.NodeType;
import io.starling.graph.rdf.RdfException;
import io.starling.graph.rdf.RdfFormat;
import io.starling.graph.rdf.RdfReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OntologyNodesTest {
  private static final String EX = "https://example.org/sea#";
  private static final String PREFIXES =
      """
      @prefix : <https://example.org/sea#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @prefix else: <https://elsewhere.example/> .
      """;

  @Test
  void drawsClassesPropertiesAndIndividuals() {
    Graph graph =
        graph(
            """
            : a owl:Ontology ; rdfs:label "The sea" .
            :Place a owl:Class ; rdfs:label "Place" .
            :Reef a owl:Class ; rdfs:subClassOf :Place .
            :partOf a owl:ObjectProperty ; rdfs:domain :Place ; rdfs:range :Place .
            :depth a owl:DatatypeProperty ; rdfs:range xsd:integer .
            :gbr a :Reef ; :partOf :ocean ; :depth 35 .
            :ocean a owl:NamedIndividual, :Place .
            """);

    assertThat(kinds(graph))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                EX + "Place", NodeKind.CLASS,
                EX + "Reef", NodeKind.CLASS,
                EX + "partOf", NodeKind.PROPERTY,
                EX + "depth", NodeKind.PROPERTY,
                EX + "gbr", NodeKind.INDIVIDUAL,
                EX + "ocean", NodeKind.INDIVIDUAL));
    assertThat(edges(graph))
        .containsExactlyInAnyOrder(
            "Reef subClassOf Place",
            "partOf domain Place",
            "partOf range Place",
            "gbr type Reef",
            "gbr partOf ocean",
            "ocean type Place");
    assertThat(graph.nodes()).extracting(Node::type).containsOnly(NodeType.ONTOLOGY);
    assertThat(node(graph, "gbr").metadata().properties()).containsExactly(Map.entry("depth", 35L));
  }

  @Test
  void drawsWhatIsOnlyNamedAsClassOrProperty() {
    Graph graph =
        graph(
            ":Reef rdfs:subClassOf else:Place . :in rdfs:subPropertyOf else:within ; rdfs:range else:Sea . :gbr a else:Spot .");

    assertThat(kinds(graph))
        .containsEntry("https://elsewhere.example/Place", NodeKind.CLASS)
        .containsEntry("https://elsewhere.example/Sea", NodeKind.CLASS)
        .containsEntry("https://elsewhere.example/Spot", NodeKind.CLASS)
        .containsEntry("https://elsewhere.example/within", NodeKind.PROPERTY)
        .containsEntry(EX + "in", NodeKind.PROPERTY);
  }

  @Test
  void notesAddressesThatAreNoThingsOfTheFolder() {
    Graph graph =
        graph(
            """
            :partOf a owl:ObjectProperty .
            :gbr :homepage <https://reef.example/> ; rdfs:seeAlso <https://example.org/sea#more> ;
              :partOf else:ocean ; :near :cairns .
            """);

    assertThat(kinds(graph))
        .containsOnlyKeys(
            EX + "partOf", EX + "gbr", "https://elsewhere.example/ocean", EX + "cairns");
    assertThat(edges(graph)).containsExactlyInAnyOrder("gbr partOf ocean", "gbr near cairns");
    assertThat(node(graph, "gbr").metadata().properties())
        .containsExactly(
            Map.entry("homepage", "https://reef.example/"), Map.entry("seeAlso", EX + "more"));
  }

  @Test
  void choosesTheLabel() {
    Graph graph =
        graph(
            """
            :a skos:prefLabel "pref" ; rdfs:label "Riff"@de, "Reef"@en, "Récif"@fr .
            :b skos:prefLabel "Kelp"@en ; skos:altLabel "weed" .
            :c rdfs:label "plain", "English"@en .
            :noLabel a :Thing .
            """);

    assertThat(node(graph, "a").label()).isEqualTo("Reef");
    assertThat(node(graph, "b").label()).isEqualTo("Kelp");
    assertThat(node(graph, "c").label()).isEqualTo("plain");
    assertThat(node(graph, "noLabel").label()).isEqualTo("noLabel");
  }

  @Test
  void drawsRelationsOfConcepts() {
    Graph graph =
        graph(
            ":reef a skos:Concept ; skos:broader :coast . :coast a skos:Concept ; skos:related :reef .");

    assertThat(edges(graph)).containsExactlyInAnyOrder("reef broader coast", "coast related reef");
    assertThat(kinds(graph)).containsOnlyKeys(EX + "reef", EX + "coast");
  }

  @Test
  void seesThroughClassesWithoutAName() {
    Graph graph =
        graph(
            """
            :Reef rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :builtBy ; owl:someValuesFrom :Coral ] ;
              owl:equivalentClass [ owl:intersectionOf ( :Place [ owl:unionOf ( :Wet :Warm ) ] ) ] .
            :builtBy a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( :Reef :Atoll ) ] .
            """);

    assertThat(edges(graph))
        .containsExactlyInAnyOrder(
            "Reef builtBy Coral",
            "Reef equivalentClass Place",
            "Reef equivalentClass Wet",
            "Reef equivalentClass Warm",
            "builtBy domain Reef",
            "builtBy domain Atoll");
    assertThat(kinds(graph))
        .containsEntry(EX + "Coral", NodeKind.CLASS)
        .containsEntry(EX + "Wet", NodeKind.CLASS)
        .containsEntry(EX + "Atoll", NodeKind.CLASS);
  }

  @Test
  void survivesListsAndClassesThatContainThemselves() {
    Graph graph =
        graph(
            """
            :Reef rdfs:subClassOf _:a . _:a owl:unionOf _:l . _:l rdf:first _:a ; rdf:rest _:l .
            """);

    assertThat(graph.edges()).isEmpty();
  }

  @Test
  void joinsPagesOfTheFolder() {
    Graph graph =
        graph(
            """
            :gbr :describedBy <notes/Coral%20Reef.md> ; rdfs:seeAlso <../outside.md> .
            <notes/Coral%20Reef.md> a :Article ; :about :gbr .
            """,
            null, Map.of("notes/Coral Reef.md", "text"));

    assertThat(edges(graph))
        .containsExactlyInAnyOrder(
            "gbr describedBy notes/Coral Reef.md",
            "notes/Coral Reef.md type Article",
            "notes/Coral Reef.md about gbr");
    assertThat(graph.node("notes/Coral Reef.md").orElseThrow().metadata().kind())
        .isEqualTo(NodeKind.PAGE);
  }

  @Test
  void showsTheProblemOfAFileOnWhatItDescribes() {
    Graph graph = graph(":gbr a :Reef .", "Line 3: broken.", Map.of());

    assertThat(node(graph, "gbr").metadata().error()).isEqualTo("Line 3: broken.");
  }

  @Test
  void leavesOutPropertiesThatAreTooManyToSendToEveryScreen() {
    StringBuilder turtle = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      turtle.append(":a :p %d ; :q%d 1 .%n".formatted(i, i));
    }

    Map<String, Object> properties = node(graph(turtle.toString()), "a").metadata().properties();

    assertThat(properties).hasSize(100);
    assertThat(properties.get("p")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(100);
  }

  @Test
  void takesQualityFromItsProperty() {
    Graph graph = graph(":a :quality 0.25 . :b :quality 7 .");

    assertThat(node(graph, "a").quality()).isEqualTo(0.25f);
    assertThat(node(graph, "b").quality()).isBetween(0f, 1f);
  }

  private static Graph graph(String turtle) {
    return graph(turtle, null, Map.of());
  }

  private static Graph graph(String turtle, @Nullable String problem, Map<String, String> pages) {
    TreeMap<String, PageFile> files = new TreeMap<>();
    pages.forEach(
        (path, text) ->
            files.put(path, new PageFile(PageReader.read(text, PageProperties.NONE), 1, null)));
    try {
      byte[] bytes = (PREFIXES + turtle).getBytes(StandardCharsets.UTF_8);
      var facts =
          RdfReader.read(
              new ByteArrayInputStream(bytes), RdfFormat.TURTLE, FolderIri.base("sea.ttl"));
      TreeMap<String, OntologyFile> ontologies =
          new TreeMap<>(Map.of("sea.ttl", new OntologyFile(facts, problem)));
      return new GraphAssembler().assemble(new FolderContent(files, ontologies)).graph();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RdfException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, NodeKind> kinds(Graph graph) {
    Map<String, NodeKind> kinds = new TreeMap<>();
    graph.nodes().forEach(node -> kinds.put(node.metadataId(), node.metadata().kind()));
    return kinds;
  }

  private static List<String> edges(Graph graph) {
    return graph.edges().stream()
        .map(
            edge ->
                shown(graph, edge.source()) + " " + edge.type() + " " + shown(graph, edge.target()))
        .toList();
  }

  private static String shown(Graph graph, int id) {
    String name = graph.node(id).orElseThrow().metadataId();
    return name.contains(":") ? Vocabulary.localName(name) : name;
  }

  private static Node node(Graph graph, String localName) {
    return graph.node(EX + localName).orElseThrow();
  }
}
