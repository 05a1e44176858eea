# Shared by the commands in this folder: builds what is missing, or older than what it is made of, so that no report names a
# commit that did not run. Expects $root.

# Whether $1 is there and nothing that experiments run is newer; a folder is, when a file in it is gone.
is_of_these_sources() {
  [ -e "$1" ] && [ -z "$(find "$root/pom.xml" "$root"/{*-service,contracts/*,deploy/*,deploy/proof/*}/{pom.xml,src/main} \
    -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

# Builds unless all files of $1, a list of words, are of these sources; the others are options for Maven.
build_unless_there() {
  local file files=$1 begun
  shift
  for file in $files; do
    if ! is_of_these_sources "$root/$file"; then
      echo "Building …"
      begun=$(mktemp)
      "$root/mvnw" -q -ntp -f "$root/pom.xml" -DskipTests -Dspotless.check.skip=true "$@" package
      # what Maven found to be the same as before keeps its time, and what was edited meanwhile is newer
      (cd "$root" && touch -c -r "$begun" $files)
      rm -f "$begun"
      return
    fi
  done
}

built_services=$(printf '%s-service/target/quarkus-app/quarkus-run.jar ' catalog chat order payment notification)
