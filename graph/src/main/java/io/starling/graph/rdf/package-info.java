/**
 * One RDF file as data: Turtle, N-Triples, RDF/XML, TriG and JSON-LD.
 *
 * <p>In: bytes of a file. Out: {@link io.starling.graph.rdf.Fact}s, or one sentence on why there
 * are none. Parsers live here alone and are loaded with the first file. Nothing is ever fetched
 * from the network. Any thread.
 */
@NullMarked
package io.starling.graph.rdf;

import org.jspecify.annotations.NullMarked;
