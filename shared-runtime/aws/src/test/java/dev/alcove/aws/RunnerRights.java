package dev.alcove.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a runner of the strict tier may do: what the role of sessions and the policy of the session
 * allow both. The role is the stack's own, read from its template.
 *
 * @param own the role of the runner's process, without a session
 * @param role of all sessions
 * @param session of one tenant
 */
record RunnerRights(IamPolicy own, IamPolicy role, IamPolicy session) {
  private static final Path TEMPLATE = Path.of("../../infra/strict.yaml");

  /** The rights of a session of {@code tenant} over the resources that the settings name. */
  static RunnerRights of(TenantId tenant, AwsSettings settings, StrictSettings strict) {
    return new RunnerRights(
        policy("RunnerRole", settings),
        policy("SessionRole", settings),
        IamPolicy.of(Json.parse(SessionPolicy.of(tenant, settings, strict))));
  }

  boolean allow(IamPolicy.Request request) {
    return role.allows(request) && session.allows(request);
  }

  static String table(AwsSettings settings, String name) {
    return "arn:aws:dynamodb:" + settings.region() + ":123456789012:table/" + name;
  }

  private static IamPolicy policy(String role, AwsSettings settings) {
    JsonNode policies;
    try {
      policies =
          new YAMLMapper()
              .readTree(parameters(Files.readString(TEMPLATE), settings))
              .path("Resources")
              .path(role)
              .path("Properties")
              .path("Policies");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (policies.size() != 1) {
      throw new IllegalStateException(role + " has not one policy but " + policies.size());
    }
    return IamPolicy.of(policies.get(0).path("PolicyDocument"));
  }

  /** What CloudFormation puts in. */
  private static String parameters(String template, AwsSettings settings) {
    Map<String, String> values =
        Map.of(
            "DataTableArn", table(settings, settings.dataTable()),
            "OutboxTableArn", table(settings, settings.outboxTable()),
            "CodeBucketArn", "arn:aws:s3:::" + settings.codeBucket());
    String filled = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled =
          filled
              .replace("!Ref " + value.getKey(), "'" + value.getValue() + "'")
              .replace("${" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
