#!/bin/sh
# Reading articles as a person has it: an article of five kilobytes in a process of its own, and how well the
# articles and sentences of ../shared are read, where these are at hand. Usage: extract.sh BUILD
set -eu
b=$1 out=$1/bench
mkdir -p "$out"
gold=../shared/gold articles=../shared/articles ntrex=../shared/reference/ntrex score=../shared/reference/score
tr -s '\n' < docs/examples/article.txt > "$out/5k.txt"
for i in 1 2 3; do sed 1d docs/examples/article.txt >> "$out/5k.txt"; done
if [ -x "$out/process" ]; then
    "$out/process" 31 "extract, $(wc -c < "$out/5k.txt") bytes@10=$b/dateline extract $out/5k.txt -q --published 2021-11-20 -o $out/5k.geojson" || true
fi
python3 -B tests/lib/stream.py "$b/dateline" docs/examples/article.txt docs/examples/article-vi.txt
if [ -d "$gold" ]; then
    rm -rf "$out/gold" && mkdir -p "$out/gold"
    python3 -c 'import json, sys
for a in json.load(open(sys.argv[1])): print(a["article"], a["dct"] if "dct" in a else a["published"])' "$gold/gold_articles.json" |
        while read -r id day; do
            "$b/dateline" extract "$articles/$id"*.txt --published "$day" -q -o "$out/gold/$id.geojson" \
                --mentions "$out/gold/$id.mentions.json"
        done
    python3 "$gold/score_events.py" "$gold" "$articles" "$out/gold" | sed '/^SUMMARY/d'
else
    echo "skipped: articles, because $gold is not here"
fi
if [ -d "$ntrex" ]; then
    python3 -B tests/lib/countries.py "$b/dateline" "$ntrex" "$score/score_ntrex.py" "$out"
else
    echo "skipped: countries in eight languages, because $ntrex is not here"
fi
