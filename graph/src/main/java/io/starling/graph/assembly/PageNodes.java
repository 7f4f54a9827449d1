package io.starling.graph.assembly;

import io.starling.graph.markdown.Link;
import io.starling.graph.markdown.Page;
import io.starling.graph.model.Metadata;
import io.starling.graph.model.NodeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Draws pages, the pages that they miss, and tags. Confined to one assembly. */
final class PageNodes {
  private static final String LINK = "link";
  private static final String PROPERTY = "property";
  private static final String TAG = "tag";

  /** A page's tags travel to every screen; more of them than this are edges only. */
  private static final int MAX_TAGS = 100;

  private final SortedMap<String, PageFile> pages;
  private final PageIndex index;
  private final GraphDraft draft;
  private final Map<String, String> missing = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();
  private final Map<String, String> outside = new LinkedHashMap<>();

  PageNodes(SortedMap<String, PageFile> pages, PageIndex index, GraphDraft draft) {
    this.pages = pages;
    this.index = index;
    this.draft = draft;
  }

  void draw() {
    pages.forEach((path, file) -> draft.add(node(path, file)));
    pages.forEach(this::connect);
  }

  /** Gives, by page, the first of its links that leads out of the folder. */
  Map<String, String> outside() {
    return outside;
  }

  private static NodeDraft node(String path, PageFile file) {
    Page page = file.page();
    List<String> names = distinctTags(page);
    Metadata metadata =
        new Metadata(
            NodeKind.PAGE,
            names,
            page.text().words(),
            file.modifiedMillis(),
            file.problem(),
            page.properties().values());
    int entries =
        names.size() + page.properties().aliases().size() + page.properties().values().size();
    return new NodeDraft(path, label(path, page), metadata, page.properties().quality(), entries);
  }

  private static String label(String path, Page page) {
    if (page.properties().title() != null) {
      return page.properties().title();
    }
    return page.text().heading() != null
        ? page.text().heading()
        : PageIndex.logseqName(Names.last(Names.withoutEnding(path)));
  }

  private static List<String> distinctTags(Page page) {
    Map<String, String> distinct = new LinkedHashMap<>();
    page.properties().tags().forEach(tag -> distinct.putIfAbsent(Names.fold(tag), tag));
    page.text().tags().forEach(tag -> distinct.putIfAbsent(Names.fold(tag), tag));
    return distinct.values().stream().limit(MAX_TAGS).toList();
  }

  private void connect(String path, PageFile file) {
    Page page = file.page();
    page.text().links().forEach(link -> connect(path, link));
    page.properties().links().forEach(link -> connect(path, link));
    page.text().tags().forEach(tag -> draft.connect(path, tagged(tag), TAG));
    page.properties().tags().forEach(tag -> draft.connect(path, tagged(tag), TAG));
  }

  private void connect(String path, Link link) {
    String type = link.inProperty() ? PROPERTY : LINK;
    switch (index.resolve(path, link)) {
      case Target.Found found -> draft.connect(path, found.path(), type);
      case Target.Missing gone -> draft.connect(path, missing(gone.name()), type);
      case Target.Outside _ -> outside.putIfAbsent(path, link.target());
      case Target.Nowhere _ -> {}
    }
  }

  /** The first spelling met names the node; the pages are walked in the order of their paths. */
  private String missing(String name) {
    return missing.computeIfAbsent(
        Names.fold(name), _ -> drawn("missing:" + name, name, Metadata.of(NodeKind.MISSING)));
  }

  private String tagged(String tag) {
    return index
        .named(tag)
        .orElseGet(
            () ->
                tags.computeIfAbsent(
                    Names.fold(tag),
                    _ ->
                        drawn(
                            "tag:" + tag,
                            "#" + tag,
                            new Metadata(NodeKind.TAG, List.of(tag), 0, 0, null, Map.of()))));
  }

  private String drawn(String metadataId, String label, Metadata metadata) {
    draft.add(new NodeDraft(metadataId, label, metadata, null, 0));
    return metadataId;
  }
}
