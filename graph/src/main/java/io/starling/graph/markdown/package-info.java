/**
 * One Markdown page as data: CommonMark with what Obsidian and Logseq add to it.
 *
 * <p>In: the text of a file. Out: a {@link Page} with its names, tags, links as they are written,
 * properties and number of words; nothing is looked up here. Any thread.
 */
@NullMarked
package io.starling.graph.markdown;

import org.jspecify.annotations.NullMarked;
