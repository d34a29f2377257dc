#!/bin/sh
# Puts uv of one version into .tools/ and leaves a stamp there. Usage: uv.sh PYTHON VERSION
set -eu
python=$1 version=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed, and $python is not. Name another: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi

# Debian keeps the installer that venv needs in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "Python's venv is missing; type this, then try again: sudo apt install python3-venv" >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv
fi

"$python" -m venv .tools
.tools/bin/python -m pip install -qq --disable-pip-version-check "uv==$version"
rm -f .tools/uv-*
touch ".tools/uv-$version"
