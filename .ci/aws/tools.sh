# shellcheck shell=bash
# What the checks for AWS need: sourced by them, runs nothing by itself. Everything is kept below .ci/target and safe
# to remove. The caller stands in the root of the repository and is called $self.

sam_version=1.170.0
lint_version=1.58.0
jose_version=1.8.0
mkdir -p "${ALCOVE_AWS_TOOLS:-.ci/target/aws}"
tools=$(cd "${ALCOVE_AWS_TOOLS:-.ci/target/aws}" && pwd)

fail() {
  printf '%s: %s\n' "$self" "$*" >&2
  exit 1
}

say() { printf '%s: %s\n' "$self" "$*"; }

# Installs Debian packages when we may.
install() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] && apt-get update >/dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$tools/apt.log" 2>&1
}

# A command, and the packages that bring it.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null || install "$@" || fail "$command is missing; please install it."
}

find_jdk() {
  local home
  for home in "${ALCOVE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /opt/*; do
    if [ -x "$home/bin/javac" ] && grep -Eqs '^JAVA_VERSION="25([.+-][^"]*)?"' "$home/release"; then
      printf '%s\n' "$home"
      return
    fi
  done
  fail "no JDK 25 found; please install one (for instance Eclipse Temurin 25)."
}

# A Python environment, made once: its name, the interpreter, what to install.
venv() {
  local home=$tools/$1 with=$2
  shift 2
  if [ ! -f "$home/.complete" ]; then
    rm -rf "$home"
    "$with" -m venv "$home"
    "$home/bin/python" -m pip install -q --disable-pip-version-check "$@"
    touch "$home/.complete"
  fi
}

# The SAM CLI, and the cfn-lint that goes with it.
need_sam() {
  need python3 python3
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install python3-venv || fail "Python's venv is missing; please install it."
  fi
  venv "sam-$sam_version" python3 "aws-sam-cli==$sam_version" "cfn-lint==$lint_version" "joserfc==$jose_version"
  sam_home=$tools/sam-$sam_version
  export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=eu-central-1 AWS_REGION=eu-central-1
}

# With credentials at hand the CLI first asks AWS whose they are, and waits long where there is no AWS.
sam() {
  env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN -u AWS_PROFILE "$sam_home/bin/sam" "$@"
}

# Asks the machine for a port that nobody has.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until somebody listens there, as long as the process lives: a name for people, the process, address, port, log.
await() {
  local name=$1 pid=$2 address=$3 port=$4 log=$5
  for _ in $(seq 1 900); do
    if (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
      return
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 40 "$log" >&2
  fail "$name did not start; the end of its output is above."
}

# Processes that this script started, to be ended with it.
started=()
stop_started() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${started[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
}

# What template.yaml takes for the functions' code.
build_functions() {
  need mvn maven
  mvn -B -ntp -q -Dmaven.test.skip=true -Dformat.skip=true package -am \
    -pl functions/http,functions/trigger,functions/invoke,functions/control
}
