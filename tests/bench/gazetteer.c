/* Lookups in the whole gazetteer, by one thread: exact ones, and misspelled ones by
   sound; beside SQLite with the same strings in the same run: a b-tree for exact ones,
   FTS5 with the trigram tokenizer for misspelled ones, asked as one would, for rows that
   have any of the trigrams, the best first. Best of five rounds, in time of the
   processor. */
#include "base/file.h"
#include "base/lazy.h"
#include "base/rng.h"
#include "compile/sounds.h"
#include "gazetteer/tree.h"
#include "geodata.h"
#include "text/fold.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    ROUNDS = 5,
    EXACT = 200000,
    ALIKE = 20000,
    SQL_EXACT = 50000,
    SQL_ALIKE = 200,
    SQL_BEST = 20,
    HITS = 1024
};

#define SQLITE_CALLS(X) \
    X(open_v2)          \
    X(close)            \
    X(exec)             \
    X(prepare_v2)       \
    X(step)             \
    X(reset)            \
    X(finalize)         \
    X(bind_int64)       \
    X(bind_text)        \
    X(column_int64)     \
    X(errmsg)

typedef struct sqlite_calls {
#define X(name) __typeof__(sqlite3_##name) *name;
    SQLITE_CALLS(X)
#undef X
} sqlite_calls;

static const lazy_name calls[] = {
#define X(name) { "sqlite3_" #name, offsetof(sqlite_calls, name) },
    SQLITE_CALLS(X)
#undef X
};

/* A question, and the place that it is about. The texts stand side by side. */
typedef struct question {
    str text, whole; /* whole: before the edits */
    uint32_t place;
} question;

typedef struct tally {
    double per_second;
    size_t found, nearer, beyond, missed, hits;
} tally;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A random name of a random place. */
static str random_name(const gazetteer *g, uint64_t *seed, uint32_t *place, char lang[4])
{
    str name;
    size_t n = 0;
    *place = rng_below(seed, (uint32_t)gazetteer_count(g));
    while (gazetteer_name_at(g, *place, n, &name, lang))
        n++;
    gazetteer_name_at(g, *place, rng_below(seed, (uint32_t)n), &name, lang);
    return name;
}

static size_t sound_of(const gazetteer *g, uint32_t place, str name, const char *lang,
                       char *out)
{
    gazetteer_place p = gazetteer_at(g, place);
    size_t n = text_sound(name, sounds_reading(p.country, name, str_of(lang)), out,
                          LONGEST_SOUND);
    for (size_t i = 0; i < n && i < LONGEST_SOUND; i++)
        if (out[i] < 'a') /* a digit: such names are found by their fold alone */
            return 0;
    return n <= LONGEST_SOUND ? n : 0;
}

/* A letter put in, left out, changed, or two changed places. */
static size_t edit(char *text, size_t len, uint64_t *seed)
{
    size_t i = rng_below(seed, (uint32_t)len);
    char c = (char)('a' + rng_below(seed, 26)), swap = text[i];
    switch (rng_below(seed, 4)) {
    case 0:
        memmove(text + i + 1, text + i, len - i);
        text[i] = c;
        return len + 1;
    case 1:
        memmove(text + i, text + i + 1, len - 1 - i);
        return len - 1;
    case 2:
        text[i] = c;
        return len;
    default:
        if (i + 1 < len) {
            text[i] = text[i + 1];
            text[i + 1] = swap;
        }
        return len;
    }
}

/* Edits from a to b, with letters that change places. */
static unsigned distance(str a, str b)
{
    static unsigned d[LONGEST_SOUND + 4][LONGEST_SOUND + 4];
    for (size_t i = 0; i <= a.len; i++)
        for (size_t k = 0; k <= b.len; k++) {
            d[i][k] = (unsigned)(i + k);
            if (!i || !k)
                continue;
            unsigned best = d[i - 1][k - 1] + (a.at[i - 1] != b.at[k - 1]);
            best = d[i - 1][k] + 1 < best ? d[i - 1][k] + 1 : best;
            best = d[i][k - 1] + 1 < best ? d[i][k - 1] + 1 : best;
            bool turned = i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] &&
                          a.at[i - 2] == b.at[k - 1];
            d[i][k] = turned && d[i - 2][k - 2] + 1 < best ? d[i - 2][k - 2] + 1 : best;
        }
    return d[a.len][b.len];
}

static void make_alike(const gazetteer *g, arena *a, question *q, size_t n,
                       unsigned edits)
{
    static const size_t least[] = { 1, 5, 9 };
    uint64_t seed = 20 + edits;
    for (size_t i = 0; i < n;) {
        char lang[4], text[LONGEST_SOUND + 4];
        str name = random_name(g, &seed, &q[i].place, lang);
        size_t len = sound_of(g, q[i].place, name, lang, text);
        if (len < least[edits])
            continue;
        q[i].whole = (str){ str_copy(a, (str){ text, len }), len };
        for (unsigned e = 0; e < edits; e++)
            len = edit(text, len, &seed);
        q[i++].text = (str){ str_copy(a, (str){ text, len }), len };
    }
}

