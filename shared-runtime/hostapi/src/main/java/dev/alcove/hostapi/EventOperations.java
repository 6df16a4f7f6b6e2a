package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.hostapi.Operation.Answer;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** {@code events}: checks the arguments; {@link Publisher} keeps the caps and says when. */
final class EventOperations {
  private static final String METRIC = "script.metric";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
  private static final double MOST_DELAY_SECONDS = 366 * 86_400.0;

  private EventOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("events.publish", EventOperations::publish);
  }

  private static Answer publish(RunState run, Arguments arguments, Bytes bytes) {
    String type = arguments.text("type");
    if (!TYPE.matcher(type).matches()) {
      throw HostException.range(
          "An event's type must be 1 to 128 letters, digits and . _ : / - and begin with a letter"
              + " or digit.");
    }
    String data = arguments.text("data");
    OptionalDouble delay = arguments.optionalNumber("delaySeconds");
    double seconds = delay.orElse(0);
    if (seconds < 0 || seconds > MOST_DELAY_SECONDS) {
      throw HostException.range("`delaySeconds` must be from 0 to one year.");
    }
    checkJson(data);
    if (type.equals(METRIC)) {
      run.publisher().metric(data);
      return Answer.NOTHING;
    }
    return run.publisher().publish(type, data, (long) (seconds * 1000));
  }

  private static void checkJson(String data) {
    try {
      Json.parse(data);
    } catch (FormatException e) {
      throw HostException.type("An event's data must be JSON.");
    }
  }
}
