#!/bin/sh
# The tests of the schemas speak to the language server that editors use for YAML. It is installed beside the Python
# packages of tests, into the folder that is named; where no node is found, Debian's is installed first.
set -eu
target="$1/language_server"
from="$(dirname "$0")/language_server"
if cmp -s "$from/package-lock.json" "$target/package-lock.json" && [ -d "$target/node_modules/yaml-language-server" ]; then
    exit 0
fi
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi
mkdir -p "$target"
cp "$from/package.json" "$target/"
cp "$from/package-lock.json" "$target/package-lock.json.new"
mv "$target/package-lock.json.new" "$target/package-lock.json"
# The lock holds names, versions and hashes; where packages come from is the machine's own setting.
if ! npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
    rm -rf "$target"
    exit 1
fi
