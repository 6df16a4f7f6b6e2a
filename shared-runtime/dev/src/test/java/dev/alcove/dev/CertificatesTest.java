package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with and without client certificates. */
class CertificatesTest {
  @TempDir Path folder;

  @Test
  void certificatesAreTakenAndPoliciesDecide() throws Exception {
    Path app = folder.resolve("app");
    TestServer.write(
        app.resolve("app.json"),
        """
        {"endpoints": {
          "/known": {"get": {"js_module": "a.js", "js_function": "who", "mode": "readonly",
                             "authn_policies": ["user_cert"]}},
          "/any": {"get": {"js_module": "a.js", "js_function": "who", "mode": "readonly",
                           "authn_policies": ["any_cert"]}}}}
        """);
    TestServer.write(
        app.resolve("src/a.js"),
        "export function who(r) { return { body: { policy: r.caller.policy } }; }");
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    DevOptions options =
        new DevOptions(
            app,
            0,
            Optional.of(folder.resolve("data")),
            false,
            true,
            false,
            Map.of("ALCOVE_HOME", folder.resolve("home").toString()),
            lines::add);
    try (DevServer server = DevServer.start(options, lines::add, InstantSource.system())) {
      Authority ours = Authority.of(new DataFolder(server.data()), Instant.now());
      // Another authority's: to us as good as self-signed.
      Authority theirs = Authority.of(new DataFolder(folder.resolve("theirs")), Instant.now());
      Authority.Issued stranger = theirs.user("stranger", Instant.now());
      assertThat(get(server, ours, Optional.of(stranger), "/t/dev/app/any").body())
          .isEqualTo("{\"policy\":\"any_cert\"}");
      assertThat(get(server, ours, Optional.of(stranger), "/t/dev/app/known").statusCode())
          .isEqualTo(401);
      assertThat(get(server, ours, Optional.empty(), "/t/dev/app/known").statusCode())
          .isEqualTo(401);
    }
  }

  private static HttpResponse<String> get(
      DevServer server, Authority trusted, Optional<Authority.Issued> own, String path)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context(trusted, own)).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.tlsUrl().orElseThrow() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static SSLContext context(Authority trusted, Optional<Authority.Issued> own)
      throws Exception {
    char[] password = new char[0];
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, password);
    keys.setCertificateEntry("ca", trusted.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    if (own.isPresent()) {
      keys.setKeyEntry(
          "own", own.get().key(), password, new Certificate[] {own.get().certificate()});
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
