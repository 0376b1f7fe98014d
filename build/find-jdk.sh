# find_java prints the java of the newest JDK from 21 on: JAVA_HOME, the PATH, then the usual places.
# Sourced by the launchers; needs no tool but the shell's own and sort.

java_major() { # the major version of a JDK home, from its release file, or 0
  local line
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || { echo 0; return; }
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*) line=${line#*\"}; line=${line%%\"*}; line=${line%%[.+-]*}; echo "${line:-0}"; return ;;
    esac
  done <"$1/release"
  echo 0
}

find_java() {
  local home best= best_major=0 major on_path
  on_path=$(command -v java 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(readlink -f "$on_path")
  for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(java_major "$home")
    if [ "$major" -gt "$best_major" ]; then best=$home best_major=$major; fi
  done
  if [ "$best_major" -lt 21 ]; then
    echo "espalier: no JDK 21 or newer found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks);" \
      "install one (Temurin 25, say) or set JAVA_HOME to it" >&2
    return 1
  fi
  echo "$best/bin/java"
}
