package io.starling.graph.rdf;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Runs Titanium, with no way to load anything but the file itself. Stateless. */
final class JsonLdReader {
  private JsonLdReader() {}

  static void read(InputStream input, String base, Facts facts) throws RdfException {
    try {
      JsonLd.toRdf(JsonDocument.of(input))
          .loader(JsonLdReader::refuse)
          .base(URI.create(base))
          .provide(new Quads(facts));
    } catch (JsonLdError e) {
      throw new RdfException(String.valueOf(origin(e).getMessage()), facts);
    }
  }

  /** What went wrong first says more than what followed from it. */
  private static Throwable origin(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null ? failure : origin(cause);
  }

  private static Document refuse(URI url, DocumentLoaderOptions options) throws JsonLdError {
    throw new JsonLdError(
        JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
        "The context "
            + url
            + " lies outside the file and is not fetched; write it into the file.");
  }

  /** Takes statements of all graphs of the file alike. */
  private record Quads(Facts facts) implements RdfQuadConsumer {
    @Override
    public RdfQuadConsumer quad(
        String subject,
        String predicate,
        String object,
        @Nullable String datatype,
        @Nullable String language,
        @Nullable String direction,
        @Nullable String graph)
        throws RdfConsumerException {
      boolean taken =
          RdfQuadConsumer.isLiteral(datatype, language, direction)
              ? facts.addValue(subject, predicate, object, datatype, language)
              : facts.addThing(subject, predicate, object);
      if (!taken) {
        throw new RdfConsumerException(Facts.tooMany());
      }
      return this;
    }
  }
}
