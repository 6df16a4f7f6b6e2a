package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One stored or sent form: an object that begins with its {@link FormatNumber}. What is nested in
 * it has no number of its own. Fields that nobody knows are ignored.
 */
record Form<T>(FormatNumber number, BiConsumer<T, FieldWriter> put, Function<FieldReader, T> take) {
  static <T> Form<T> of(
      String name, int number, BiConsumer<T, FieldWriter> put, Function<FieldReader, T> take) {
    return new Form<>(new FormatNumber(name, number), put, take);
  }

  Bytes write(T value) {
    FieldWriter out = new FieldWriter();
    number.put(out);
    put.accept(value, out);
    return Json.bytes(out.tree());
  }

  T read(Bytes bytes) {
    FieldReader in = FieldReader.parse(bytes, number.form());
    number.check(in);
    return in.build(take);
  }
}
