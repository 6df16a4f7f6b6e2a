package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One connection and its prepared statements, kept by their text; so texts are constants, never put
 * together from values. Used by one thread at a time.
 */
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Sql(Connection connection) {
    this.connection = requireNonNull(connection, "connection is null");
  }

  /** Makes a value of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement that takes no values and gives no rows. */
  void run(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /** Runs a statement that is run often, without values and rows. */
  void step(String text) throws SQLException {
    use(text, PreparedStatement::execute);
  }

  /** How many rows changed. */
  int update(String text, Object... values) throws SQLException {
    return use(text, PreparedStatement::executeUpdate, values);
  }

  <T> List<T> list(String text, Row<T> row, Object... values) throws SQLException {
    return query(
        text,
        rows -> {
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(row.read(rows));
          }
          return found;
        },
        values);
  }

  <T> Optional<T> first(String text, Row<T> row, Object... values) throws SQLException {
    return query(
        text, rows -> rows.next() ? Optional.of(row.read(rows)) : Optional.<T>empty(), values);
  }

  /** The number in the first column of the first row, absent if there is no row or it is null. */
  OptionalLong number(String text, Object... values) throws SQLException {
    return query(text, rows -> rows.next() ? number(rows, 1) : OptionalLong.empty(), values);
  }

  boolean exists(String text, Object... values) throws SQLException {
    return query(text, ResultSet::next, values);
  }

  /** A column that may be null. */
  static OptionalLong number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  static Bytes bytes(ResultSet row, int column) throws SQLException {
    return Bytes.owning(row.getBytes(column));
  }

  private <T> T query(String text, Row<T> rows, Object... values) throws SQLException {
    return use(
        text,
        statement -> {
          // A result left open would keep this connection's view of the file at that moment.
          try (ResultSet result = statement.executeQuery()) {
            return rows.read(result);
          }
        },
        values);
  }

  /** What is done with a prepared statement. */
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T use(String text, Use<T> use, Object... values) throws SQLException {
    PreparedStatement statement = statement(text);
    try {
      for (int i = 0; i < values.length; i++) {
        bind(statement, i + 1, values[i]);
      }
      return use.of(statement);
    } catch (SQLException e) {
      // The driver takes a statement that failed apart; the next use needs another one.
      prepared.remove(text);
      close(statement, e);
      throw e;
    }
  }

  private static void close(PreparedStatement statement, SQLException why) {
    try {
      statement.close();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    switch (value) {
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case Bytes bytes -> statement.setBytes(at, bytes.toArray());
      case Instant instant -> statement.setLong(at, Micros.of(instant));
      case OptionalLong number when number.isPresent() -> statement.setLong(at, number.getAsLong());
      case OptionalLong _ -> statement.setNull(at, Types.INTEGER);
      default -> throw new IllegalArgumentException("cannot store a " + value.getClass());
    }
  }

  private PreparedStatement statement(String text) throws SQLException {
    PreparedStatement known = prepared.get(text);
    if (known != null) {
      return known;
    }
    PreparedStatement made = connection.prepareStatement(text);
    prepared.put(text, made);
    return made;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
