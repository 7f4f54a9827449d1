/**
 * Puts the files of a folder together into one graph.
 *
 * <p>In: pages and RDF files, each as its reader left it. Out: a {@link
 * io.starling.graph.model.Graph} whose ids stay with their things from one call to the next.
 * Confined to the thread that changes the folder's graph.
 */
@NullMarked
package io.starling.graph.assembly;

import org.jspecify.annotations.NullMarked;
