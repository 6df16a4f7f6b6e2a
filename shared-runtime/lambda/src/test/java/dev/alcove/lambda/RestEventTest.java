package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestEventTest {
  private static HttpRequest request(String name) {
    return SampleEvents.good(RestEvent.decode(SampleEvents.of("http/" + name))).request();
  }

  private static String why(String json) {
    return SampleEvents.why(RestEvent.decode(Bytes.utf8(json)));
  }

  @Test
  void aRequestWithAJsonBody() {
    RestEvent event = SampleEvents.good(RestEvent.decode(SampleEvents.of("http/compute-add")));
    assertThat(event.id()).isEqualTo("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    HttpRequest request = event.request();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/t/acme/app/compute/add");
    assertThat(request.query()).isEmpty();
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.body().text()).isEqualTo("{\"op_a\": 20, \"op_b\": 22}");
    assertThat(request.clientCertificate()).isEmpty();
  }

  @Test
  void repeatedHeadersAndPairsAreAllThere() {
    HttpRequest request = request("get-query");
    assertThat(request.headers()).containsEntry("accept", List.of("text/html", "application/json"));
    assertThat(request.query())
        .isEqualTo("from=2026-01-01&from=2026-02-01&name=a%20b%26c%3D%C3%BC");
  }

  @Test
  void aBodyOfBytes() {
    assertThat(request("binary-body").body())
        .isEqualTo(Bytes.owning(new byte[] {0, (byte) 255, (byte) 128, 10}));
  }

  @Test
  void whatTheGatewayDecodedOfAPathIsEscapedAgain() {
    assertThat(request("decoded-path").path()).isEqualTo("/t/acme/app/items/a%20b%2Fc/%C3%BC");
  }

  @Test
  void theCertificateThatTheGatewayVerified() {
    assertThat(request("client-certificate").clientCertificate())
        .contains(Bytes.owning(new byte[] {1, 2, 3, 4}));
  }

  @ParameterizedTest
  @CsvSource({
    "/a%2, /a%252",
    "/%, /%25",
    "/%41%zz, /%41%25zz",
    "/a?b#c, /a%3Fb%23c",
    "/😀, /%F0%9F%98%80"
  })
  void aPathCanAlwaysStandInAUrl(String given, String escaped) {
    assertThat(Percent.path(given)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                    | `path` is not a text but missing.",
        "{\"path\": 1}                                         | `path` is not a text but of type"
            + " number.",
        "{\"path\": \"x\", \"httpMethod\": \"GET\"}            | `path` is not a path with a slash"
            + " at its beginning but of type string.",
        "{\"path\": \"/\"}                                     | `httpMethod` is not a text but"
            + " missing.",
        "{\"path\": \"/\", \"httpMethod\": \"GET\", \"headers\": 1} | `headers` is not an object"
            + " but of type number.",
        "{\"path\": \"/\", \"httpMethod\": \"GET\", \"multiValueHeaders\": {\"a\": [1]}} |"
            + " `multiValueHeaders.a` is not a text or a list of texts but of type array.",
        "{\"path\": \"/\", \"httpMethod\": \"GET\", \"body\": \"%\", \"isBase64Encoded\": true} |"
            + " `body` is not base64, as `isBase64Encoded` says, but of type string.",
      })
  void whatIsNotARequestIsNamed(String json, String why) {
    assertThat(why(json)).isEqualTo(why);
  }

  @Test
  void whatIsNotJsonIsSaid() {
    assertThat(why("{")).startsWith("The event is not JSON: ");
  }

  @Test
  void anAnswerOfText() {
    Bytes json =
        RestEvent.encode(
            new HttpResponse(201, Map.of("content-type", "application/json"), Bytes.utf8("{}")));
    assertThat(json.text())
        .isEqualTo(
            "{\"statusCode\":201,\"multiValueHeaders\":{\"content-type\":[\"application/json\"]},"
                + "\"body\":\"{}\",\"isBase64Encoded\":false}");
  }

  @ParameterizedTest
  @CsvSource({"application/octet-stream", "text/plain", "''"})
  void anAnswerOfBytesComesBackAsItWas(String type) {
    Bytes body = Bytes.owning(new byte[] {0, (byte) 0xC3, 10});
    var answer =
        Json.parse(RestEvent.encode(new HttpResponse(200, Map.of("Content-Type", type), body)));
    assertThat(answer.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(answer.path("body").asText()).isEqualTo("AMMK");
  }
}
