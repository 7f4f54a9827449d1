package io.starling.graph.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.starling.graph.rdf.Fact.Plain;
import io.starling.graph.rdf.Fact.Thing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RdfReaderTest {
  private static final String BASE = "folder:/sea.ttl";
  private static final String EX = "https://example.org/";
  private static final Fact REEF_IN_SEA =
      new Fact(EX + "reef", EX + "partOf", new Thing(EX + "sea"));

  @Test
  void readsTurtle() throws Exception {
    assertThat(read("@prefix ex: <" + EX + "> . ex:reef ex:partOf ex:sea .", RdfFormat.TURTLE))
        .containsExactly(REEF_IN_SEA);
  }

  @Test
  void readsNTriples() throws Exception {
    assertThat(read("<%sreef> <%spartOf> <%ssea> .".formatted(EX, EX, EX), RdfFormat.N_TRIPLES))
        .containsExactly(REEF_IN_SEA);
  }

  @Test
  void readsTrig() throws Exception {
    assertThat(read("@prefix ex: <" + EX + "> . ex:g { ex:reef ex:partOf ex:sea }", RdfFormat.TRIG))
        .containsExactly(REEF_IN_SEA);
  }

  @Test
  void readsJsonLd() throws Exception {
    assertThat(
            read(
                """
                {"@context": {"ex": "https://example.org/"}, "@id": "ex:reef", "ex:partOf": {"@id": "ex:sea"}}""",
                RdfFormat.JSON_LD))
        .containsExactly(REEF_IN_SEA);
  }

  @ParameterizedTest
  @EnumSource(names = {"RDF_XML", "OWL"})
  void readsRdfXmlWithTheEntitiesOfItsOwnDoctype(RdfFormat format) throws Exception {
    assertThat(
            read(
                """
                <?xml version="1.0"?>
                <!DOCTYPE rdf:RDF [ <!ENTITY ex "https://example.org/" > ]>
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/">
                  <rdf:Description rdf:about="&ex;reef"><ex:partOf rdf:resource="&ex;sea"/></rdf:Description>
                </rdf:RDF>
                """,
                format))
        .containsExactly(REEF_IN_SEA);
  }

  @Test
  void readsTurtleInAFileNamedOwl() throws Exception {
    assertThat(
            read(
                "# a comment\n@prefix ex: <" + EX + "> . ex:reef ex:partOf ex:sea .",
                RdfFormat.OWL))
        .containsExactly(REEF_IN_SEA);
  }

  @Test
  void resolvesRelativeIrisWithinTheFolder() throws Exception {
    List<Fact> facts = read("<#reef> <../see> <notes/Coral%20Reef.md> .", RdfFormat.TURTLE);

    assertThat(facts)
        .containsExactly(
            new Fact(
                "folder:/sea.ttl#reef", "folder:/see", new Thing("folder:/notes/Coral%20Reef.md")));
  }

  @Test
  void readsPlainValuesAsWhatTheyAre() throws Exception {
    List<Fact> facts =
        read(
            """
            @prefix ex: <https://example.org/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            ex:r ex:p "text", "Riff"@DE, 12, 1.5, 2e3, true, "1998-05-01"^^xsd:date, "many"^^xsd:integer, "NaN"^^xsd:double .
            """,
            RdfFormat.TURTLE);

    assertThat(facts)
        .extracting(Fact::object)
        .containsExactly(
            new Plain("text", ""),
            new Plain("Riff", "de"),
            new Plain(12L, ""),
            new Plain(1.5, ""),
            new Plain(2000.0, ""),
            new Plain(true, ""),
            new Plain("1998-05-01", ""),
            new Plain("many", ""),
            new Plain("NaN", ""));
  }

  @Test
  void cutsTextThatIsTooLongToSendToEveryScreen() throws Exception {
    List<Fact> facts = read("<a> <b> \"" + "x".repeat(5_000) + "\" .", RdfFormat.TURTLE);

    assertThat(facts.getFirst().object()).isEqualTo(new Plain("x".repeat(1_000) + "…", ""));
  }

  @Test
  void givesWhatStandsBeforeAMistakeAndSaysItsLine() {
    RdfException thrown =
        refused(
            "@prefix ex: <https://example.org/> .\nex:reef ex:partOf ex:sea .\nex:reef ex:partOf ;;; .\n",
            RdfFormat.TURTLE);

    assertThat(thrown).hasMessageStartingWith("Line 3: ").hasMessageEndingWith(".");
    assertThat(thrown.before()).containsExactly(REEF_IN_SEA);
  }

  @ParameterizedTest
  @CsvSource({
    "TURTLE, <a> <b>",
    "TURTLE, '\u0001{'",
    "N_TRIPLES, nonsense",
    "TRIG, <g> { <a>",
    "RDF_XML, <rdf",
    "RDF_XML, plain text",
    "JSON_LD, '{'",
    "JSON_LD, '\"a string\"'",
    "OWL, nonsense",
  })
  void refusesWhatIsNotTheFormat(RdfFormat format, String content) {
    RdfException thrown = refused(content, format);

    assertThat(thrown).hasMessageEndingWith(".").hasMessageMatching("(?s).{10,300}");
  }

  @Test
  void refusesJsonLdContextsFromOutside() {
    RdfException thrown =
        refused(
            "{\"@context\": \"https://schema.org/\", \"@id\": \"https://example.org/a\", \"name\": \"A\"}",
            RdfFormat.JSON_LD);

    assertThat(thrown)
        .hasMessage(
            "The context https://schema.org/ lies outside the file and is not fetched; write it into the file.");
  }

  @Test
  void neverReadsEntitiesOfOtherFiles() throws Exception {
    String xml =
        """
        <?xml version="1.0"?>
        <!DOCTYPE rdf:RDF [ <!ENTITY secret SYSTEM "file:///etc/hostname"> ]>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/">
          <rdf:Description rdf:about="https://example.org/a"><ex:p>[&secret;]</ex:p></rdf:Description>
        </rdf:RDF>
        """;

    assertThat(read(xml, RdfFormat.RDF_XML))
        .containsExactly(new Fact(EX + "a", EX + "p", new Plain("[]", "")));
  }

  @Test
  void refusesEntitiesThatUnfoldWithoutEnd() {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      xml.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    xml.append(
        "]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">&e11;</rdf:RDF>");

    RdfException thrown = refused(xml.toString(), RdfFormat.RDF_XML);

    assertThat(thrown).hasMessageContaining("entity expansions");
  }

  @Test
  void refusesSyntaxesItDoesNotKnowByName() {
    assertThat(
            refused(
                "Prefix(:=<https://example.org/>)\nOntology(<https://example.org/o>)",
                RdfFormat.OWL))
        .hasMessageStartingWith("OWL in functional or Manchester syntax is not read");
  }

  private static List<Fact> read(String content, RdfFormat format)
      throws IOException, RdfException {
    return RdfReader.read(
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), format, BASE);
  }

  private static RdfException refused(String content, RdfFormat format) {
    return catchThrowableOfType(RdfException.class, () -> read(content, format));
  }
}
