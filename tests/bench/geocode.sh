#!/bin/sh
# How right and how quick the geocoder is, as a person has it. Usage: geocode.sh BUILD
set -eu
b=$1 out=$1/bench
mkdir -p "$out"
echo "tests/data/places.tsv"
python3 -B tests/lib/places.py "$b/dateline" tests/data/places.tsv | fold -s -w 100
python3 -B tests/lib/bench_geocode.py "$b/dateline"
if [ -x "$out/process" ]; then
    "$out/process" 31 "geocode Shusha=$b/dateline geocode Shusha" \
        "geocode Yeravan=$b/dateline geocode Yeravan" \
        "geocode 'в Ереване'=$b/dateline geocode 'в Ереване'" \
        "--version=$b/dateline --version" || true
fi
