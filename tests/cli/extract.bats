load helper

# What a person sees of reading articles; how well it reads is measured elsewhere.

setup_article() {
    ARTICLE=$TESTS/../docs/examples/article.txt
    VI=$TESTS/../docs/examples/article-vi.txt
    DAY=2021-11-20
}

# same_events A B: kind, date and place of all events of two GeoJSON files.
same_events() {
    python3 - "$1" "$2" <<'PY'
import json, sys
def events(path):
    return sorted(tuple(str(f['properties'][k]) for k in ('kind', 'date_edtf', 'place', 'status'))
                  for f in json.load(open(path, encoding='utf-8'))['features'])
a, b = map(events, sys.argv[1:])
for e in a:
    if e not in b: print('only in the first:', e)
for e in b:
    if e not in a: print('only in the second:', e)
sys.exit(a != b)
PY
}

@test "an article becomes events with evidence, dates and places" {
    setup_article
    dateline extract "$ARTICLE" --published $DAY -q -o e.geojson
    python3 - e.geojson "$ARTICLE" <<'PY'
import json, sys
doc = json.load(open(sys.argv[1], encoding='utf-8'))
text = open(sys.argv[2], encoding='utf-8').read()
keys = '''start end date_edtf place place_as_written kind status geo_precision radius_km confidence
    evidence_start evidence_end title article needs_review'''.split()
assert doc['features'], 'no events'
for f in doc['features']:
    p = f['properties']
    missing = [k for k in keys if k not in p]
    assert not missing, missing
    assert 0 <= p['evidence_start'] < p['evidence_end'] <= len(text), p
    assert 0 <= p['confidence'] <= 1 and p['title'] and len(p['title']) <= 80, p
places = [f['properties']['place'] for f in doc['features'] if f['geometry']]
for name in ('Brussels', 'Sochi', 'Nagorno-Karabakh'):
    assert name in places, (name, places)
for capital in ('Yerevan', 'Baku', 'Moscow'):
    assert capital not in places, (capital, places)
assert any(p['properties']['date_edtf'].startswith('2021-12-15') and p['properties']['status'] == 'planned'
           for p in doc['features']), 'the meeting of 15 December is planned'
PY
}

@test "offsets of mentions are code points of the file as it is" {
    setup_article
    for text in "$ARTICLE" "$VI"; do
        dateline extract "$text" --published $DAY -q --mentions m.json -o e.geojson
        python3 - m.json "$text" <<'PY'
import json, sys
text = open(sys.argv[2], encoding='utf-8', newline='').read()
mentions = json.load(open(sys.argv[1], encoding='utf-8'))
assert len(mentions) > 15, len(mentions)
for m in mentions:
    assert text[m['start']:m['end']] == m['text'], m
    assert m['type'] in ('place', 'date') and 0 <= m['confidence'] <= 1, m
    if m['type'] == 'place':
        assert m['sense'] in ('literal', 'metonymic', 'associative'), m
assert {m['type'] for m in mentions} == {'place', 'date'}
PY
    done
}

@test "without the day of publication dates stay open, with a warning each" {
    setup_article
    run --separate-stderr dateline extract "$VI" -o e.geojson
    [ "$status" -eq 0 ]
    grep -q 'warning' <<< "$stderr"
    grep -q 'XXXX-11-16' e.geojson
    grep -q '1988-02/1994-05' e.geojson
    run ! grep -q '2021-11' e.geojson
    cp e.geojson first.geojson
    SOURCE_DATE_EPOCH=1900000000 TZ=Asia/Tokyo LC_ALL=C.UTF-8 dateline extract "$VI" -q -o e.geojson
    cmp first.geojson e.geojson
}

