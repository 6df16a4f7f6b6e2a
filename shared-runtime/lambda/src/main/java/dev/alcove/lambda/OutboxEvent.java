package dev.alcove.lambda;

import dev.alcove.aws.AwsPorts;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.OutboxItem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the stream of the outbox's table hands to a function: items that were written. Source of the
 * shape: "Using Lambda with DynamoDB" of the Lambda developer guide.
 *
 * @param items those that can be read
 * @param unreadable why others cannot: a sentence for the log for each; they stay in the table,
 *     where the sweeper finds them
 */
public record OutboxEvent(List<OutboxItem> items, List<String> unreadable) {
  static final String SOURCE = "aws:dynamodb";

  public OutboxEvent {
    items = List.copyOf(items);
    unreadable = List.copyOf(unreadable);
  }

  static OutboxEvent of(EventReader event) {
    List<OutboxItem> items = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    event
        .at("Records")
        .each(
            record -> {
              // A removal, by the relay or with the tenant, has no new image.
              EventReader image = record.at("dynamodb").at("NewImage");
              if (image.isThere()) {
                switch (image.take(OutboxEvent::item)) {
                  case Decoded.Good<OutboxItem>(OutboxItem item) -> items.add(item);
                  case Decoded.Unreadable<OutboxItem>(String why) -> unreadable.add(why);
                }
              }
            });
    return new OutboxEvent(items, unreadable);
  }

  private static OutboxItem item(EventReader image) {
    String bytes = image.at("item").text("B");
    try {
      return AwsPorts.streamed(
          image.at("pk").text("S"),
          image.at("sk").text("S"),
          Bytes.owning(Base64.getDecoder().decode(bytes)));
    } catch (IllegalArgumentException e) {
      throw image.at("item").at("B").wrong("base64");
    }
  }
}
