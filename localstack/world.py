"""What the proof talks to: the REST API as its callers see it, and AWS as the platform team sees it."""

import base64
import http.client
import json
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

import boto3

PATIENCE_SECONDS = 120


class Answer:
    """What came back; the names of its headers are in lower case."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = [(name.lower(), value) for name, value in headers]
        self.body = body

    def json(self):
        return json.loads(self.body)


class Api:
    """An installation's API, wherever it is."""

    def __init__(self, base):
        self.base = base

    def call(self, method, path, body=None, token=None):
        headers = [("content-type", "application/json")]
        if token:
            headers.append(("authorization", f"Bearer {token}"))
        return self.send(method, path, headers, b"" if body is None else json.dumps(body).encode())

    def send(self, method, path, headers, body):
        """Sends these headers, also several of a name, and what HTTP itself needs."""
        base = urllib.parse.urlsplit(self.base)
        connection = http.client.HTTPConnection(base.netloc, timeout=PATIENCE_SECONDS)
        try:
            connection.putrequest(method, base.path + path, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            if body or method not in ("GET", "HEAD"):
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()


class Stack:
    """What was deployed, by its outputs."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
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

    def relay(self, item):
        """Hands an item of the outbox to the function trigger, as the stream of its table does."""
        image = {
            name: {"B": base64.b64encode(value["B"]).decode()} if "B" in value else value
            for name, value in item.items()
        }
        record = {"eventSource": "aws:dynamodb", "eventName": "INSERT", "dynamodb": {"NewImage": image}}
        self.invoke("TriggerFunction", {"Records": [record]})

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

    def queue(self, name):
        """The address of a queue, by its name in the templates."""
        (address,) = (url for url in self.aws("sqs").list_queues()["QueueUrls"] if f"-{name}-" in url)
        return address

    def is_empty(self, queue):
        counts = self.aws("sqs").get_queue_attributes(QueueUrl=self.queue(queue), AttributeNames=["All"])["Attributes"]
        return all(counts[name] == "0" for name in counts if name.startswith("ApproximateNumberOfMessages"))

    def messages(self, queue):
        """What is in a queue, the hidden included, as text; LocalStack shows it without taking it."""
        query = urllib.parse.urlencode({"QueueUrl": self.queue(queue), "ShowInvisible": "true"})
        with urllib.request.urlopen(f"{self.endpoint}/_aws/sqs/messages?{query}", timeout=PATIENCE_SECONDS) as answer:
            return answer.read().decode()


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def until(what, holds):
    """Waits for something that others do."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.5)


# The function's own process, which a container's first process starts. The brackets keep this text from finding itself.
PROCESSES = 'for p in /proc/[0-9]*; do case $(cat $p/cmdline) in *client.[A]WSLambda*) echo ${p#/proc/} ;; esac; done'


def processes(function):
    """The processes of a function that live: container and number of each."""
    name = f"name=localstack-main-lambda-alcove-local-{function}-"
    containers = docker("ps", "-q", "--filter", name)
    return {(one, number) for one in containers for number in docker("exec", one, "sh", "-c", PROCESSES)}


def kill_processes(function):
    """As if a machine broke: no process of the function gets to say a last word."""
    running = processes(function)
    for container, number in running:
        docker("exec", container, "sh", "-c", f"kill -9 {number}")
    return len(running)


def docker(*arguments):
    return subprocess.run(["docker", *arguments], check=True, capture_output=True, text=True).stdout.split()


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
