package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Locale;

/** Describes the API: the same table that answers requests, as an OpenAPI 3.1 document. */
final class OpenApi {
  private static final String JSON = "application/json";

  private OpenApi() {}

  static ObjectNode of(List<Route> routes) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Alcove administration")
        .put("version", "1")
        .put("description", "Tenants, apps, versions, deployments, scripts, runs, logs, events.");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      paths
          .withObjectProperty(Control.PREFIX + route.path())
          .set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = document.putObject("components");
    components.putObject("schemas").set("Error", error());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    document.putArray("security").addObject().putArray("token");
    return document;
  }

  private static ObjectNode operation(Route route) {
    ObjectNode operation = Json.object();
    operation.put("operationId", route.name());
    operation.put("summary", route.summary());
    operation.put("description", "Needs " + route.access().words() + ".");
    ArrayNode parameters = operation.putArray("parameters");
    for (String name : route.path().names()) {
      parameter(parameters, name, "path", true).putObject("schema").put("type", "string");
    }
    for (Field field : route.query()) {
      parameter(parameters, field.name(), "query", field.required())
          .put("description", field.description())
          .set("schema", field.schema());
    }
    if (route.document()) {
      content(operation.putObject("requestBody").put("required", true)).put("type", "object");
    } else if (!route.body().isEmpty()) {
      body(route.body(), operation.putObject("requestBody"));
    }
    ObjectNode responses = operation.putObject("responses");
    content(responses.putObject("2XX").put("description", "It is done, or here it is."))
        .put("type", "object");
    content(responses.putObject("default").put("description", "It was refused, or has failed."))
        .put("$ref", "#/components/schemas/Error");
    return operation;
  }

  private static ObjectNode parameter(ArrayNode to, String name, String in, boolean required) {
    return to.addObject().put("name", name).put("in", in).put("required", required);
  }

  private static void body(List<Field> fields, ObjectNode body) {
    body.put("required", fields.stream().anyMatch(Field::required));
    ObjectNode schema = content(body);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields) {
      properties.set(field.name(), field.schema().put("description", field.description()));
      if (field.required()) {
        required.add(field.name());
      }
    }
    schema.put("additionalProperties", false);
  }

  private static ObjectNode content(ObjectNode holder) {
    return holder.putObject("content").putObject(JSON).putObject("schema");
  }

  private static ObjectNode error() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    schema.putArray("required").add("error");
    ObjectNode error = schema.putObject("properties").putObject("error");
    error.put("type", "object");
    error.putArray("required").add("code").add("message");
    ObjectNode properties = error.putObject("properties");
    properties.putObject("code").put("type", "string");
    properties.putObject("message").put("type", "string");
    properties.putObject("details").put("type", "array");
    return schema;
  }
}
