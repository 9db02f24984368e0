load helper


@test "a deck has a page for each event" {
    needs pdfinfo
    succeeds slides three.csv -o "$OUT/s.pdf"
    [ "$(pdfinfo "$OUT/s.pdf" | awk '/^Pages/ { print $2 }')" = 3 ]
    pdfinfo "$OUT/s.pdf" | grep -q '^Page size: *960 x 540 pts'
}

@test "a deck has a page for each day, month or year with events" {
    needs pdfinfo
    printf 'date,title,lat,lon\n2020-01-05,a,40,44\n2020-01-05,b,40.5,45\n2020-01-20,c,41,46\n2020-03-01,d,40,47\n2022-01-01,e,39.5,46\n' > five.csv
    for want in event:5 day:4 month:3 year:2; do
        succeeds slides five.csv --size 640x480 --step ${want%:*} -o "$OUT/s.pdf"
        [ "$(pdfinfo "$OUT/s.pdf" | awk '/^Pages/ { print $2 }')" = ${want#*:} ] || fail "$want"
    done
}

@test "a deck has embedded fonts and whole words" {
    needs pdffonts pdftotext
    succeeds slides three.csv --cumulative --lang vi --title 'Cuộc chiến ở vùng đất' -o "$OUT/s.pdf"
    check pdf-fonts "$OUT/s.pdf"
    pdftotext -nopgbrk "$OUT/s.pdf" "$OUT/text"
    [ "$(grep -cx 'Cuộc chiến ở vùng đất' "$OUT/text")" = 3 ]
}

@test "frames are numbered pictures of one size" {
    succeeds slides three.csv --size 640x480 -o "$OUT/f"
    check frames "$OUT/f" 3 640 480
    succeeds slides three.csv --size 640x480 --scale 2 -o "$OUT/g/"
    check frames "$OUT/g" 3 1280 960
}

@test "a directory is one however it is written" {
    succeeds slides three.csv --size 640x480 -o ./out/a
    check frames "$OUT/a" 3 640 480
    mkdir "$OUT/v1.2"
    succeeds slides three.csv --size 640x480 -o "$OUT/v1.2/b"
    check frames "$OUT/v1.2/b" 3 640 480
}

@test "frames are made anew over those of an earlier run" {
    succeeds slides three.csv --size 640x480 -o "$OUT/f"
    head -n 3 three.csv > two.csv
    succeeds slides two.csv --size 640x480 -o "$OUT/f"
    check frames "$OUT/f" 2 640 480
}

@test "the ground stays the same from frame to frame" {
    succeeds slides three.csv --size 640x480 --cumulative -o "$OUT/f"
    check steady "$OUT/f/001.png" "$OUT/f/002.png" 0.10
    check steady "$OUT/f/002.png" "$OUT/f/003.png" 0.10
}

@test "slides have the same bytes with any number of threads and in any locale" {
    for o in s.pdf f; do
        succeeds slides three.csv --size 640x480 --threads 1 -o "$OUT/a$o"
        LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo dateline slides three.csv --size 640x480 --threads 7 -o "$OUT/b$o"
        diff -r "$OUT/a$o" "$OUT/b$o"
    done
}
