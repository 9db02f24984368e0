# What all tests of the command share. DATELINE is the command to test.

bats_require_minimum_version 1.5.0

setup() {
    TESTS=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
    : "${DATELINE:=$TESTS/../build/release/dateline}"
    KARABAKH=$TESTS/../docs/examples/karabakh.csv
    OUT=$BATS_TEST_TMPDIR/out
    mkdir -p "$OUT"
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C TZ=UTC
    export LSAN_OPTIONS=suppressions=$TESTS/lib/lsan.supp:print_suppressions=0
    unset DATELINE_GEODATA DATELINE_STYLES SOURCE_DATE_EPOCH NO_COLOR LANG LANGUAGE
    cat > three.csv <<'CSV'
id,date,title,place,lat,lon,kind
a,2020-01-05,Talks in Baku,Baku,40.41,49.87,talks
b,2020-02-10,Meeting in Yerevan,Yerevan,40.18,44.51,meeting
c,2020-02-20,Clash near Shusha,Shusha,39.76,46.75,clash
CSV
}

dateline() {
    timeout 120 "$DATELINE" "$@"
}

check() {
    python3 "$TESTS/lib/check.py" "$@"
}

fail() {
    printf '%s\n' "$@" "status: $status" "stdout: $output" "stderr: $stderr"
    return 1
}

needs() {
    local tool
    for tool; do
        command -v "$tool" > /dev/null || skip "$tool is not here"
    done
}

# Everything below OUT, and what is unfinished anywhere.
all_files() {
    find "$BATS_TEST_TMPDIR" \( -path "$OUT*" -o -name '*.part*' -o -name '*.old' \) | sort
}

# succeeds ARGS...: exit 0.
succeeds() {
    run --separate-stderr dateline "$@"
    [ "$status" -eq 0 ] || fail "dateline $* should succeed"
}

# refused CODE PATTERN ARGS...: the exit code, one clear message that matches, nothing
# on stdout, and no file that was not there before.
refused() {
    local code=$1 pattern=$2 before
    shift 2
    before=$(all_files)
    run --separate-stderr dateline "$@"
    [ "$status" -eq "$code" ] || fail "dateline $* should end with $code"
    [ -z "$output" ] || fail "dateline $* writes to stdout"
    [[ $(tail -n 1 <<< "$stderr") == "dateline: "* ]] || fail "no message: $*"
    [[ $stderr =~ $pattern ]] || fail "the message of $* should say '$pattern'"
    [ "$(all_files)" = "$before" ] || fail "dateline $* leaves $(all_files)"
}
