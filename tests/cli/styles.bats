load helper

@test "styles --check finds nothing wrong with the styles of the house" {
    succeeds styles --check
    [ "${#lines[@]}" -eq "$(dateline styles | sed -n '/^styles:/,/^presets:/p' | grep -c '^  ')" ] ||
        fail "one line for each style"
    for line in "${lines[@]}"; do
        [[ $line == *": 0 of "*" checks fail" ]] || fail "$line"
    done
    succeeds styles --check atlas
    [ "${#lines[@]}" -gt 200 ] || fail "the whole table of one style"
}

@test "styles --check says what cannot be read in a style of one's own" {
    echo '{"extends": "newsroom-light", "types": {"town": {"color": "#bbbbbb"}}}' > my.json
    run --separate-stderr dateline styles --check my.json
    [ "$status" -eq 1 ] || fail "it should end with 1"
    grep -qE '^FAILS +town +its halo +contrast +1\.[0-9]+ +at least 4\.50$' <<< "$output" ||
        fail "the table should say so"
    [[ $stderr == *"checks fail" ]] || fail "no message"
    succeeds map three.csv --size 480x360 --style my.json -o "$OUT/m.svg"
    [[ $stderr == *"warning: my.json: town on its halo: contrast 1."*"should be at least 4.50"* ]] ||
        fail "a map that is drawn with it should warn"
    succeeds map three.csv --size 480x360 --style wire -o "$OUT/m.svg"
    [[ $stderr != *warning* ]] || fail "styles of the house are not warned of"
}

@test "styles --check of what is no style" {
    refused 4 "did you mean 'atlas'" styles --check atlass
    echo '{"extends": "wire", "ramps": {"land": [[5, "#ffffff"], [4, "#000000"]]}}' > my.json
    refused 3 "my.json:1:57: the heights of a ramp rise" styles --check my.json
    refused 2 "add --check" styles atlas
}
