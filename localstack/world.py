"""What the proof talks to: the REST API as its callers see it, and AWS as the platform team sees it."""

import json
import pathlib
import subprocess
import time
import urllib.error
import urllib.request

import boto3

PATIENCE_SECONDS = 120


class Answer:
    def __init__(self, status, body):
        self.status = status
        self.body = body

    def json(self):
        return json.loads(self.body)


class Api:
    """The REST API, wherever it is."""

    def __init__(self, base):
        self.base = base

    def call(self, method, path, body=None, token=None):
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.read())


class Stack:
    """What was deployed, by its outputs."""

    def __init__(self, endpoint):
        self.clients = {}
        self.outputs = {
            output["OutputKey"]: output["OutputValue"]
            for output in self.aws("cloudformation").describe_stacks(StackName="alcove")["Stacks"][0]["Outputs"]
        }
        self.api = Api(f"{endpoint}/_aws/execute-api/{self.outputs['ApiId']}/live")

    def aws(self, service):
        if service not in self.clients:
            self.clients[service] = boto3.client(service)
        return self.clients[service]

    def invoke(self, function, event):
        """Calls a function and gives its answer; an error of the function is one of ours."""
        answer = self.aws("lambda").invoke(FunctionName=self.outputs[function], Payload=json.dumps(event).encode())
        payload = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise AssertionError(f"{function} failed: {payload}")
        return payload

    def publish(self, tenant, kind, event_id, data):
        """As the company's own systems do it."""
        detail = {"v": 1, "tenant": tenant, "id": event_id, "data": data, "hop": 0, "root": event_id, "time": now()}
        entry = {
            "EventBusName": self.outputs["Bus"],
            "Source": "com.example.shop",
            "DetailType": kind,
            "Detail": json.dumps(detail),
        }
        answer = self.aws("events").put_events(Entries=[entry])
        assert answer["FailedEntryCount"] == 0, answer

    def schedules(self, tenant):
        """The inputs of the tenant's schedules."""
        scheduler = self.aws("scheduler")
        found = scheduler.list_schedules(GroupName=self.outputs["Bus"], NamePrefix=f"{tenant}.")["Schedules"]
        return [
            json.loads(scheduler.get_schedule(GroupName=self.outputs["Bus"], Name=one["Name"])["Target"]["Input"])
            for one in found
        ]

    def outbox(self, tenant):
        return self.aws("dynamodb").query(
            TableName=self.outputs["OutboxTable"],
            KeyConditionExpression="pk = :tenant",
            ExpressionAttributeValues={":tenant": {"S": f"T#{tenant}"}},
            ConsistentRead=True,
        )["Items"]

    def relay_by_stream(self, enabled):
        """Switches the outbox's stream on or off for the function trigger."""
        mappings = self.aws("lambda").list_event_source_mappings()["EventSourceMappings"]
        (stream,) = (one for one in mappings if ":dynamodb:" in one["EventSourceArn"])
        self.aws("lambda").update_event_source_mapping(UUID=stream["UUID"], Enabled=enabled)
        wanted = "Enabled" if enabled else "Disabled"
        until(
            f"the stream is {wanted}",
            lambda: self.aws("lambda").get_event_source_mapping(UUID=stream["UUID"])["State"] == wanted,
        )


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def until(what, holds):
    """Waits for something that others do."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.5)


def kill_processes(function):
    """As if a machine broke: no process of the function gets to say a last word."""
    name = f"name=localstack-main-lambda-alcove-local-{function}-"
    running = subprocess.run(["docker", "ps", "-q", "--filter", name], check=True, capture_output=True, text=True)
    for container in running.stdout.split():
        subprocess.run(["docker", "kill", container], check=True, capture_output=True)
    return len(running.stdout.split())


def bundle(folder):
    """A folder of an app as the JSON that is deployed."""
    folder = pathlib.Path(folder)
    sources = sorted((folder / "src").rglob("*.js"))
    return {
        "metadata": json.loads((folder / "app.json").read_text(encoding="utf-8")),
        "modules": [
            {"name": str(path.relative_to(folder / "src")), "module": path.read_text(encoding="utf-8")}
            for path in sources
        ],
    }