static void make_exact(const gazetteer *g, arena *a, question *q, size_t n)
{
    uint64_t seed = 7;
    for (size_t i = 0; i < n; i++) {
        char lang[4];
        str name = random_name(g, &seed, &q[i].place, lang);
        q[i].text = (str){ str_copy(a, name), name.len };
    }
}

static tally run_exact(const gazetteer *g, const question *q, size_t n)
{
    static gazetteer_hit hits[HITS];
    tally best = { 0 };
    for (int round = 0; round < ROUNDS; round++) {
        size_t found = 0;
        double start = seconds();
        for (size_t i = 0; i < n; i++) {
            char folded[4096];
            size_t len = text_fold(q[i].text, folded, sizeof folded);
            found += gazetteer_find(g, (str){ folded, len }, hits, 16) > 0;
        }
        double rate = (double)n / (seconds() - start);
        best.per_second = rate > best.per_second ? rate : best.per_second;
        best.found = found;
    }
    return best;
}

static void judge(tally *t, const gazetteer_hit *hits, size_t n, const question *q,
                  unsigned edits)
{
    bool found = false;
    for (size_t k = 0; k < n && k < HITS && !found; k++)
        found = hits[k].place == q->place;
    bool nearer = !found && n && hits[0].edits < edits;
    t->found += found;
    t->nearer += nearer;
    bool beyond = !found && !nearer && distance(q->text, q->whole) > edits;
    t->beyond += beyond;
    t->missed += !found && !nearer && !beyond;
    t->hits += n;
}

static tally run_alike(const gazetteer *g, const question *q, size_t n, unsigned edits)
{
    static gazetteer_hit hits[HITS];
    tally best = { 0 };
    for (size_t i = 0; i < n; i++)
        judge(&best, hits, gazetteer_find_alike(g, q[i].text, 2, hits, HITS), &q[i],
              edits);
    for (int round = 0; round < ROUNDS; round++) {
        double start = seconds();
        for (size_t i = 0; i < n; i++)
            gazetteer_find_alike(g, q[i].text, 2, hits, 64);
        double rate = (double)n / (seconds() - start);
        best.per_second = rate > best.per_second ? rate : best.per_second;
    }
    return best;
}

static double percent(size_t part, size_t of)
{
    return 100.0 * (double)part / (double)of;
}

/* Edits that meet at one letter can be more in this way of counting: those are beyond. */
static void print_alike(const char *what, const tally *t, size_t n)
{
    printf("  %-34s %9.0f a second   found %5.2f %%, another is nearer %.2f %%, beyond "
           "%.2f %%, missed %.2f %%; %.1f places each\n",
           what, t->per_second, percent(t->found, n), percent(t->nearer, n),
           percent(t->beyond, n), percent(t->missed, n), (double)t->hits / (double)n);
}

/* ---- SQLite ------------------------------------------------------------------ */

typedef struct base {
    sqlite_calls call;
    sqlite3 *db;
} base;

static bool run_sql(base *b, const char *sql)
{
    if (b->call.exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    printf("  SQLite: %s\n", b->call.errmsg(b->db));
    return false;
}

static void insert(base *b, sqlite3_stmt *s, str text, uint32_t place)
{
    b->call.bind_text(s, 1, text.at, (int)text.len, SQLITE_STATIC);
    b->call.bind_int64(s, 2, place);
    b->call.step(s);
    b->call.reset(s);
}

static bool fill(base *b, const gazetteer *g)
{
    sqlite3_stmt *fold, *sound;
    bool fine = run_sql(b, "pragma journal_mode=off; pragma synchronous=off;"
                           "create table folds(text, place);"
                           "create virtual table sounds using fts5(text, place unindexed,"
                           " tokenize='trigram', detail='full'); begin") &&
                b->call.prepare_v2(b->db, "insert into folds values(?, ?)", -1, &fold,
                                   NULL) == SQLITE_OK &&
                b->call.prepare_v2(b->db, "insert into sounds values(?, ?)", -1, &sound,
                                   NULL) == SQLITE_OK;
    if (!fine)
        return false;
    for (uint32_t i = 0; i < gazetteer_count(g); i++) {
        str name;
        char lang[4], text[4096], before[LONGEST_SOUND];
        size_t n_before = 0;
        for (size_t k = 0; gazetteer_name_at(g, i, k, &name, lang); k++) {
            insert(b, fold, (str){ text, text_fold(name, text, sizeof text) }, i);
            size_t n = sound_of(g, i, name, lang, text);
            if (n && !str_eq((str){ text, n }, (str){ before, n_before }))
                insert(b, sound, (str){ text, n }, i);
            n_before = n;
            memcpy(before, text, n);
        }
    }
    b->call.finalize(fold);
    b->call.finalize(sound);
    return run_sql(b, "commit; create index by_fold on folds(text, place);"
                      "insert into sounds(sounds) values('optimize')");
}

static double sqlite_exact(base *b, const question *q)
{
    sqlite3_stmt *s;
    double best = 0;
    if (b->call.prepare_v2(b->db, "select place from folds where text = ? limit 16", -1,
                           &s, NULL) != SQLITE_OK)
        return 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = seconds();
        for (size_t i = 0; i < SQL_EXACT; i++) {
            char folded[4096];
            size_t len = text_fold(q[i].text, folded, sizeof folded);
            b->call.bind_text(s, 1, folded, (int)len, SQLITE_STATIC);
            while (b->call.step(s) == SQLITE_ROW)
                b->call.column_int64(s, 0);
            b->call.reset(s);
        }
        double rate = SQL_EXACT / (seconds() - start);
        best = rate > best ? rate : best;
    }
    b->call.finalize(s);
    return best;
}

