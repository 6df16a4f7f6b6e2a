"""Turns a SAM template into the CloudFormation that a deployment makes of it.

A linter that sees the SAM template lets wrong values of a function pass, such as a runtime that does not exist.
Usage: translate.py template.yaml translated.json
"""

import json
import logging
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """Our functions name their roles, so that no policy is looked up."""

    def load(self):
        return {}


def uploaded(template):
    """The translator takes code that is in S3 already, as it is when a deployment translates."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function" and "CodeUri" in properties:
            properties["CodeUri"] = "s3://bucket/key"
    return template


def main(source, target):
    logging.disable()  # it looks for feature flags that only AWS has, and says so
    with open(source, encoding="utf-8") as file:
        template = uploaded(yaml_parse(file.read()))
    with open(target, "w", encoding="utf-8") as file:
        json.dump(transform(template, {}, NoManagedPolicies()), file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
