"""Makes at emulators what the stack makes on AWS, and the settings and first events of the functions for it.

Usage: resources.py DYNAMODB MOTO FOLDER; writes env.json, the functions' settings as the SAM CLI takes them, and an
event of control for each of: a tenant, its apps.
"""

import json
import pathlib
import sys

import boto3
from samtranslator.yaml_helper import yaml_parse

sys.path.insert(0, "localstack")

import tokens  # noqa: E402
import world  # noqa: E402

REGION = "eu-central-1"
SHOP = "examples/shop/tenants/acme"
# Of a table, what the emulator needs to know; the rest is about keeping it.
SHAPE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


def client(service, endpoint):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=endpoint, region_name=REGION, **keys)


def resources(dynamodb, moto):
    """Tables as the template has them; of the rest, one that can be called."""
    data = yaml_parse(pathlib.Path("infra/data.yaml").read_text(encoding="utf-8"))["Resources"]
    tables = client("dynamodb", dynamodb)
    for name in ("Data", "Outbox", "Registry"):
        table = data[f"{name}Table"]["Properties"]
        tables.create_table(TableName=f"alcove-{name.lower()}", **{key: table[key] for key in SHAPE if key in table})
    client("s3", moto).create_bucket(Bucket="alcove-code", CreateBucketConfiguration={"LocationConstraint": REGION})
    client("events", moto).create_event_bus(Name="alcove")
    client("scheduler", moto).create_schedule_group(Name="alcove")
    return client("sqs", moto).create_queue(QueueName="alcove-runs")["QueueUrl"]


def settings(queue, issuers):
    return {
        "ALCOVE_DATA_TABLE": "alcove-data",
        "ALCOVE_OUTBOX_TABLE": "alcove-outbox",
        "ALCOVE_REGISTRY_TABLE": "alcove-registry",
        "ALCOVE_CODE_BUCKET": "alcove-code",
        "ALCOVE_BUS": "alcove",
        "ALCOVE_RUN_QUEUE": queue,
        "ALCOVE_SCHEDULE_GROUP": "alcove",
        "ALCOVE_SCHEDULE_TARGET": f"arn:aws:lambda:{REGION}:123456789012:function:alcove-trigger",
        "ALCOVE_SCHEDULE_ROLE": "arn:aws:iam::123456789012:role/alcove-scheduler",
        "ALCOVE_LOG_GROUPS": "/aws/lambda/alcove-http",
        "ALCOVE_ISSUERS": json.dumps(issuers),
    }


def control_event(path, body, token):
    """The sample event with another request in it."""
    event = json.loads(pathlib.Path("events/control/tenants-without-token.json").read_text(encoding="utf-8"))
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    event.update(
        path=path,
        httpMethod="POST",
        headers=headers,
        multiValueHeaders={name: [value] for name, value in headers.items()},
        body=json.dumps(body),
    )
    return event


def main(dynamodb, moto, folder):
    folder = pathlib.Path(folder)
    key = folder / "issuer.json"
    issuers = tokens.make(key)
    operator = tokens.Issuer(key).token("operator", roles=["operator"])
    ann = tokens.Issuer(key).token("ann", tenant="acme", permissions=["ScriptCreate", "ScriptUpdate"])
    apps = "/admin/v1/tenants/acme/apps"
    first = {
        "1-tenant": control_event("/admin/v1/tenants", {"id": "acme", "name": "Acme Tools"}, operator),
        "2-main": control_event(f"{apps}/main/deployments", world.bundle(f"{SHOP}/main"), ann),
        "3-orders": control_event(f"{apps}/orders/deployments", world.bundle(f"{SHOP}/orders"), ann),
    }
    for name, event in first.items():
        (folder / f"{name}.event").write_text(json.dumps(event), encoding="utf-8")
    env = {"Parameters": settings(resources(dynamodb, moto), issuers)}
    (folder / "env.json").write_text(json.dumps(env), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
