package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import dev.alcove.wire.Place;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeReader;
import java.util.Optional;

/**
 * The text of an {@code app.json}, and where it stands in what the author sent: a bundle that came
 * as one JSON document has it somewhere in the middle, and problems name the place there.
 *
 * @param line of its first character, from 1
 * @param column of its first character, from 1; less if the text has a beginning that the author
 *     did not write
 */
public record ManifestText(String file, String text, int line, int column) {
  public ManifestText {
    requireNonNull(file, "file is null");
    requireNonNull(text, "text is null");
  }

  Optional<Tree> read(TreeReader.Doubles doubles, Findings findings) {
    return TreeReader.read(
        text, new Place(file, line, column), "{\"endpoints\": {}}", doubles, findings);
  }

  /** A file that is nothing but the manifest. */
  public static ManifestText ofFile(String text) {
    return new ManifestText("app.json", text, 1, 1);
  }
}
