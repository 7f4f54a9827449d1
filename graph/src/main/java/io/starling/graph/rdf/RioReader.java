package io.starling.graph.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.eclipse.rdf4j.model.BNode;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.rio.RDFHandlerException;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.RioSetting;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.helpers.XMLParserSettings;

/** Runs a parser of Eclipse RDF4J. Off are external entities and DTDs of XML. Stateless. */
final class RioReader {
  /** RDF4J ends its messages so; the line is said already. */
  private static final Pattern LINE = Pattern.compile("\\s*\\[line \\d+.*\\]$");

  private RioReader() {}

  static void read(RDFParser parser, InputStream input, String base, Facts facts)
      throws IOException, RdfException {
    configure(parser);
    parser.setRDFHandler(new Handler(facts));
    try {
      parser.parse(input, base);
    } catch (RDFParseException e) {
      String line = e.getLineNumber() > 0 ? "Line " + e.getLineNumber() + ": " : "";
      String said =
          String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be parsed");
      throw new RdfException(line + LINE.matcher(said).replaceAll(""), facts);
    } catch (RDFHandlerException e) {
      throw new RdfException(String.valueOf(e.getMessage()), facts);
    }
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
  }

  private static <T> void set(RDFParser parser, RioSetting<T> setting, T value) {
    parser.getParserConfig().set(setting, value);
  }

  /**
   * Takes statements while the parser runs; RDF-star's statements about statements have no place in
   * the graph.
   */
  private static final class Handler extends AbstractRDFHandler {
    private final Facts facts;

    private Handler(Facts facts) {
      this.facts = facts;
    }

    @Override
    public void handleStatement(Statement statement) throws RDFHandlerException {
      if (statement.getSubject().isTriple() || statement.getObject().isTriple()) {
        return;
      }
      String subject = name(statement.getSubject());
      String predicate = name(statement.getPredicate());
      boolean taken =
          statement.getObject() instanceof Literal literal
              ? facts.addValue(
                  subject,
                  predicate,
                  literal.getLabel(),
                  literal.getDatatype().stringValue(),
                  literal.getLanguage().orElse(null))
              : facts.addThing(subject, predicate, name(statement.getObject()));
      if (!taken) {
        throw new RDFHandlerException(Facts.tooMany());
      }
    }

    private static String name(Value value) {
      return switch (value) {
        case IRI iri -> iri.stringValue();
        case BNode blank -> "_:" + blank.getID();
        default -> throw new IllegalArgumentException("no name for " + value);
      };
    }
  }
}
