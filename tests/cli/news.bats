load helper

@test "short articles of news give the events that an editor takes from them" {
    run -0 python3 "$TESTS/lib/news.py" "$DATELINE" -v
}
