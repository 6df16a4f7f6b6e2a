package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleReader;
import dev.alcove.bundle.Compilation;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Deploy, check, roll back. */
final class DeploymentHandlers {
  private static final Pattern SHORT_HASH = Pattern.compile("[0-9a-f]{6,64}");

  private final Ports ports;
  private final Deployments deployments;

  DeploymentHandlers(Ports ports, Deployments deployments) {
    this.ports = ports;
    this.deployments = deployments;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "deploy",
                "POST",
                "/tenants/{tenant}/apps/{app}/deployments",
                Access.DEPLOY,
                "Checks a bundle and makes it live: `{\"metadata\", \"modules\"}`, or a"
                    + " `set_js_app` proposal. `message` and `expected` may stand in the body"
                    + " instead.",
                this::deploy)
            .taking(
                Field.optional("check", Field.Kind.FLAG, "Only check; nothing is changed."),
                Field.optional("message", Field.Kind.TEXT, "Why, for people."),
                Field.optional(
                    "expected",
                    Field.Kind.TEXT,
                    "The version taken to be live; another one there is a conflict."))
            .withBundle(),
        Route.of(
                "rollBack",
                "POST",
                "/tenants/{tenant}/apps/{app}/rollback",
                Access.UPDATE,
                "Makes an earlier version live again, with the rights of who does it.",
                this::rollback)
            .withBody(
                Field.optional(
                    "version",
                    Field.Kind.TEXT,
                    "A version or its first digits; the one before the live one if missing."),
                Field.optional("message", Field.Kind.TEXT, "Why, for people.")));
  }

  private HttpResponse deploy(Call call) {
    Upload upload = Upload.of(call);
    if (call.query().flag("check")) {
      return checked(deployments.check(call.tenantId(), call.app(), upload.bundle()));
    }
    return answer(
        deployments.deploy(
            call.tenantId(),
            call.app(),
            upload.bundle(),
            call.principal().user(),
            upload.message(),
            upload.expected()));
  }

  /** A bundle, and what was said about it beside it or in the query. */
  private record Upload(Bundle bundle, String message, Optional<VersionHash> expected) {
    static Upload of(Call call) {
      Bytes document = call.request().body();
      Optional<String> message = call.query().text("message");
      Optional<String> expected = call.query().text("expected");
      // Only a document with these fields is written anew: problems name places in what was sent.
      if (root(document).filter(tree -> tree.has("message") || tree.has("expected")).isPresent()) {
        ObjectNode tree = root(document).orElseThrow();
        message = message.or(() -> taken(tree, "message"));
        expected = expected.or(() -> taken(tree, "expected"));
        tree.remove(List.of("message", "expected"));
        document = Json.bytes(tree);
      }
      return new Upload(
          BundleReader.fromJson(document), message.orElse(""), expected.map(VersionHash::new));
    }

    private static Optional<ObjectNode> root(Bytes document) {
      try {
        return Json.parse(document) instanceof ObjectNode object
            ? Optional.of(object)
            : Optional.empty();
      } catch (FormatException e) {
        // The bundle's own reader says what is wrong, and where.
        return Optional.empty();
      }
    }

    private static Optional<String> taken(ObjectNode tree, String name) {
      if (!tree.hasNonNull(name)) {
        return Optional.empty();
      }
      if (!tree.get(name).isTextual()) {
        throw Refusal.invalid("Field `" + name + "` must be a text.");
      }
      return Optional.of(tree.get(name).asText());
    }
  }

  private HttpResponse checked(Compilation compilation) {
    return switch (compilation) {
      case Compilation.Refused refused ->
          refused(new DeployResult.Refused(refused.problems(), refused.warnings()));
      case Compilation.Compiled compiled -> {
        ObjectNode body = view(compiled.version());
        body.set("warnings", Views.problems(compiled.warnings()));
        yield Answers.ok(body);
      }
    };
  }

  private HttpResponse rollback(Call call) {
    Body body = call.body();
    VersionHash version =
        body.optionalText("version")
            .map(text -> named(call, text))
            .or(() -> deployments.previous(call.tenantId(), call.app()))
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "There is no version of app `" + call.app() + "` before the live one."));
    return answer(
        deployments.rollback(
            call.tenantId(),
            call.app(),
            version,
            call.principal().user(),
            body.optionalText("message").orElse("")));
  }

  private VersionHash named(Call call, String text) {
    if (!SHORT_HASH.matcher(text).matches()) {
      throw Refusal.invalid(
          "A version is named by at least its first 6 hex digits, in lower case.");
    }
    List<VersionHash> named = deployments.named(call.tenantId(), call.app(), text);
    if (named.size() > 1) {
      throw Refusal.invalid("More than one version begins with `" + text + "`: give more digits.");
    }
    return named.stream()
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("App `" + call.app() + "` has no version `" + text + "`."));
  }

  private HttpResponse answer(DeployResult result) {
    return switch (result) {
      case DeployResult.Deployed deployed -> {
        ObjectNode body = Views.deployment(deployed.deployment());
        body.put("unchanged", false);
        body.setAll(view(deployed.version()));
        body.set("warnings", Views.problems(deployed.warnings()));
        yield Answers.json(201, body);
      }
      case DeployResult.Unchanged unchanged -> {
        ObjectNode body = Json.object().put("deployment", unchanged.deployment());
        body.put("unchanged", true);
        body.setAll(view(unchanged.version()));
        body.set("warnings", Views.problems(unchanged.warnings()));
        yield Answers.ok(body);
      }
      case DeployResult.Refused refused -> refused(refused);
      case DeployResult.Conflict conflict ->
          Answers.error(
              ErrorCode.CONFLICTING_DEPLOY,
              conflict
                  .live()
                  .map(live -> "The live version is `" + live + "`.")
                  .orElse("The app is not live."));
    };
  }

  private ObjectNode view(Version version) {
    ObjectNode view = Json.object().put("version", version.hash().value());
    view.set("entries", EntryViews.all(version, ports.clock().now()));
    return view;
  }

  private static HttpResponse refused(DeployResult.Refused refused) {
    int count = refused.problems().size();
    return Answers.error(
        ErrorCode.REFUSED_BUNDLE.httpStatus(),
        ErrorCode.REFUSED_BUNDLE,
        count == 1 ? "The bundle has a problem." : "The bundle has " + count + " problems.",
        Views.problems(refused.problems()));
  }
}
