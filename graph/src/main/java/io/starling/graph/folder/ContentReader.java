package io.starling.graph.folder;

import io.starling.graph.assembly.FolderIri;
import io.starling.graph.assembly.OntologyFile;
import io.starling.graph.assembly.PageFile;
import io.starling.graph.markdown.Page;
import io.starling.graph.markdown.PageProperties;
import io.starling.graph.markdown.PageReader;
import io.starling.graph.rdf.Fact;
import io.starling.graph.rdf.RdfException;
import io.starling.graph.rdf.RdfFormat;
import io.starling.graph.rdf.RdfReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file. Whatever is wrong with it becomes a sentence beside what was last read well of
 * it; nothing is thrown. Thread-safe.
 */
final class ContentReader {
  private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);

  private final FolderOptions options;

  ContentReader(FolderOptions options) {
    this.options = options;
  }

  /** Reads a file; {@code previous} is what it gave last time, null the first time. */
  FileContent read(FoundFile file, @Nullable FileContent previous) {
    try {
      return file.format().isPresent()
          ? readOntology(file, file.format().get(), previous)
          : readPage(file, previous);
    } catch (NoSuchFileException _) {
      return new FileContent.Gone();
    } catch (IOException e) {
      return kept(file, previous, "The file cannot be read: " + Sentences.reason(e));
    } catch (RuntimeException e) {
      // A parser stumbled: that is a bug in it, but one file must not take the others along.
      LOG.atError().setCause(e).addKeyValue("path", file.path()).log("parser failed");
      return kept(file, previous, "The file cannot be read: " + e + ".");
    }
  }

  private FileContent readPage(FoundFile file, @Nullable FileContent previous) throws IOException {
    byte[] bytes;
    try (InputStream in = open(file)) {
      bytes =
          file.stamp().size() > options.maxPageBytes()
              ? new byte[0]
              : in.readNBytes(options.maxPageBytes() + 1);
    }
    long size = Math.max(file.stamp().size(), bytes.length);
    if (size > options.maxPageBytes()) {
      return kept(file, previous, tooLarge(size, options.maxPageBytes(), "a page"));
    }
    Optional<PageBytes.Decoded> decoded = PageBytes.decode(bytes);
    if (decoded.isEmpty()) {
      return kept(file, previous, "The file is not text, in spite of its name.");
    }
    Page page = PageReader.read(decoded.get().text(), lastGood(previous));
    return new FileContent.OfPage(
        new PageFile(page, file.modifiedMillis(), joined(decoded.get().problem(), page.problem())));
  }

  private FileContent readOntology(FoundFile file, RdfFormat format, @Nullable FileContent previous)
      throws IOException {
    if (file.stamp().size() > options.maxOntologyBytes()) {
      return kept(
          file, previous, tooLarge(file.stamp().size(), options.maxOntologyBytes(), "an RDF file"));
    }
    try (InputStream in = open(file)) {
      List<Fact> facts = RdfReader.read(in, format, FolderIri.base(file.path()));
      return new FileContent.OfOntology(new OntologyFile(facts, null));
    } catch (RdfException e) {
      String problem = String.valueOf(e.getMessage());
      return previous instanceof FileContent.OfOntology
          ? kept(file, previous, problem)
          : new FileContent.OfOntology(new OntologyFile(e.before(), problem));
    }
  }

  private static InputStream open(FoundFile file) throws IOException {
    return Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS);
  }

  private static FileContent kept(FoundFile file, @Nullable FileContent previous, String problem) {
    if (file.format().isPresent()) {
      List<Fact> facts =
          previous instanceof FileContent.OfOntology(OntologyFile last) ? last.facts() : List.of();
      return new FileContent.OfOntology(new OntologyFile(facts, problem));
    }
    Page page = previous instanceof FileContent.OfPage(PageFile last) ? last.page() : Page.unread();
    return new FileContent.OfPage(new PageFile(page, file.modifiedMillis(), problem));
  }

  private static PageProperties lastGood(@Nullable FileContent previous) {
    return previous instanceof FileContent.OfPage(PageFile last)
        ? last.page().properties()
        : PageProperties.NONE;
  }

  private static String tooLarge(long size, int limit, String what) {
    return "The file has "
        + Sentences.bytes(size)
        + ", more than the "
        + Sentences.bytes(limit)
        + " that are read of "
        + what
        + "; it is not read.";
  }

  private static @Nullable String joined(@Nullable String first, @Nullable String second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return first + " " + second;
  }
}
