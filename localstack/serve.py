"""Starts LocalStack, with three of its faults mended.

It listens on every address of the machine, whatever it is told, and takes calls from anybody: here it listens on the
addresses of GATEWAY_LISTEN only. And before it translates a SAM template it wants every reference to be known, which
`!Ref Function.Alias` is only afterwards. And its API Gateway does not know that `*/*` is every type, as AWS documents
it for answers that are not text, and sends them as base64.
"""

import os
from types import SimpleNamespace

from localstack.services.apigateway.next_gen.execute_api.integrations import aws as integrations
from localstack.services.cloudformation.engine.validations import ValidationError
from localstack.runtime import main
from localstack.runtime.server import twisted
from localstack.services.cloudformation.engine.v2.change_set_model_transform import ChangeSetModelTransform

hosts = [address.rsplit(":", 1)[0] for address in os.environ["GATEWAY_LISTEN"].split(",")]
anywhere = twisted.endpoints.TCP4ServerEndpoint
strictly = ChangeSetModelTransform.visit_node_intrinsic_function_ref
of_a_list = integrations.mime_type_matches_binary_media_types


def on_the_next_host(reactor, port):
    """LocalStack asks once for each address, in order."""
    return anywhere(reactor, port, interface=hosts.pop(0))


def if_known(self, reference):
    """As LocalStack itself does it for the other functions of a template."""
    try:
        return strictly(self, reference)
    except (RuntimeError, ValidationError):
        return self.visit(reference.arguments)


def of_any_list(mime_type, binary_media_types):
    return "*/*" in binary_media_types or of_a_list(mime_type, binary_media_types)


integrations.mime_type_matches_binary_media_types = of_any_list
twisted.endpoints = SimpleNamespace(TCP4ServerEndpoint=on_the_next_host)
ChangeSetModelTransform.visit_node_intrinsic_function_ref = if_known
main.main()
