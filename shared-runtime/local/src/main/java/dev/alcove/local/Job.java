package dev.alcove.local;

import java.sql.SQLException;

/**
 * One atomic step on the data. It may be run more than once before it counts, so it changes nothing
 * but what {@code sql} reaches. What it throws undoes it.
 */
interface Job<T> {
  T run(Sql sql) throws SQLException;
}
