# shellcheck shell=bash
# A container engine and the stand-in for Lambda's Java 25: sourced after tools.sh.

# Starts the engine if none runs; what we started ends with us. Sets `bridge`, by which containers reach this machine.
need_docker() {
  need dockerd docker.io iptables
  need docker docker.io
  if ! docker version >/dev/null 2>&1; then
    [ "$(id -u)" = 0 ] || fail "no container engine runs; please start one."
    dockerd >"$tools/dockerd.log" 2>&1 </dev/null &
    started+=($!)
    for _ in $(seq 1 300); do
      docker version >/dev/null 2>&1 && break
      kill -0 "${started[-1]}" 2>/dev/null || break
      sleep 0.1
    done
    docker version >/dev/null 2>&1 || fail "dockerd did not start: $(tail -n 20 "$tools/dockerd.log")"
  fi
  bridge=$(docker network inspect bridge --format '{{(index .IPAM.Config 0).Gateway}}')
  if [ -z "$bridge" ]; then
    # An engine that starts for the first time knows its network only; the first address is its own.
    bridge=$(docker network inspect bridge --format '{{(index .IPAM.Config 0).Subnet}}')
    bridge=${bridge%.*}.1
  fi
}

# The shared libraries of this machine that some programs want.
wanted_libraries() {
  find "$@" -type f \( -name '*.so' -o -perm -u+x \) -exec ldd {} + 2>/dev/null |
    sed -n 's#.*=> \(/[^ ]*\) (0x.*#\1#p' | grep -v -e '^/lib[^/]*/.*libX' -e libxcb | sort -u
}

# Builds the image once for each content: no registry is needed. It has JDK 25, Lambda's own runtime client for Java,
# a shell, and this machine's C library. Sets `image`.
need_image() {
  need busybox busybox-static
  local jdk libraries content root
  jdk=$(find_jdk)
  libraries=$tools/runtime-client
  if [ ! -f "$libraries/.complete" ]; then
    mvn -B -ntp -q -f .ci/aws/image/pom.xml dependency:copy-dependencies -DoutputDirectory="$libraries"
    touch "$libraries/.complete"
  fi
  content=$(cat "$jdk/release" .ci/aws/image/* .ci/aws/docker.sh | sha256sum | cut -c1-12)
  # The content is in the name and not in the tag: the SAM CLI makes an image of its own under that name.
  image=alcove-java25-$content:base
  ! docker image inspect "$image" >/dev/null 2>&1 || return 0
  root=$(mktemp -d "$tools/root.XXXXXX")
  mkdir -p "$root"/{bin,etc/ssl/certs,lib64,opt,tmp,usr/lib/locale,var/{lang,rapid,runtime/lib,task}}
  ln -s usr/lib "$root/lib"
  chmod 1777 "$root/tmp"
  cp "$(command -v busybox)" "$root/bin/busybox"
  for tool in sh cat chmod cp ls mkdir mv rm sha256sum stat; do ln -s busybox "$root/bin/$tool"; done
  cp -a "$jdk/." "$root/var/lang/"
  rm -rf "$root"/var/lang/{jmods,include,man,lib/src.zip}
  cp "$libraries"/*.jar "$root/var/runtime/lib/"
  # Under their own names wherever they were: the loader looks in /usr/lib first.
  wanted_libraries "$jdk/bin" "$jdk/lib" | grep -v "^$jdk" | xargs -I{} cp -L {} "$root/usr/lib/"
  for name in libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libnss_files.so.2 libnss_dns.so.2 libgcc_s.so.1 \
    libstdc++.so.6 libz.so.1; do
    library=$(ldconfig -p | sed -n "s#^\s*$name (.*=> ##p" | head -n 1)
    [ -z "$library" ] || cp -L "$library" "$root/usr/lib/"
  done
  # Names of files are UTF-8, as in AWS's image.
  cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
  cp -L /lib64/ld-linux-*.so.* "$root/lib64/"
  printf 'root:x:0:0::/:/bin/sh\nsbx_user1051:x:993:990::/tmp:/bin/sh\n' >"$root/etc/passwd"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  install_file .ci/aws/image/bootstrap "$root/var/runtime/bootstrap"
  install_file .ci/aws/image/entrypoint "$root/lambda-entrypoint.sh"
  tar -C "$root" --owner=0 --group=0 -cf "$tools/root.tar" .
  cp .ci/aws/image/Dockerfile "$tools/Dockerfile"
  (cd "$tools" && tar -cf - Dockerfile root.tar | DOCKER_BUILDKIT=0 docker build -q -t "$image" - >/dev/null 2>&1) ||
    fail "the image could not be built."
  rm -rf "$root" "$tools/root.tar" "$tools/Dockerfile"
}

install_file() {
  cp "$1" "$2"
  chmod 755 "$2"
}
