package io.starling.graph.folder;

/**
 * Something about a file that its author should know. Immutable.
 *
 * @param path relative to the folder with {@code /}, {@code .} for the folder itself
 * @param message one or more sentences
 */
public record FileProblem(String path, String message) {}