@test "blanks, line ends, normal forms and underscores change no event" {
    setup_article
    for text in "$ARTICLE" "$VI"; do
        dateline extract "$text" --published $DAY -q -o base.geojson
        for how in nbsp crlf nfd headline underscores; do
            python3 - "$text" $how > changed.txt <<'PY'
import sys, unicodedata
text = open(sys.argv[1], encoding='utf-8', newline='').read()
head, body = text.split('\n', 1)
out = {'nbsp': lambda: text.replace(' ', '\u00a0'),
       'crlf': lambda: text.replace('\n', '\r\n'),
       'nfd': lambda: unicodedata.normalize('NFD', text),
       'headline': lambda: head.upper() + '\n' + body,
       'underscores': lambda: head + '\n' + '_'.join(body.split(' ', 3)[:3]) + ' ' + body.split(' ', 3)[3]}[sys.argv[2]]()
sys.stdout.buffer.write(out.encode())
PY
            dateline extract changed.txt --published $DAY -q -o changed.geojson
            same_events base.geojson changed.geojson || fail "$how of $text"
        done
    done
}

@test "an article is drawn in one command, and beside a table" {
    setup_article
    dateline map "$ARTICLE" --published $DAY -q -o m.png --layout l.json
    [ "$(head -c 4 m.png | tail -c 3)" = PNG ]
    python3 -c 'import json; assert len(json.load(open("l.json"))["markers"]) >= 2'
    dateline geojson "$ARTICLE" three.csv --published $DAY -q -o all.geojson
    grep -q '"Clash near Shusha"' all.geojson
    grep -q '"article"' all.geojson
}

@test "a page states its day, which --published overrules, and its character set" {
    page() { # CHARSET HEAD
        { echo "<html><head><meta charset=$1>$2<title>Flood in Yerevan - The Post</title></head><body>"
          echo '<p>A bridge collapsed in Yerevan yesterday, killing two people, caf\xe9 owners said.</p>'; } |
            python3 -c 'import sys; sys.stdout.buffer.write(sys.stdin.read().replace("\\xe9", "\xe9").encode("latin-1"))'
    }
    page windows-1252 '<script type="application/ld+json">{"datePublished":"2021-11-20T09:00:00Z"}</script>' > a.html
    dateline extract a.html -o a.csv 2> log
    grep -q '2021-11-19,' a.csv
    grep -q 'café' a.csv
    grep -q 'a.html: published 2021-11-20, as the page states' log
    dateline extract a.html --published 2021-11-25 -o b.csv 2> log
    grep -q '2021-11-24,' b.csv
    run ! grep 'as the page states' log
    page big5 > c.html
    run ! dateline extract c.html -o c.csv
    [[ $output == *"a page in big5, which is not read here; save it as UTF-8"* ]]
}

@test "articles come from standard input, HTML and Markdown too" {
    setup_article
    dateline extract "$ARTICLE" --published $DAY -q -o base.geojson
    dateline extract - --published $DAY -q -o stdin.geojson < "$ARTICLE"
    same_events base.geojson stdin.geojson
    { echo '<!doctype html><html><head><title>x</title></head><body><nav><a href="/">Home</a></nav><article>'
      sed 's/^\(..*\)$/<p>\1<\/p>/; 1s/p>/h1>/g' "$ARTICLE"
      echo '</article><footer>Subscribe to our newsletter</footer></body></html>'; } > a.html
    dateline extract a.html --published $DAY -q -o html.geojson
    same_events base.geojson html.geojson
    { printf '# '; cat "$ARTICLE"; } > a.md
    dateline extract a.md --published $DAY -q -o md.geojson
    same_events base.geojson md.geojson
}

@test "documents of word processors are told from text" {
    printf 'PK\003\004word/document.xml' > a.docx
    printf '%%PDF-1.4\n' > a.pdf
    printf '{\\rtf1 A bridge collapsed in Gyumri.}' > a.rtf
    for f in a.docx a.pdf a.rtf; do
        run ! dateline extract $f -o x.csv
        [[ $output == *"$f: "*"; save it as plain text (.txt) or as a web page (.html)"* ]]
        [ ! -e x.csv ]
    done
    run ! dateline map a.docx -o x.png
    [[ $output == *"a text as .txt"* ]]
}

