#!/bin/sh
# Prints the path of a Python that this project runs on, or says in one line what to install.
# Every candidate is executed, not only looked up: a name on PATH may be a shim that leads nowhere.
#   --installed   take what is there, fetch nothing
# $PYTHON names a first choice, $UV the uv to ask. From 3.15 on the solvers have no wheels yet.

CHECK='import sys
fits = sys.implementation.name == "cpython" and (3, 12) <= sys.version_info[:2] < (3, 15)
print(getattr(sys, "_base_executable", None) or sys.executable) if fits else sys.exit(1)'
PREFIX='import sys; print(getattr(sys, "base_prefix", sys.prefix))'

try() {
    found=$("$1" -c "$CHECK" 2>/dev/null) && [ -x "$found" ] && echo "$found" && exit 0
}

ask_uv() {
    try "$("${UV:-uv}" python find --system --no-project '>=3.12,<3.15' 2>/dev/null)"
}

for name in "${PYTHON:-}" python3.14 python3.13 python3.12 python3 python; do try "$name"; done
for path in "${PYENV_ROOT:-}"/versions/*/bin/python3 "${HOME:-}"/.pyenv/versions/*/bin/python3; do try "$path"; done

# The neighbours of the Python that is there, such as the other versions of the same pyenv.
for name in python3 python; do
    prefix=$("$name" -c "$PREFIX" 2>/dev/null) || continue
    for path in "${prefix%/*}"/*/bin/python3; do try "$path"; done
done

ask_uv
if [ "${1:-}" != --installed ]; then
    "${UV:-uv}" python install --quiet 3.12 >/dev/null 2>&1 && ask_uv
fi

echo "No Python 3.12, 3.13 or 3.14 found: install one, or name one: make PYTHON=/path/to/python" >&2
exit 1
