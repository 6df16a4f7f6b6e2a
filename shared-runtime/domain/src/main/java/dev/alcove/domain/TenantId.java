package dev.alcove.domain;

/** The id of a tenant: {@code [a-z0-9]} and inner {@code -}, 2 to 40 characters. */
public record TenantId(String value) implements Comparable<TenantId> {
  public TenantId {
    Names.check(value, "Tenant id", Names.KEBAB, "use 2 to 40 of a-z, 0-9 and, inside, the hyphen");
    if (value.length() < 2) {
      throw new InvalidValueException("Tenant id `" + value + "` is shorter than 2 characters.");
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
