#!/bin/sh
# Makes the pictures that README shows: at most 10, each under 200 kB.
# Usage: make.sh DATELINE [FOLDER]
set -eu
cd "$(dirname "$0")/../.."
dateline=$1 to=${2:-docs/gallery}
events=docs/examples/karabakh.csv
failed=0
source='the outlets named in the table'

draw() { # NAME ARGUMENT...
    name=$1
    shift
    "$dateline" map "$@" -q -o "$to/$name.png"
    bytes=$(wc -c <"$to/$name.png")
    printf '%-14s %4d kB\n' "$name" $((bytes / 1000))
    if [ "$bytes" -ge 200000 ]; then
        echo "gallery: $name.png is too large for a page that many will load" >&2
        failed=1
    fi
}

rm -f "$to"/*.png
draw desktop $events --size 740x520 --relief none --list none --title 'Nagorno-Karabakh, 1988–2024' --source "$source"
draw mobile-vi $events --preset mobile --scale 0.75 --lang vi --title 'Thượng Karabakh, 1988–2024'
draw relief $events --style relief --size 560x390 --list none --during 2020-09/2020-11 \
    --title 'Forty-four days of war' --source "$source"
draw dark $events --style newsroom-dark --size 640x460 --during 2023-09-17/2023-10-15 \
    --title 'The autumn of 2023' --source "$source"
draw wire $events --style wire --size 640x420 --during 2021-05/2021-12 \
    --title 'After the war: 2021' --source "$source"
draw atlas $events --style atlas --size 640x460 --during 2018/2019 --box 38,38,51,44 \
    --title 'The South Caucasus' --source "$source"
draw print-bw $events --style print-bw --preset print-2col --scale 1.75 --during 2020-09/2020-11 \
    --title 'Forty-four days of war'
draw slide-dark $events --style slide-dark --preset slide --scale 0.36 --during 2022-08/2023-05 \
    --title 'Before the exodus'
draw georgian $events --lang ka --size 640x460 --during 2023-09/2023-12 --title 'სამხრეთ კავკასია, 2023'
draw europe $events --box=-8,34,52,60 --during 2022/2024 --size 700x440 --style minimal-grey --list none \
    --title 'Talks, from Granada to Baku' --source "$source"
exit $failed
