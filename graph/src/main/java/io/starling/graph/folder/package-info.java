/**
 * A folder as a living graph: read once, then watched.
 *
 * <p>In: a directory of Markdown and RDF files. Out: a {@link io.starling.graph.model.Graph} and,
 * for each burst of changes, a {@link io.starling.graph.model.GraphChange}; problems of files as
 * sentences. Any thread may ask; changes are told on one thread of the folder's own.
 */
@NullMarked
package io.starling.graph.folder;

import org.jspecify.annotations.NullMarked;
