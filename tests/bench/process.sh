#!/bin/sh
# Whole-process figures of the command, beside mapnik where it is installed and its
# driver and styles are at hand. Usage: process.sh BUILD RUNS
# A figure with a limit in milliseconds (NAME@LIMIT=COMMAND) fails above it.
set -eu
b=$1 runs=${2:-21}
out=$b/bench
peers=../shared/peers/render
mkdir -p "$out"
events=docs/examples/karabakh.csv

# Everything that can be switched on, of what this build has.
options=$("$b/dateline" help map)
on=
for option in '--relief always' '--legend always' '--inset always' '--list always' \
    '--graticule' '--north'; do
    case $options in
    *"${option%% *}"*) on="$on $option" ;;
    *) echo "skipped: $option, which this build does not have" ;;
    esac
done

# Events all over the South Caucasus, each somewhere else.
scattered() { # HOW-MANY
    awk -v n="$1" 'BEGIN {
        print "id,date,title,place,lat,lon,kind,priority"
        split("offensive clash meeting agreement displacement protest", kind)
        for (i = 0; i < n; i++)
            printf "e%d,20%02d-%02d-%02d,Event number %d,Spot %d,%.4f,%.4f,%s,%d\n", i, 18 + i % 6,
                1 + i % 12, 1 + i * 5 % 28, i, i, 38 + i * 7919 % 4001 / 1000,
                43.5 + i * 104729 % 6501 / 1000, kind[1 + i % 6], 1 + i % 3
    }'
}
scattered 300 >"$out/300.csv"
scattered 1000 >"$out/1000.csv"

plain="$b/dateline map $events --size 1200x800 -q -o $out"
full="$b/dateline map $events --size 1200x800 -q --title Karabakh --source AFP$on -o $out"
set -- "map png 1200x800=$plain/m.png" "map png, everything on@120=$full/m-full.png" \
    "map svg=$plain/m.svg" "map pdf=$plain/m.pdf" \
    "map png, 300 events@350=$b/dateline map $out/300.csv --size 1200x800 -q -o $out/300.png" \
    "map png, 1000 events@350=$b/dateline map $out/1000.csv --size 1200x800 -q -o $out/1000.png" \
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
    cat >"$out/mapnik-png" <<EOT
#!/bin/sh
cd $out && MAPNIK_PLUG=$plugins exec ./mr map.xml m-mapnik.png
EOT
    chmod +x "$out/mapnik-png"
    sed 's/m-mapnik.png/m-mapnik.svg/' "$out/mapnik-png" >"$out/mapnik-svg"
    chmod +x "$out/mapnik-svg"
    set -- "$@" "mapnik png, stock plugins=$out/mapnik-png" "mapnik svg=$out/mapnik-svg"
else
    echo "skipped: mapnik, which is not installed or has no driver in ../shared/peers"
fi
failed=0
"$out/process" "$runs" "$@" || failed=1
ls -l "$out/m.png" "$out/m-full.png" "$out/m.svg" "$out/m.pdf" | awk '{ printf "%-34s %9d bytes\n", $9, $5 }'
if [ -x "$b/tests/bench/stages.run" ]; then
    echo "where the time goes, everything on:"
    # shellcheck disable=SC2086
    DATELINE_GEODATA=$b/geodata DATELINE_STYLES=$b/styles "$b/tests/bench/stages.run" \
        map $events --size 1200x800 -q --title Karabakh --source AFP $on -o "$out/m-full.png" || failed=1
fi
exit $failed
