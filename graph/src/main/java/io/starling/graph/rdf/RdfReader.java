package io.starling.graph.rdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.rdf4j.rio.ntriples.NTriplesParser;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLParser;
import org.eclipse.rdf4j.rio.trig.TriGParser;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;

/**
 * Reads RDF files, and never anything beyond them: no external entity, no remote context.
 * Stateless.
 */
public final class RdfReader {
  private static final int BUFFER_BYTES = 1 << 16;
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
    BufferedInputStream buffered = new BufferedInputStream(input, BUFFER_BYTES);
    Facts facts = new Facts();
    try {
      read(buffered, format == RdfFormat.OWL ? sniffed(buffered, facts) : format, base, facts);
      return facts.gathered();
    } catch (StackOverflowError _) {
      throw new RdfException("The file is nested too deeply to be read.", facts);
    }
  }

  private static void read(InputStream input, RdfFormat format, String base, Facts facts)
      throws IOException, RdfException {
    switch (format) {
      case TURTLE -> RioReader.read(new TurtleParser(), input, base, facts);
      case N_TRIPLES -> RioReader.read(new NTriplesParser(), input, base, facts);
      case TRIG -> RioReader.read(new TriGParser(), input, base, facts);
      case RDF_XML, OWL -> RioReader.read(new RDFXMLParser(), input, base, facts);
      case JSON_LD -> JsonLdReader.read(input, base, facts);
    }
  }

  /** Tells Turtle from RDF/XML in an {@code .owl} file by its first characters. */
  private static RdfFormat sniffed(BufferedInputStream input, Facts facts)
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
          facts);
    }
    return start.startsWith("<?xml") || start.startsWith("<!") || start.startsWith("<rdf")
        ? RdfFormat.RDF_XML
        : RdfFormat.TURTLE;
  }
}
