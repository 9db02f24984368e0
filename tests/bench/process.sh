#!/bin/sh
# Whole-process figures of the command, beside mapnik where it is installed and its
# driver and styles are at hand. Usage: process.sh BUILD RUNS
set -eu
b=$1 runs=${2:-21}
out=$b/bench
peers=../shared/peers/render
mkdir -p "$out"
events=docs/examples/karabakh.csv
map="$b/dateline map $events --size 1200x800 -q -o $out"
set -- "map png 1200x800=$map/m.png" "map svg=$map/m.svg" "map pdf=$map/m.pdf" \
    "geocode Shusha=$b/dateline geocode Shusha" "--version=$b/dateline --version"
mapnik=
if command -v mapnik-config >/dev/null && [ -d "$peers" ]; then
    plugins=$(mapnik-config --input-plugins)
    if [ ! -x "$out/mr" ]; then
        # shellcheck disable=SC2046
        ${CXX:-g++} -O2 "$peers/mapnik/mr.cpp" -o "$out/mr" \
            $(mapnik-config --cflags --libs --dep-libs --defines) $(pkg-config --cflags --libs cairo) \
            >"$out/mr.log" 2>&1 || true
    fi
    if [ -x "$out/mr" ]; then
        mkdir -p "$out/data"
        for layer in countries admin1_lines borders cities50 events20 events1000; do
            [ -e "$out/data/$layer.shp" ] || ogr2ogr -f 'ESRI Shapefile' -explodecollections -lco ENCODING=UTF-8 \
                "$out/data/$layer.shp" "$peers/data/$layer.geojson" >/dev/null 2>&1 || true
        done
        style=$(cd "$peers" && pwd)/mapnik/mk_style.py
        (cd "$out" && PEERS=. python3 "$style")
        mapnik="cd $out && MAPNIK_PLUG=$plugins ./mr map.xml"
    fi
fi
if [ -n "$mapnik" ]; then
    cat >"$out/mapnik-png" <<EOF
#!/bin/sh
cd $out && MAPNIK_PLUG=$plugins exec ./mr map.xml m-mapnik.png
EOF
    chmod +x "$out/mapnik-png"
    sed 's/m-mapnik.png/m-mapnik.svg/' "$out/mapnik-png" >"$out/mapnik-svg"
    chmod +x "$out/mapnik-svg"
    set -- "$@" "mapnik png, stock plugins=$out/mapnik-png" "mapnik svg=$out/mapnik-svg"
else
    echo "skipped: mapnik, which is not installed or has no driver in ../shared/peers"
fi
"$out/process" "$runs" "$@"
ls -l "$out/m.png" "$out/m.svg" "$out/m.pdf" | awk '{ printf "%-34s %9d bytes\n", $9, $5 }'
