package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A policy as IAM evaluates it: what no statement allows is denied, and a denial beats everything.
 * It knows what our policies use; whatever else one has makes it refuse to judge.
 */
record IamPolicy(List<Statement> statements) {
  /**
   * What somebody asks for.
   *
   * @param context condition keys that AWS has for the request; a key that it has not is absent
   */
  record Request(String action, String resource, Map<String, List<String>> context) {
    Request {
      context = Map.copyOf(context);
    }

    /** Of an item or a partition of a table. */
    static Request ofItems(String action, String table, List<String> leadingKeys) {
      return new Request(action, table, Map.of("dynamodb:LeadingKeys", leadingKeys));
    }

    static Request of(String action, String resource) {
      return new Request(action, resource, Map.of());
    }
  }

  /** One operator with one key of a statement's conditions. */
  record Condition(String operator, String key, List<String> values) {
    private static final String FOR_ALL = "ForAllValues:";

    boolean holds(Map<String, List<String>> context) {
      List<String> given = context.get(key);
      return switch (operator) {
        case "Null" -> values.equals(List.of(String.valueOf(given == null)));
        // Of no values all are right: AWS warns of it.
        case FOR_ALL + "StringLike", FOR_ALL + "StringEquals" ->
            given == null || given.stream().allMatch(this::matches);
        case "StringLike", "StringEquals" ->
            given != null && given.size() == 1 && matches(given.getFirst());
        default -> throw new IllegalArgumentException("condition " + operator);
      };
    }

    private boolean matches(String value) {
      boolean like = operator.endsWith("StringLike");
      return values.stream()
          .anyMatch(wanted -> like ? wildcard(wanted, value) : wanted.equals(value));
    }
  }

  /** One statement; all its conditions must hold for it to count. */
  record Statement(
      boolean allow, List<String> actions, List<String> resources, List<Condition> conditions) {
    boolean concerns(Request request) {
      String action = request.action().toLowerCase(Locale.ROOT);
      return actions.stream().anyMatch(each -> wildcard(each.toLowerCase(Locale.ROOT), action))
          && resources.stream().anyMatch(each -> wildcard(each, request.resource()))
          && conditions.stream().allMatch(each -> each.holds(request.context()));
    }
  }

  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  IamPolicy {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("a policy without statements");
    }
  }

  static IamPolicy of(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : document.path("Statement")) {
      statement
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!KNOWN.contains(name)) {
                  throw new IllegalArgumentException("statement with " + name);
                }
              });
      statements.add(
          new Statement(
              statement.path("Effect").asText().equals("Allow"),
              texts(statement.path("Action")),
              texts(statement.path("Resource")),
              conditions(statement.path("Condition"))));
    }
    return new IamPolicy(statements);
  }

  private static List<Condition> conditions(JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return conditions;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> texts.add(each.asText()));
    } else {
      texts.add(node.asText());
    }
    return texts;
  }

  boolean allows(Request request) {
    requireNonNull(request, "request is null");
    return statements.stream().noneMatch(each -> !each.allow() && each.concerns(request))
        && statements.stream().anyMatch(each -> each.allow() && each.concerns(request));
  }

  /** {@code *} stands for any characters, those of separators too, {@code ?} for one. */
  static boolean wildcard(String pattern, String text) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