/* Any of its trigrams, as FTS5 is asked for them. */
static void any_trigram(str text, buf *out)
{
    out->len = 0;
    for (size_t i = 0; i + 3 <= text.len; i++)
        buf_addf(out, "%s\"%.3s\"", i ? " OR " : "", text.at + i);
}

static tally sqlite_alike(base *b, const question *q)
{
    sqlite3_stmt *s;
    buf query = { 0 };
    tally t = { 0 };
    if (b->call.prepare_v2(b->db,
                           "select place from sounds where sounds match ? order by rank "
                           "limit ?",
                           -1, &s, NULL) != SQLITE_OK)
        return t;
    double start = seconds();
    for (size_t i = 0; i < SQL_ALIKE; i++) {
        bool found = false;
        any_trigram(q[i].text, &query);
        b->call.bind_text(s, 1, (const char *)query.at, (int)query.len, SQLITE_STATIC);
        b->call.bind_int64(s, 2, SQL_BEST);
        while (b->call.step(s) == SQLITE_ROW)
            found |= b->call.column_int64(s, 0) == q[i].place;
        b->call.reset(s);
        t.found += found;
    }
    t.per_second = SQL_ALIKE / (seconds() - start);
    b->call.finalize(s);
    buf_clear(&query);
    return t;
}

static void print_sqlite(const gazetteer *g, const char *path, const question *exact,
                         double exact_rate, question *const alike[3], double alike_rate)
{
    base b = { 0 };
    if (lazy_open(LAZY_SQLITE, calls, sizeof calls / sizeof *calls, &b.call, NULL) ||
        b.call.open_v2(path, &b.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)) {
        puts("  skipped: SQLite, which is not installed");
        return;
    }
    double start = seconds();
    if (fill(&b, g)) {
        printf("  SQLite, the same strings, made in %.0f s\n", seconds() - start);
        double rate = sqlite_exact(&b, exact);
        printf("  %-34s %9.0f a second   ratio %.1f\n", "SQLite exact, b-tree", rate,
               exact_rate / rate);
        tally one = sqlite_alike(&b, alike[1]), two = sqlite_alike(&b, alike[2]);
        double both = 2 / (1 / one.per_second + 1 / two.per_second);
        printf("  %-34s %9.0f a second   found %5.1f and %.1f %% among the best %d; "
               "ratio %.0f\n",
               "SQLite misspelled, FTS5 trigram", both, percent(one.found, SQL_ALIKE),
               percent(two.found, SQL_ALIKE), SQL_BEST, alike_rate / both);
    }
    b.call.close(b.db);
}

static void measure(const gazetteer *g, arena *a, const char *scratch)
{
    question *exact = arena_array(a, question, EXACT), *alike[3];
    tally t[3];
    make_exact(g, a, exact, EXACT);
    tally e = run_exact(g, exact, EXACT);
    printf("  %-34s %9.0f a second\n", "exact, fold and find", e.per_second);
    for (unsigned edits = 0; edits < 3; edits++) {
        alike[edits] = arena_array(a, question, ALIKE);
        make_alike(g, a, alike[edits], ALIKE, edits);
        t[edits] = run_alike(g, alike[edits], ALIKE, edits);
        print_alike(str_print(a, "by sound, %u edits", edits), &t[edits], ALIKE);
    }
    double both = 2 / (1 / t[1].per_second + 1 / t[2].per_second);
    printf("  %-34s %9.0f a second\n", "misspelled, one half 1, one half 2", both);
    print_sqlite(g, scratch, exact, e.per_second, alike, both);
}

int main(void)
{
    arena a = { 0 };
    gazetteer *g = NULL;
    dateline_error err = { 0 };
    const char *dir = geodata_dir(&a);
    if (!dir) {
        puts("gazetteer: skipped, no geodata");
        return 0;
    }
    const char *path = str_print(&a, "%s/gazetteer.bin", dir);
    if (gazetteer_open(path, &g, &err)) {
        puts(err.message);
        return 1;
    }
    printf("gazetteer: %zu places, %zu names, %.1f MB\n", gazetteer_count(g),
           gazetteer_count_names(g), (double)g->map.len / 1e6);
    char scratch[] = "/tmp/dateline-bench-XXXXXX";
    int fd = mkstemp(scratch);
    if (fd >= 0) {
        close(fd);
        measure(g, &a, scratch);
        unlink(scratch);
    }
    gazetteer_close(g);
    arena_clear(&a);
    return 0;
}
