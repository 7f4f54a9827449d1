package io.starling.graph.assembly;

import io.starling.graph.model.Graph;
import java.util.Map;

/**
 * Makes one graph of all files of a folder, again and again as they change. Ids are given in the
 * order of names when a thing is first seen, so that the same folder has the same ids in every
 * process. Confined to one thread at a time.
 */
public final class GraphAssembler {
  private final Ids ids = new Ids();
  private long version;

  /**
   * A graph and what was left out of it.
   *
   * @param outside by path of a page, its first link that leads out of the folder
   */
  public record Assembly(Graph graph, Map<String, String> outside) {
    public Assembly {
      outside = Map.copyOf(outside);
    }
  }

  /** Puts the files together; each call gives a higher version. */
  public Assembly assemble(FolderContent content) {
    PageIndex index = new PageIndex(content.pages());
    GraphDraft draft = new GraphDraft();
    PageNodes pages = new PageNodes(content.pages(), index, draft);
    pages.draw();
    if (!content.ontologies().isEmpty()) {
      new OntologyNodes(new Ontology(content.ontologies().values()), index, draft).draw();
    }
    return new Assembly(draft.graph(ids, ++version), pages.outside());
  }
}
