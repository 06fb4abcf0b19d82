#!/bin/sh
# Asks a database of advisories for each package of these locks. Ends with 1 where one is vulnerable, with 2 where no database
# can be reached: an answer that nobody gave is no good news.
python=$1
shift
found=0
for lock in "$@"; do
    said=$("$python" -m pip_audit --require-hashes --disable-pip --progress-spinner off --requirement "$lock" 2>&1)
    code=$?
    case $said in
        *ConnectionError* | *"Failed to connect"* | *"Max retries exceeded"* | *ServiceError* | *"could not be audited"*)
            echo "$lock: no database of advisories can be reached from this machine, so nothing is known" >&2
            exit 2
            ;;
    esac
    echo "$lock: $said"
    [ "$code" -eq 0 ] || found=1
done
exit $found
