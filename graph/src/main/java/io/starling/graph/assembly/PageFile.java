package io.starling.graph.assembly;

import io.starling.graph.markdown.Page;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown file as it was last read. Immutable.
 *
 * @param page what was last read well
 * @param modifiedMillis last change of the file, milliseconds since 1970
 * @param problem a sentence on why the file as it is now is not, or not fully, in {@code page};
 *     null when it is
 */
public record PageFile(Page page, long modifiedMillis, @Nullable String problem) {}
