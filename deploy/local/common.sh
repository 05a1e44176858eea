# Shared by the commands in this folder: finds Java, builds what is missing, runs the launcher. Bash 3.2 is enough.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
state=${TRESEN_STATE:-$root/.tresen}
program=$here/target/tresen-local-1.0.0-SNAPSHOT.jar
classpath=$here/target/classpath

fail() {
  echo "$1" >&2
  exit 1
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java) || fail "Tresen needs a JDK 17 or newer, and there is no java here: install one or set JAVA_HOME."
  fi
  local version
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
  case $version in
    1.*) version=${version#1.} ;;
  esac
  [ "${version:-0}" -ge 17 ] 2>/dev/null || fail "Tresen needs Java 17 or newer, and $java is Java ${version:-of an unknown version}."
}

# The modules whose result is missing or older than what it is made of.
stale_modules() {
  local module result stale=""
  for module in catalog-service chat-service order-service payment-service notification-service deploy/local; do
    case $module in
      deploy/local) result=$program ;;
      *) result=$root/$module/target/quarkus-app/quarkus-run.jar ;;
    esac
    if [ ! -e "$result" ] || [ -n "$(newer_than "$result" "$module")" ]; then
      stale="$stale,$module"
    elif [ "$module" = deploy/local ] && ! readable_classpath; then
      stale="$stale,$module"
    fi
  done
  echo "${stale#,}"
}

newer_than() {
  local folder folders=()
  for folder in "$2" contracts/schemas contracts/costs contracts/messaging deploy/engines; do
    [ ! -d "$root/$folder/src/main" ] || folders+=("$root/$folder/src/main")
    folders+=("$root/$folder/pom.xml")
  done
  find "${folders[@]}" "$root/pom.xml" -type f -newer "$1" -print 2>/dev/null | head -n 1
}

# It names jars in somebody's Maven repository, and that may have been another user or be gone.
readable_classpath() {
  [ -r "$classpath" ] || return 1
  local jar IFS=:
  for jar in $(cat "$classpath"); do
    [ -r "$jar" ] || return 1
  done
}

build() {
  local stale log=$state/build.log
  stale=$(stale_modules)
  [ -n "$stale" ] || return 0
  "$(dirname "$java")/javac" -version >/dev/null 2>&1 || command -v javac >/dev/null ||
    fail "Building Tresen needs a JDK, and $java is a runtime without compiler."
  mkdir -p "$state" 2>/dev/null && [ -w "$state" ] || fail "The folder $state can't be written; remove it or run as its owner."
  echo "Building ${stale//,/, } (the first time this fetches libraries; all output goes to $log)"
  local mvn=("$root/mvnw" -B -f "$root/pom.xml" -pl "$stale" -am -DskipTests -Dspotless.check.skip=true package)
  if ! JAVA_HOME=${JAVA_HOME:-} "${mvn[@]}" 2>&1 | tee "$log" | awk '
      /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { n = $NF; sub(/^\[INFO\] Building /, ""); sub(/ +[^ ]+ +\[[0-9]+\/[0-9]+\]$/, ""); print "  " n " " $0; fflush() }
      /Downloaded from/ { if (++fetched % 100 == 0) { print "  … " fetched " files fetched"; fflush() } }'; then
    grep -m 12 '^\[ERROR\]' "$log" >&2 || tail -n 12 "$log" >&2
    fail "The build failed; the whole output is in $log."
  fi
  touch -c "$program" "$root"/*-service/target/quarkus-app/quarkus-run.jar
}

built_or_fail() {
  [ -e "$program" ] && readable_classpath || fail "Nothing is built here yet; deploy/local/up does."
}

# MAIN_CLASS and its arguments; the launcher takes the place of this shell, so that Ctrl-C is its own.
launch() {
  exec "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dtresen.root=$root" "-Dtresen.state=$state" \
    -cp "$program:$(cat "$classpath")" "$@"
}
