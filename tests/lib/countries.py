"""Recall of countries in parallel sentences: countries.py DATELINE NTREX SCORER OUT. A sentence is a document; its
countries are those of all places that were found in it."""
import json, os, subprocess, sys

binary, ntrex, scorer, out = sys.argv[1:]
wanted = {'en': .85, 'vi': .85, 'fr': .85, 'ru': .75, 'tr': .75, 'az': .75, 'hy': .75, 'ka': .75}
for lang, target in wanted.items():
    lines = open(f'{ntrex}/{lang}.txt', encoding='utf-8').read().split('\n')
    docs, found = f'{out}/countries.jsonl', f'{out}/countries-{lang}.jsonl'
    with open(docs, 'w', encoding='utf-8') as f:
        for i, line in enumerate(lines):
            if line.strip():
                f.write(json.dumps({'doc_id': i, 'text': line, 'lang': lang}) + '\n')
    subprocess.run([binary, 'extract', '--jsonl', '-q', docs, '-o', f'{out}/countries-raw.jsonl'], check=True)
    with open(found, 'w', encoding='utf-8') as f:
        for line in open(f'{out}/countries-raw.jsonl', encoding='utf-8'):
            r = json.loads(line)
            iso = sorted({m['country'] for m in r['mentions'] if m['type'] == 'place' and m.get('country')})
            f.write(json.dumps({'sent': r['doc_id'], 'iso': iso}) + '\n')
    said = subprocess.run([sys.executable, scorer, f'{ntrex}/country_gold.jsonl', found], check=True, capture_output=True, text=True)
    print(f'countries, {lang} (target {target}): {said.stdout.strip()}')
os.unlink(f'{out}/countries-raw.jsonl')
