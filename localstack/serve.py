"""Starts LocalStack, with two of its faults mended.

It listens on every address of the machine, whatever it is told, and takes calls from anybody: here it listens on the
addresses of GATEWAY_LISTEN only. And before it translates a SAM template it wants every reference to be known, which
`!Ref Function.Alias` is only afterwards.
"""

import os
from types import SimpleNamespace

from localstack.services.cloudformation.engine.validations import ValidationError
from localstack.runtime import main
from localstack.runtime.server import twisted
from localstack.services.cloudformation.engine.v2.change_set_model_transform import ChangeSetModelTransform

hosts = [address.rsplit(":", 1)[0] for address in os.environ["GATEWAY_LISTEN"].split(",")]
anywhere = twisted.endpoints.TCP4ServerEndpoint
strictly = ChangeSetModelTransform.visit_node_intrinsic_function_ref


def on_the_next_host(reactor, port):
    """LocalStack asks once for each address, in order."""
    return anywhere(reactor, port, interface=hosts.pop(0))


def if_known(self, reference):
    """As LocalStack itself does it for the other functions of a template."""
    try:
        return strictly(self, reference)
    except (RuntimeError, ValidationError):
        return self.visit(reference.arguments)


twisted.endpoints = SimpleNamespace(TCP4ServerEndpoint=on_the_next_host)
ChangeSetModelTransform.visit_node_intrinsic_function_ref = if_known
main.main()
