package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void path_namesTheTenant() {
    assertThat(address("localhost:8080", "/t/acme/app/x%20y"))
        .contains(new Address(new TenantId("acme"), "/app/x%20y"));
    assertThat(address("localhost:8080", "/t/acme"))
        .contains(new Address(new TenantId("acme"), "/"));
  }

  @Test
  void host_namesTheTenant() {
    assertThat(address("acme.localhost:8080", "/app/x"))
        .contains(new Address(new TenantId("acme"), "/app/x"));
  }

  @Test
  void path_winsOverHost() {
    assertThat(address("globex.localhost", "/t/acme/x"))
        .contains(new Address(new TenantId("acme"), "/x"));
  }

  @Test
  void whatIsNoTenantId_isNoAddress() {
    assertThat(address("localhost", "/t/ACME/x")).isEmpty();
    assertThat(address("localhost", "/t/..%2fx/x")).isEmpty();
    assertThat(address("localhost", "/other")).isEmpty();
    assertThat(address("acme.example.com", "/x")).isEmpty();
  }

  private static Optional<Address> address(String host, String path) {
    return Address.of(
        new HttpRequest(
            "GET", path, "", Map.of("host", List.of(host)), Bytes.EMPTY, Optional.empty()));
  }
}
