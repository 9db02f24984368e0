#!/bin/sh
# The tables of places, generated and by hand: prints what is wrong with them only. Takes some
# four seconds.
set -u
cd "$(dirname "$0")/../.." || exit 2
fail=0
for check in 'places.py check' 'check.py'; do
    # shellcheck disable=SC2086 # the name of a program and its argument
    if ! said=$(python3 -B geodata/rebuild/$check 2>&1); then
        echo "$said" | grep -v '^  not in it' | grep -E 'WRONG|Error|faults' | head -n 40
        fail=1
    fi
done
exit $fail
