# shellcheck shell=bash
# LocalStack from PyPI, and beside it what it would fetch when it needs it: sourced after the scripts of .ci/aws.

localstack_version=2026.3.0
init_version=alcove

# Python 3.13 or newer: with an older one it installs and does not start.
find_python() {
  local python
  for python in python3 python3.14 python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[3-9]*/bin/python3; do
    if "$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then
      printf '%s\n' "$python"
      return
    fi
  done
  fail "Python 3.13 or newer is missing; please install it."
}

# Sets `localstack_home`.
need_localstack() {
  venv "localstack-$localstack_version" "$(find_python)" -c localstack/constraints.txt \
    "localstack-core[runtime]==$localstack_version" service_identity
  localstack_home=$tools/localstack-$localstack_version
}

# Makes the folder that LocalStack takes for its file system, anew. Sets `root`.
make_root() {
  root=$tools/localstack-root
  local library=$root/usr/lib/localstack jdk
  jdk=$(find_jdk)
  rm -rf "$root"
  mkdir -p "$library" "$root/etc/localstack/init/start.d"
  cp localstack/local_images.py "$root/etc/localstack/init/start.d/"
  place_init "$library/lambda-runtime/$init_version/$(uname -m)/var/rapid" "$jdk"
  place_dynamodb "$library/dynamodb-local/2" "$jdk"
  # What it starts DynamoDB Local with.
  mkdir -p "$library/java"
  ln -s "$jdk" "$library/java/21"
}

# What LocalStack starts in a function's container.
place_init() {
  mkdir -p "$1/classes"
  "$2/bin/javac" -d "$1/classes" -cp "$tools/runtime-client/*" localstack/LambdaInit.java
  printf '#!/bin/sh\nexec /var/lang/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp %s LambdaInit\n' \
    "'/var/rapid/classes:/var/runtime/lib/*'" >"$1/init"
  chmod 755 "$1/init"
}

# DynamoDB Local as LocalStack looks for it: a jar to start, its libraries, and an agent, for which ours does nothing.
place_dynamodb() {
  local agent
  need_dynamodb
  mkdir -p "$1"
  ln -s "$dynamodb" "$1/DynamoDBLocal_lib"
  agent=$(mktemp -d)
  printf 'public class NoAgent { public static void premain(String arguments) {} }\n' >"$agent/NoAgent.java"
  "$2/bin/javac" -d "$agent/classes" "$agent/NoAgent.java"
  printf 'Premain-Class: NoAgent\n' >"$agent/agent.txt"
  {
    printf 'Main-Class: com.amazonaws.services.dynamodbv2.local.main.ServerRunner\n'
    # A line of a manifest ends after 72 bytes and goes on in the next, after a space.
    (cd "$1" && printf 'Class-Path: %s\n' "$(echo DynamoDBLocal_lib/*.jar)") | fold -b -w 70 | sed '2,$s/^/ /'
  } >"$agent/main.txt"
  "$2/bin/jar" -cfm "$1/DynamoDBLocal.jar" "$agent/main.txt"
  "$2/bin/jar" -cfm "$1/ddb-local-loader-0.1.jar" "$agent/agent.txt" -C "$agent/classes" .
  rm -rf "$agent"
}
