/* Reading articles, by stages: how many megabytes a second of the processor's own time
   each takes, on news in eight languages (the parallel sentences of ../shared, cut into
   documents of some five kilobytes) or, where these are not at hand, on the examples of
   docs/. Once with an empty memory of words, and as it is later. */
#include "extract/extract.h"
#include "article/article.h"
#include "base/file.h"
#include "dates/dates.h"
#include "mention/mention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DOCUMENT = 5000, RUNS = 5, STAGES = 4, LIMIT = 20 /* MB/s */ };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Whole lines of about DOCUMENT bytes. */
static str next_document(str *rest)
{
    str d = { rest->at, 0 };
    while (rest->len && d.len < DOCUMENT) {
        str line = str_cut(rest, '\n');
        d.len = (size_t)(line.at + line.len - d.at);
    }
    return d;
}

static const lexicon *words_of(const char *lang, arena *a)
{
    char **names;
    size_t n, found = 0;
    lexicon *words = NULL;
    dateline_error err = { 0 };
    if (file_list(a, "geodata/lexicon", &names, &n, &err))
        return NULL;
    lexicon_table *tables = arena_array(a, lexicon_table, n + 1);
    for (size_t i = 0; i < n; i++) {
        str name = str_of(names[i]), stem = str_cut(&name, '.');
        stem = str_cut(&stem, '-');
        if (!str_eq(stem, str_of(lang)) && !str_eq(stem, STR("und")))
            continue;
        lexicon_table *t = &tables[found++];
        t->name = str_print(a, "geodata/lexicon/%s", names[i]);
        if (file_read(a, t->name, &t->text, &err))
            return NULL;
    }
    if (lexicon_read(tables, found, a, &words, &err))
        fprintf(stderr, "%s:%d:%d %s\n", err.source, err.line, err.column, err.message);
    return words;
}

typedef struct reader {
    const gazetteer *g;
    const lexicon *words;
    const char *lang;
    lexicon_memory *lexicon;
    name_memory *mention;
    dates_options when;
    arena *document;
} reader;

static void read_one(const reader *r, str text, double spent[STAGES])
{
    arena *a = r->document;
    article x;
    mentions m;
    dates d;
    dateline_error err;
    double t0 = seconds();
    if (article_open(text, ARTICLE_PLAIN, "bench", a, &x, &err))
        return;
    article_parse(&x, r->words, r->lexicon, r->lang, a);
    double t1 = seconds();
    mention_find(&x, r->g, &(mention_options){ 0 }, r->mention, a, &m);
    double t2 = seconds();
    dates_find(&x, &r->when, a, &d);
    double t3 = seconds();
    dateline_events *events = event_events_new();
    extract_events(&x, &d, &m, r->g, &(extract_source){ .article = "bench" }, events,
                   &err);
    double t4 = seconds();
    event_events_free(events);
    spent[0] += t1 - t0;
    spent[1] += t2 - t1;
    spent[2] += t3 - t2;
    spent[3] += t4 - t3;
    arena_reuse(a);
}

static void report(const gazetteer *g, const char *lang, str text)
{
    arena a = { 0 }, document = { 0 };
    reader r = {
        .g = g, .lang = lang, .words = words_of(lang, &a), .document = &document
    };
    when_date day;
    if (!r.words || when_parse(STR("2019-06-01"), NULL, &day, NULL))
        return;
    r.when.published = day.when;
    r.lexicon = lexicon_memory_new(&a);
    r.mention = name_memory_new(&a);
    r.when.patterns = phrase_patterns_new(&a);
    double best[STAGES] = { 0 }, all = 1e300, cold = 0;
    for (int run = 0; run < RUNS; run++) {
        double spent[STAGES] = { 0 };
        for (str rest = text; rest.len;)
            read_one(&r, next_document(&rest), spent);
        double sum = spent[0] + spent[1] + spent[2];
        cold = run ? cold : sum;
        if (sum < all) {
            all = sum;
            memcpy(best, spent, sizeof best);
        }
    }
    double mb = (double)text.len / 1e6;
    printf("%-4s %6.2f MB  article %6.1f  mentions %6.1f  dates %6.1f  together %6.1f  "
           "(%.2f of %d%s)  words not met before %6.1f  events %6.1f MB/s\n",
           lang, mb, mb / best[0], mb / best[1], mb / best[2], mb / all, mb / all / LIMIT,
           LIMIT, mb / all < LIMIT ? ", UNDER" : "", mb / cold, mb / best[3]);
    arena_clear(&document);
    arena_clear(&a);
}

int main(void)
{
    static const char *const langs[] = { "vi", "en", "fr", "ru", "tr", "az", "hy", "ka" };
    arena a = { 0 };
    gazetteer *g = NULL;
    dateline_error err = { 0 };
    const char *env = getenv("DATELINE_GEODATA");
    const char *dir = env ? env : "build/release/geodata";
    if (gazetteer_open(str_print(&a, "%s/gazetteer.bin", dir), &g, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        str text;
        const char *path = str_print(&a, "../shared/reference/ntrex/%s.txt", langs[i]);
        const char *own =
            i == 0 ? "docs/examples/article-vi.txt" : "docs/examples/article.txt";
        if (!file_read(&a, path, &text, NULL) ||
            (i < 2 && !file_read(&a, own, &text, NULL)))
            report(g, langs[i], text);
        else
            printf("%-4s skipped: %s is not here\n", langs[i], path);
    }
    gazetteer_close(g);
    arena_clear(&a);
    return 0;
}
