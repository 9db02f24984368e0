"""That reading takes time in proportion to the text, whatever the text: linear.py DATELINE.
Of each hostile text twice the length may take at most LIMIT times the processor's time."""
import os, resource, subprocess, sys, tempfile

BYTES, LIMIT, SHORT, TRIES = 600_000, 3.0, .25, 4
TEXTS = [  # name, language, what is repeated
    ('a name', 'en', 'Moscow '), ('names in a row', 'ru', 'Москва '), ('names and commas', 'en', 'Paris, '),
    ('names, a line each', 'en', 'Paris\n'), ('names of two words', 'vi', 'Hà Nội '), ('capitals', 'en', 'NATO '),
    ('an unknown name', 'en', 'Xyzabc '), ('villages nobody knows', 'vi', 'làng Xyzt '),
    ('a name and a word glued', 'en', 'Moscow Moscowsau '), ('a name misspelled', 'en', 'Armenia Armneia '),
    ('digits', 'en', '1234567890'), ('numbers', 'en', '12 '), ('many numbers', 'fr', '1 2 3 4 5 '),
    ('dates', 'en', '12/5/2020 '), ('months', 'en', 'May '), ('days', 'vi', 'ngày '),
    ('words that join dates', 'en', 'before after since '), ('a range of ranges', 'vi', 'từ 5/7 đến '),
    ('signs', 'en', '!?.,;:'), ('quotation marks', 'en', '"'), ('brackets', 'en', '[('), ('dashes', 'en', '- '),
    ('stops', 'en', '. '), ('hyphens', 'en', 'A-b-'), ('apostrophes', 'fr', "d'"), ('tags', 'en', '<p>'),
    ('Georgian without blanks', 'ka', 'თბილისი'), ('one Georgian letter', 'ka', 'ა'), ('Armenian', 'hy', 'Երևանում '),
    ('credits', 'en', 'Photo: '), ('one function word', 'en', 'and '), ('verbs', 'en', 'attacked '),
    ('an event again and again', 'en', 'Troops attacked Shusha on 5 May. '), ('accents apart', 'vi', 'ha\u0300 no\u0323\u0302i '),
]


def seconds(binary, lang, text, folder):
    path = os.path.join(folder, 'text.txt')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([binary, 'extract', path, '--lang', lang, '--published', '2021-11-20', '-q', '-o',
                    os.path.join(folder, 'out.geojson')], check=True, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime  # the system's time is that of fresh memory


def main(binary):
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, lang, unit in TEXTS:
            n = BYTES // len(unit.encode())
            for _ in range(TRIES):  # others use the machine too
                once, twice = (seconds(binary, lang, unit * (n * k), folder) for k in (1, 2))
                ratio = twice / max(once, 1e-9)
                good = ratio < LIMIT or twice < SHORT
                if good:
                    break
            print(f'{name:26} {once * 1000:7.0f} ms {twice * 1000:7.0f} ms  {ratio:4.1f}{"" if good else "  NOT LINEAR"}')
            slow += not good
    return slow


sys.exit(1 if main(sys.argv[1]) else 0)