@test "a text without events says so" {
    echo 'The sun was warm, and nobody was in a hurry.' > a.txt
    dateline extract a.txt -o a.csv 2> log
    grep -q 'a.txt: nothing in it reads like an event' log
}

@test "the head of a Markdown file states the day of publication" {
    printf -- '---\ntitle: Nothing\ndate: "2024-04-17T10:00:00+04:00"\nlang: en\n---\n\nA bridge collapsed in Gyumri yesterday.\n' > a.md
    dateline extract a.md -q -o a.csv
    grep -q '2024-04-16' a.csv
    sed -i 's/^date: .*/date: 17 April/' a.md
    dateline extract a.md -o a.csv 2> log
    run ! grep -q '2024' a.csv
    grep -q "'yesterday' at character" log
}

@test "a file beside an article states its day, outlet and address" {
    echo 'A bridge collapsed in Gyumri yesterday.' > a.txt
    echo '{"published": "2023-02-03", "outlet": "Herald", "url": "https://example.org/1"}' > a.meta.json
    dateline extract a.txt -q -o a.geojson
    grep -q '"start":"2023-02-02"' a.geojson
    grep -q 'Herald' a.geojson
    dateline extract a.txt --published 2024-02-03 -q -o b.geojson
    grep -q '"start":"2024-02-02"' b.geojson
    dateline map a.txt -q -o a.svg
    grep -q '2 Feb 2023' a.svg
    echo '{"published": 2023}' > a.meta.json
    run ! dateline extract a.txt -o c.csv
    [[ $output == *"a.meta.json:1:15: 'published' must be a string"* ]]
    [ ! -e c.csv ]
}

@test "the word for a unit is part of its name at home, and not abroad" {
    printf 'Ngày 3/5/2024, một vụ cháy xảy ra tại huyện Ba Vì và thành phố Kharkiv.\n' > a.txt
    dateline extract a.txt -q -o a.csv --mentions m.json
    grep -q '"text":"huyện Ba Vì"' m.json
    grep -q '"text":"Kharkiv"' m.json
    printf '{"doc_id":1,"text":"Một vụ cháy xảy ra tại huyện Ba Vì."}\n' | dateline extract --jsonl > lines
    grep -q '"text":"huyện Ba Vì"' lines
}

@test "several articles that tell the same get one cluster" {
    setup_article
    dateline extract "$ARTICLE" "$VI" --published $DAY -q -o both.geojson
    python3 - both.geojson <<'PY'
import collections, json, sys
clusters = collections.defaultdict(set)
for f in json.load(open(sys.argv[1]))['features']:
    if f['properties']['cluster']:
        clusters[f['properties']['cluster']].add(f['properties']['article'])
assert any(len(articles) == 2 for articles in clusters.values()), dict(clusters)
PY
}

@test "many articles stream as lines of JSON, in order, whatever the threads" {
    setup_article
    python3 - "$ARTICLE" "$VI" > docs.jsonl <<'PY'
import json, sys
texts = [open(p, encoding='utf-8').read() for p in sys.argv[1:]]
for i in range(600):
    print(json.dumps({'doc_id': i, 'text': texts[i % 2], 'published': '2021-11-20'}))
    if i == 300:
        print('not JSON')
PY
    dateline extract --jsonl -q --threads 1 < docs.jsonl > one.jsonl
    dateline extract --jsonl -q --threads 5 docs.jsonl -o five.jsonl
    cmp one.jsonl five.jsonl
    python3 - one.jsonl <<'PY'
import json, sys
rows = [json.loads(l) for l in open(sys.argv[1], encoding='utf-8')]
assert len(rows) == 601, len(rows)
assert [r['doc_id'] for r in rows if 'error' not in r] == list(range(600))
bad = [r for r in rows if 'error' in r]
assert len(bad) == 1 and bad[0]['line'] == 302, bad
assert all(r['events'] and r['mentions'] for r in rows if 'error' not in r)
PY
}

