"""What no linter knows about our templates. Usage: rules.py FOLDER; prints each breach and ends with 1."""

import pathlib
import re
import sys

from samtranslator.yaml_helper import yaml_parse

# Lambda's advice for a queue that it polls.
VISIBILITY_OF_TIMEOUTS = 6


def reasons(path):
    """A resource with a wildcard needs its reason beside it: a comment at most two lines above."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        bare = re.search(r"Resource: ('\*'|.*/\*$)", line)
        own_log = "log-group:" in line
        if bare and not own_log and not any(has_reason(above) for above in lines[max(0, number - 2) : number]):
            yield f"{path}:{number + 1}: a wildcard without its reason beside it"


def has_reason(line):
    return re.match(r"\s*# \w", line) is not None


def visibility(template, path):
    """CloudFormation cannot multiply, so the products stand in the template."""
    resources = template["Resources"]
    hidden = resources["Events"]["Properties"]["Parameters"]
    for function, parameter in (("Trigger", "TriggerVisibilitySeconds"), ("Invoke", "RunVisibilitySeconds")):
        timeout = resources[f"{function}Function"]["Properties"]["Timeout"]
        if hidden[parameter] != VISIBILITY_OF_TIMEOUTS * timeout:
            yield f"{path}: {parameter} is not {VISIBILITY_OF_TIMEOUTS} timeouts of {function}Function"


def kept(template, path):
    """What tenants stored outlives the stack."""
    for name, resource in template["Resources"].items():
        if resource["Type"] in ("AWS::DynamoDB::Table", "AWS::S3::Bucket"):
            if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("Retain", "Retain"):
                yield f"{path}: {name} would be removed with the stack"


def main(folder):
    root = pathlib.Path(folder)
    problems = []
    for path in [root / "template.yaml", *sorted((root / "infra").glob("*.yaml"))]:
        template = yaml_parse(path.read_text(encoding="utf-8"))
        problems += reasons(path)
        problems += kept(template, path)
        if path.name == "template.yaml":
            problems += visibility(template, path)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
