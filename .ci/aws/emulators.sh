# shellcheck shell=bash
# DynamoDB Local, and moto for everything else: sourced after tools.sh.

moto_version=5.2.5

# Starts both on an address of this machine. Sets `dynamodb_url` and `moto_url`; they end with us.
start_emulators() {
  local address=$1 java_home dynamodb port
  need mvn maven
  need python3 python3
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install python3-venv || fail "Python's venv is missing; please install it."
  fi
  java_home=$(find_jdk)

  need_dynamodb
  port=$(free_port)
  # DynamoDB Local listens everywhere, whatever it is told.
  DDB_LOCAL_TELEMETRY=0 "$java_home/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED \
    -Djava.library.path="$dynamodb" -cp "$dynamodb/*" \
    com.amazonaws.services.dynamodbv2.local.main.ServerRunner -inMemory -sharedDb \
    -port "$port" >"$tools/dynamodb.log" 2>&1 </dev/null &
  started+=($!)
  await "DynamoDB Local" "${started[-1]}" "$address" "$port" "$tools/dynamodb.log"
  dynamodb_url=http://$address:$port

  venv "moto-$moto_version" python3 "moto[server,s3,sqs,events,scheduler,logs]==$moto_version"
  port=$(free_port)
  "$tools/moto-$moto_version/bin/moto_server" -H "$address" -p "$port" >"$tools/moto.log" 2>&1 </dev/null &
  started+=($!)
  await moto "${started[-1]}" "$address" "$port" "$tools/moto.log"
  moto_url=http://$address:$port
}

# The jars of DynamoDB Local. Sets `dynamodb`.
need_dynamodb() {
  dynamodb=$tools/dynamodb-local
  if [ ! -f "$dynamodb/.complete" ]; then
    mvn -B -ntp -q -f .ci/dynamodb-local.xml dependency:copy-dependencies \
      -DoutputDirectory="$dynamodb" -DincludeScope=runtime
    touch "$dynamodb/.complete"
  fi
}
