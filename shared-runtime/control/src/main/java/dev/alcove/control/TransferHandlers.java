package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TransferRecord;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import dev.alcove.wire.TransferFormat;
import java.util.ArrayList;
import java.util.List;

/** Everything of a tenant, out of one installation and into another. */
final class TransferHandlers {
  private static final int MOST_RECORDS = 20_000;

  private final Ports ports;
  private final Deployments deployments;

  TransferHandlers(Ports ports, Deployments deployments) {
    this.ports = ports;
    this.deployments = deployments;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "exportTenant",
                "GET",
                "/tenants/{tenant}/export",
                Access.OPERATOR,
                "A page of everything that a tenant has: live apps, maps, storage. The last page"
                    + " has no `next`. Pause the tenant first: what changes meanwhile may be"
                    + " missing.",
                this::export)
            .taking(
                Field.optional(
                    "after",
                    Field.Kind.TEXT,
                    "The `next` of the page before; the first page if missing.")),
        Route.of(
                "importTenant",
                "POST",
                "/tenants/{tenant}/import",
                Access.OPERATOR,
                "Writes records of an export into a tenant that is paused. Can be repeated.",
                this::write)
            .withBody(Field.required("records", Field.Kind.LIST, "As an export gave them.")));
  }

  private HttpResponse export(Call call) {
    ExportPosition from =
        call.query().text("after").map(ExportPosition::read).orElse(ExportPosition.START);
    Export.Page page = Export.page(ports, call.live(), from);
    ObjectNode body = Json.object();
    ArrayNode records = body.putArray("records");
    page.records().forEach(one -> records.add(Json.parse(one)));
    page.next().ifPresent(position -> body.put("next", position.text()));
    return Answers.ok(body);
  }

  private HttpResponse write(Call call) {
    if (call.live().state() != LiveItem.State.PAUSED) {
      throw Refusal.invalid(
          "Tenant `" + call.tenantId() + "` is not paused: its scripts would meet half of it.");
    }
    List<TransferRecord> records = new ArrayList<>();
    for (JsonNode one : call.body().list("records")) {
      records.add(read(one, records.size()));
    }
    if (records.size() > MOST_RECORDS) {
      throw Refusal.invalid("Send at most " + MOST_RECORDS + " records at a time.");
    }
    new Import(ports, deployments, call.tenantId()).write(records);
    return Answers.ok(Json.object().put("written", records.size()));
  }

  private static TransferRecord read(JsonNode one, int index) {
    try {
      return TransferFormat.read(Json.bytes(one));
    } catch (FormatException e) {
      throw Refusal.invalid("Field `records[" + index + "]`: " + e.getMessage());
    }
  }
}
