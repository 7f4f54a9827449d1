package io.starling.graph.rdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.rdf4j.model.BNode;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.base.CoreDatatype;
import org.eclipse.rdf4j.rio.RDFHandlerException;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;

/**
 * Collects facts while a parser runs; IRIs that recur share one string. Confined to one reading.
 */
final class FactHandler extends AbstractRDFHandler {
  /** About 100 MB of facts; a file with more is no workspace but a database. */
  private static final int MAX_FACTS = 1_000_000;

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();

  List<Fact> facts() {
    return facts;
  }

  @Override
  public void handleStatement(Statement statement) throws RDFHandlerException {
    if (facts.size() == MAX_FACTS) {
      throw new RDFHandlerException(
          "The file holds more than " + MAX_FACTS + " statements; the rest is not read.");
    }
    if (statement.getSubject().isTriple() || statement.getObject().isTriple()) {
      return;
    }
    facts.add(
        new Fact(
            name(statement.getSubject()),
            name(statement.getPredicate()),
            object(statement.getObject())));
  }

  private Fact.Value object(Value value) {
    return value instanceof Literal literal ? plain(literal) : new Fact.Thing(name(value));
  }

  private String name(Value value) {
    String name =
        switch (value) {
          case IRI iri -> iri.stringValue();
          case BNode blank -> "_:" + blank.getID();
          default -> throw new IllegalArgumentException("no name for " + value);
        };
    return known.computeIfAbsent(name, same -> same);
  }

  private static Fact.Plain plain(Literal literal) {
    String language = literal.getLanguage().orElse("").toLowerCase(Locale.ROOT);
    return new Fact.Plain(value(literal), language);
  }

  /** A number or truth value that is not written as one stays text. */
  private static Object value(Literal literal) {
    try {
      return switch (literal.getCoreDatatype()) {
        case CoreDatatype.XSD xsd when xsd == CoreDatatype.XSD.BOOLEAN -> literal.booleanValue();
        case CoreDatatype.XSD xsd when xsd.isIntegerDatatype() -> literal.longValue();
        case CoreDatatype.XSD xsd when xsd.isDecimalDatatype() || xsd.isFloatingPointDatatype() ->
            finite(literal);
        default -> literal.getLabel();
      };
    } catch (IllegalArgumentException _) {
      return literal.getLabel();
    }
  }

  private static Object finite(Literal literal) {
    double value = literal.doubleValue();
    return Double.isFinite(value) ? (Object) value : literal.getLabel();
  }
}
