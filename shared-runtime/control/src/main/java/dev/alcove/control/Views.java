package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.bundle.Problem;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Locale;

/** Tenants, versions, deployments and problems as the API shows them. */
final class Views {
  private Views() {}

  static ObjectNode tenant(LiveItem item) {
    return Json.object()
        .put("id", item.tenant().value())
        .put("name", item.name())
        .put("state", word(item.state()))
        .put("plan", item.plan())
        .put("tier", word(item.tier()))
        .put("apps", item.apps().size());
  }

  static ObjectNode version(VersionInfo info, boolean live) {
    return Json.object()
        .put("version", info.hash().value())
        .put("live", live)
        .put("created", info.created().toString())
        .put("author", info.author())
        .put("message", info.message())
        .put("modules", info.modules())
        .put("bytes", info.bytes());
  }

  static ObjectNode deployment(Deployment deployment) {
    ObjectNode view =
        Json.object()
            .put("deployment", deployment.number())
            .put("app", deployment.app().value())
            .put("version", deployment.version().map(VersionHash::value).orElse(null))
            .put("replaced", deployment.replaced().map(VersionHash::value).orElse(null))
            .put("message", deployment.message())
            .put("time", deployment.time().toString());
    view.set("deployer", user(deployment.deployer()));
    return view;
  }

  static ObjectNode user(User user) {
    ObjectNode view =
        Json.object().put("id", user.id()).put("email", user.email()).put("name", user.name());
    ArrayNode permissions = view.putArray("permissions");
    user.permissions().forEach(permissions::add);
    return view;
  }

  static ArrayNode problems(List<Problem> problems) {
    ArrayNode list = Json.array();
    for (Problem problem : problems) {
      list.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("message", problem.message())
          .put("cure", problem.cure())
          .put("excerpt", problem.excerpt());
    }
    return list;
  }

  /** A constant as people write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