@test "memory does not grow with the number of documents" {
    setup_article
    needs /usr/bin/time
    python3 - "$ARTICLE" > few.jsonl <<'PY'
import json, sys
for i in range(500):
    print(json.dumps({'doc_id': i, 'text': open(sys.argv[1]).read()}))
PY
    for i in 1 2 3 4 5 6 7 8; do cat few.jsonl; done > many.jsonl
    /usr/bin/time -f %M -o small "$DATELINE" extract --jsonl -q --threads 2 < few.jsonl > /dev/null
    /usr/bin/time -f %M -o large "$DATELINE" extract --jsonl -q --threads 2 < many.jsonl > /dev/null
    [ "$(cat large)" -lt $(( $(cat small) * 12 / 10 + 2048 )) ] || fail "$(cat small) to $(cat large) KiB"
}

@test "the review page needs nothing but itself" {
    setup_article
    dateline extract "$VI" --published $DAY -q --review r.html
    run ! grep -oE '(src|href)="[^#"]|url\((https?:)?//' r.html
    grep -q '<svg' r.html
    python3 - r.html <<'PY'
import json, re, sys
page = open(sys.argv[1], encoding='utf-8').read()
data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))
text = ''.join(p['t'] for p in data['articles'][0]['pieces'])
assert 'Giao tranh' in text and data['features'], text[:80]
marked = {i for p in data['articles'][0]['pieces'] for i in p.get('e', [])}
assert marked == set(range(len(data['features']))), 'each event is marked in the text'
PY
}

@test "what is no article is refused with its fault" {
    setup_article
    run --separate-stderr dateline extract missing.txt
    [ "$status" -eq 6 ] && grep -q missing.txt <<< "$stderr"
    printf 'a\xff\xfe' > bad.txt
    run --separate-stderr dateline extract bad.txt
    [ "$status" -eq 3 ] && grep -q 'UTF-8' <<< "$stderr"
    run --separate-stderr dateline extract "$ARTICLE" --published yesterday
    [ "$status" -ne 0 ] && grep -qi 'date\|yesterday' <<< "$stderr"
    run --separate-stderr dateline extract "$ARTICLE" --published 2021
    [ "$status" -eq 2 ] && grep -q 'must be a day' <<< "$stderr"
    run --separate-stderr dateline extract "$ARTICLE" "$VI" --mentions m.json
    [ "$status" -eq 2 ]
    run --separate-stderr dateline extract
    [ "$status" -eq 2 ]
    run --separate-stderr dateline extract "$ARTICLE" -o no/such/folder/e.geojson
    [ "$status" -eq 6 ]
    : > empty.txt
    run --separate-stderr dateline extract empty.txt -q -o e.geojson
    [ "$status" -eq 0 ]
    run --separate-stderr dateline map empty.txt -o m.png
    [ "$status" -eq 4 ]
    [ ! -e m.png ]
}

@test "a table that is called .txt is still a table" {
    cp three.csv table.txt
    dateline geojson table.txt -q -o e.geojson
    [ "$(grep -c '"type":"Feature"' e.geojson)" -eq 3 ]
}

@test "a word can be added to the lexicon, and a wrong row says where it is" {
    setup_article
    cp -RL "$(dirname "$DATELINE")/geodata" geodata
    printf 'words\tclass\tvalue\nfrobnicate*\ttrigger\tkind=protest verb\n' > geodata/lexicon/en-own.tsv
    echo 'Hundreds of people frobnicated in Brussels on 3 March 2021.' > f.txt
    dateline extract f.txt --geodata geodata -q -o e.geojson
    grep -q '"kind":"protest"' e.geojson
    printf 'words\tclass\tvalue\nfrobnicate*\ttrigger\tkind=party\n' > geodata/lexicon/en-own.tsv
    run --separate-stderr dateline extract f.txt --geodata geodata
    [ "$status" -eq 3 ]
    grep -q 'en-own.tsv:2:' <<< "$stderr"
    grep -q 'kind=party' <<< "$stderr"
}

@test "hostile texts take time in proportion to their length" {
    python3 -B "$TESTS/lib/linear.py" "$DATELINE"
}
