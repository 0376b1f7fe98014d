#!/usr/bin/env bash
# Records what TLC prints for each *.cfg here into *.out: record.sh TLATOOLS_JAR
set -euo pipefail
cd "$(dirname "$0")"
jar=$1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
for config in *.cfg; do
  name=${config%.cfg}; module=Cycle; extra=(-coverage 1440)
  case $name in
    assumption) module=Assumes ;;
    parse) module=Unparsable ;;
    simulation) extra=(-simulate num=10 -depth 20 -seed 1 -aril 0) ;;
  esac
  code=0
  java -XX:+UseSerialGC -Djava.io.tmpdir="$scratch" -cp "$jar" tlc2.TLC -tool -workers 1 -fp 1 -checkpoint 0 -metadir "$scratch/states" \
    "${extra[@]}" -config "$config" "$module.tla" >"$scratch/out" 2>&1 || code=$?
  { sed -e "s|$PWD/||; s|$scratch/||; s/ and seed [-0-9]*//; s/\[pid: [0-9]*\].*/)/; s/20[0-9-]* [0-9][0-9]:[0-9][0-9]:[0-9][0-9]/DATE/" "$scratch/out"; echo "exit $code"; } >"$name.out"
  rm -rf "$scratch/states"
done
