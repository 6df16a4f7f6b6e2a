package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes credentials of a user of a laptop's world. */
@Command(
    name = "token",
    description = {
      "Prints a token of a user of a laptop's world: nothing else goes to stdout.",
      "With --cert it writes a client certificate and its key instead."
    },
    footer = {
      "",
      "Example:",
      "  curl -H \"authorization: Bearer $(alcove token --tenant acme --user ada@acme.example)\""
          + " ..."
    })
final class TokenVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private TenantOption tenant = new TenantOption();

  @Option(
      names = "--user",
      required = true,
      paramLabel = "EMAIL",
      description = "The user's e-mail or id, as world.json has it.")
  private String user = "";

  @Option(
      names = "--cert",
      arity = "0..1",
      fallbackValue = "user",
      paramLabel = "NAME",
      description = "Write NAME.crt and NAME.key, PEM files; `user` if no name is given.")
  private @Nullable String cert;

  TokenVerb(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Server on = server.open(around, data.folder());
    String owner = tenant.pick(around, on);
    Bytes body = Json.bytes(Json.object().put("tenant", owner).put("user", user));
    if (cert != null) {
      certificate(on.dev("POST", "/certificates", body), cert);
      return ExitCode.OK;
    }
    JsonNode answer = on.dev("POST", "/tokens", body);
    printer().print(answer, printer -> printer.line(Shown.text(answer, "token")));
    return ExitCode.OK;
  }

  private void certificate(JsonNode answer, String name) {
    Path certificate = around.path(Path.of(name + ".crt"));
    Path key = around.path(Path.of(name + ".key"));
    write(key, Shown.text(answer, "key"));
    write(certificate, Shown.text(answer, "certificate"));
    ObjectNode document =
        Json.object()
            .put("certificate", certificate.toString())
            .put("key", key.toString())
            .put("fingerprint", Shown.text(answer, "fingerprint"));
    printer()
        .print(
            document,
            printer -> {
              printer.line("Wrote " + certificate + " and " + key + ".");
              printer.next("curl --cert " + name + ".crt --key " + name + ".key https://…");
            });
  }

  /** A key is for its owner only, and never replaces another one. */
  private static void write(Path file, String text) {
    try {
      FileAttribute<?>[] attributes =
          file.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      try (var channel =
          Files.newByteChannel(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
        channel.write(ByteBuffer.wrap(Bytes.utf8(text).toArray()));
      }
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.of(
          "FILE_EXISTS",
          "`" + file + "` is there already.",
          "Name other files with --cert NAME, or remove it.");
    } catch (IOException e) {
      throw CommandFailure.of(
          "CANNOT_WRITE",
          "`" + file + "` cannot be written.",
          "Name other files with --cert NAME.");
    }
  }
}
