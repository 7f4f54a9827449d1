package io.starling.server.services;

import io.starling.graph.folder.FileChange;
import io.starling.server.services.ServiceEvent.FileChanged;
import io.starling.server.services.ServiceEvent.FileEvent;
import java.util.List;

/** Tells on the channel {@code files} what the watch of the folder finds. Thread-safe. */
public final class FileEvents {

  private final EventPublisher publisher;

  public FileEvents(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /** Publishes changes in their order. */
  public void tell(List<FileChange> changes) {
    changes.forEach(change -> publisher.publish(event(change)));
  }

  private static FileChanged event(FileChange change) {
    return switch (change) {
      case FileChange.Added(var path, var from) -> new FileChanged(path, FileEvent.ADD, from);
      case FileChange.Changed(var path) -> new FileChanged(path, FileEvent.CHANGE, null);
      case FileChange.Deleted(var path) -> new FileChanged(path, FileEvent.DELETE, null);
    };
  }
}
