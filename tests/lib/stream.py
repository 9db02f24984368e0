"""How many megabytes of text a second pass through `extract --jsonl`, and what memory that takes:
stream.py DATELINE ARTICLE..."""
import json, os, resource, subprocess, sys, tempfile, time

binary, paths = sys.argv[1], sys.argv[2:]
texts = [open(p, encoding='utf-8').read() for p in paths]
with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as f:
    size = 0
    for i in range(8000):
        text = texts[i % len(texts)]
        size += len(text.encode())
        f.write(json.dumps({'doc_id': i, 'text': text, 'published': '2021-11-20'}, ensure_ascii=False) + '\n')
    f.flush()
    for threads in (1, os.cpu_count()):
        start = time.monotonic()
        subprocess.run([binary, 'extract', '--jsonl', '-q', '--threads', str(threads), f.name, '-o', '/dev/null'], check=True)
        spent = time.monotonic() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f'extract --jsonl, {threads} thread(s), everything and events: {size / 1e6 / spent:.1f} MB/s, {peak:.0f} MiB')
