package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.VersionHash;

/** The act of making a version live. */
public final class DeploymentFormat {
  private static final Form<Deployment> FORM =
      Form.of("deployment", 1, DeploymentFormat::put, DeploymentFormat::take);

  private DeploymentFormat() {}

  public static Bytes write(Deployment deployment) {
    return FORM.write(deployment);
  }

  /**
   * Reads a deployment.
   *
   * @throws FormatException if it is not one
   */
  public static Deployment read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(Deployment deployment, FieldWriter out) {
    out.text("tenant", deployment.tenant().value());
    out.text("app", deployment.app().value());
    out.number("number", deployment.number());
    deployment.version().ifPresent(version -> out.text("version", version.value()));
    out.object("deployer", deployment.deployer(), UserFormat::put);
    out.text("message", deployment.message());
    out.time("time", deployment.time());
    deployment.replaced().ifPresent(replaced -> out.text("replaced", replaced.value()));
  }

  private static Deployment take(FieldReader in) {
    return new Deployment(
        in.value("tenant", TenantId::new),
        in.value("app", AppName::new),
        in.number("number"),
        in.optional("version", DeploymentFormat::takeHash),
        in.object("deployer", UserFormat::take),
        in.text("message"),
        in.time("time"),
        in.optional("replaced", DeploymentFormat::takeHash));
  }

  private static VersionHash takeHash(FieldReader in, String name) {
    return in.value(name, VersionHash::new);
  }
}
