"""Runs inside LocalStack when it starts.

LocalStack pulls the image of a function's runtime before the function becomes active, even if the image is there, and
fails the function if it cannot. Ours is made on this machine and is in no registry: it counts as pulled.
"""

import os

from localstack.services.lambda_.invocation import docker_runtime_executor
from localstack.utils.container_utils.container_client import DockerPlatform

for platform in (DockerPlatform.linux_amd64, DockerPlatform.linux_arm64, None):
    docker_runtime_executor.PULLED_IMAGES.add((os.environ["ALCOVE_IMAGE"], platform))
