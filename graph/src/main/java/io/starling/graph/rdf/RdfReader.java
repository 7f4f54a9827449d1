package io.starling.graph.rdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import no.hasmac.jsonld.JsonLdError;
import no.hasmac.jsonld.JsonLdErrorCode;
import no.hasmac.jsonld.loader.DocumentLoader;
import org.eclipse.rdf4j.rio.RDFHandlerException;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.RioSetting;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.helpers.XMLParserSettings;
import org.eclipse.rdf4j.rio.jsonld.JSONLDParser;
import org.eclipse.rdf4j.rio.jsonld.JSONLDSettings;
import org.eclipse.rdf4j.rio.ntriples.NTriplesParser;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLParser;
import org.eclipse.rdf4j.rio.trig.TriGParser;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;

/**
 * Reads RDF by the parsers of Eclipse RDF4J. Off are all that would reach beyond the file: external
 * entities and DTDs of XML, remote contexts of JSON-LD. Stateless.
 */
public final class RdfReader {
  private static final int SNIFFED_BYTES = 1_024;

  private RdfReader() {}

  /**
   * Reads a file to its end; the caller closes the stream.
   *
   * @param base what relative IRIs of the file are relative to
   * @throws RdfException when the content is not what the format says
   * @throws IOException when the stream cannot be read
   */
  public static List<Fact> read(InputStream input, RdfFormat format, String base)
      throws IOException, RdfException {
    BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
    FactHandler handler = new FactHandler();
    try {
      RDFParser parser = parser(format == RdfFormat.OWL ? sniffed(buffered, handler) : format);
      configure(parser);
      parser.setRDFHandler(handler);
      parser.parse(buffered, base);
      return handler.facts();
    } catch (RDFParseException e) {
      throw new RdfException(sentence(e), handler.facts());
    } catch (RDFHandlerException e) {
      throw new RdfException(String.valueOf(e.getMessage()), handler.facts());
    } catch (StackOverflowError _) {
      throw new RdfException("The file is nested too deeply to be read.", handler.facts());
    }
  }

  private static RDFParser parser(RdfFormat format) {
    return switch (format) {
      case TURTLE -> new TurtleParser();
      case N_TRIPLES -> new NTriplesParser();
      case TRIG -> new TriGParser();
      case RDF_XML, OWL -> new RDFXMLParser();
      case JSON_LD -> new JSONLDParser();
    };
  }

  private static void configure(RDFParser parser) {
    set(parser, BasicParserSettings.VERIFY_DATATYPE_VALUES, false);
    set(parser, BasicParserSettings.VERIFY_LANGUAGE_TAGS, false);
    set(parser, BasicParserSettings.VERIFY_URI_SYNTAX, false);
    // Protégé writes a DOCTYPE with internal entities into every RDF/XML file; only what lies
    // outside is refused.
    set(parser, XMLParserSettings.DISALLOW_DOCTYPE_DECL, false);
    set(parser, XMLParserSettings.SECURE_PROCESSING, true);
    set(parser, XMLParserSettings.LOAD_EXTERNAL_DTD, false);
    set(parser, XMLParserSettings.EXTERNAL_GENERAL_ENTITIES, false);
    set(parser, XMLParserSettings.EXTERNAL_PARAMETER_ENTITIES, false);
    set(parser, JSONLDSettings.SECURE_MODE, true);
    set(parser, JSONLDSettings.WHITELIST, Set.of());
    set(parser, JSONLDSettings.DOCUMENT_LOADER, REFUSE);
  }

  private static final DocumentLoader REFUSE =
      (url, _) -> {
        throw new JsonLdError(
            JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
            "the context "
                + url
                + " lies outside the file and is not fetched; write it into the file");
      };

  private static <T> void set(RDFParser parser, RioSetting<T> setting, T value) {
    parser.getParserConfig().set(setting, value);
  }

  /** Tells Turtle from RDF/XML in an {@code .owl} file by its first character. */
  private static RdfFormat sniffed(BufferedInputStream input, FactHandler handler)
      throws IOException, RdfException {
    input.mark(SNIFFED_BYTES);
    String start =
        new String(input.readNBytes(SNIFFED_BYTES), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .strip();
    input.reset();
    if (start.startsWith("Prefix(")
        || start.startsWith("Ontology(")
        || start.startsWith("Prefix:")) {
      throw new RdfException(
          "OWL in functional or Manchester syntax is not read; save the ontology as Turtle or RDF/XML.",
          handler.facts());
    }
    return start.startsWith("<?xml") || start.startsWith("<!") || start.startsWith("<rdf")
        ? RdfFormat.RDF_XML
        : RdfFormat.TURTLE;
  }

  private static String sentence(RDFParseException e) {
    Throwable cause = e.getCause() instanceof JsonLdError error ? error : e;
    String said = String.valueOf(cause.getMessage());
    String line = e.getLineNumber() > 0 ? "Line " + e.getLineNumber() + ": " : "";
    // RDF4J appends "[line 3]"; the line is said already.
    String text =
        Arrays.stream(said.split("\\R"))
            .findFirst()
            .orElse("")
            .replaceAll("\\s*\\[line \\d+.*\\]$", "");
    return line + text + (text.endsWith(".") ? "" : ".");
  }
}
