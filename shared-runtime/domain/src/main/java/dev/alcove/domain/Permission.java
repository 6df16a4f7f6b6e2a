package dev.alcove.domain;

/** The rights on scripts, by the names that the IOTA document gives them. */
public final class Permission {
  public static final String SCRIPT_CREATE = "ScriptCreate";
  public static final String SCRIPT_READ = "ScriptRead";
  public static final String SCRIPT_UPDATE = "ScriptUpdate";
  public static final String SCRIPT_DELETE = "ScriptDelete";
  public static final String SCRIPT_EXECUTE = "ScriptExecute";

  private Permission() {}
}
