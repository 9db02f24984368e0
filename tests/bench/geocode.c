/* The names of tests/data/places.tsv, looked up by one thread in one process: what a
   lookup takes, by what the name asks for. The first round warms the file's pages. */
#include "geocode/geocode.h"
#include "geodata.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MOST_CASES = 32, RUNS = 7 };

typedef struct row {
    str query, kind; /* kind: its case */
    char lang[4];
} row;

typedef struct tally {
    str kind;
    size_t rows;
    double seconds;
} tally;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t read_rows(str text, arena *a, row **rows)
{
    size_t n = 0, most = 1;
    for (size_t i = 0; i < text.len; i++)
        most += text.at[i] == '\n';
    *rows = arena_array(a, row, most);
    while (text.len) {
        str line = str_cut(&text, '\n');
        if (!line.len || *line.at == '#')
            continue;
        row *r = &(*rows)[n++];
        r->query = str_cut(&line, '\t');
        str lang = str_cut(&line, '\t');
        memcpy(r->lang, lang.at, lang.len < 3 ? lang.len : 3);
        r->kind = str_cut(&line, '\t');
    }
    return n;
}

static tally *tally_of(tally *all, size_t *n, str kind)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(all[i].kind, kind))
            return &all[i];
    if (*n == MOST_CASES)
        return &all[MOST_CASES - 1];
    all[*n] = (tally){ .kind = kind };
    return &all[(*n)++];
}

/* The best of several runs, each row in turn. */
static double time_row(const gazetteer *g, const row *r)
{
    double best = 1e300;
    geocode_answer answer;
    geocode_query query = { .text = r->query, .lang = r->lang };
    for (int i = 0; i < RUNS; i++) {
        double t = seconds();
        geocode_find(g, &query, &answer, 1);
        t = seconds() - t;
        best = t < best ? t : best;
    }
    return best;
}

int main(void)
{
    arena a = { 0 };
    gazetteer *g = NULL;
    str text;
    row *rows;
    tally cases[MOST_CASES];
    size_t n_cases = 0;
    const char *dir = geodata_dir(&a);
    dateline_error err = { 0 };
    if (!dir || file_read(&a, "tests/data/places.tsv", &text, &err) ||
        gazetteer_open(str_print(&a, "%s/gazetteer.bin", dir), &g, &err)) {
        fprintf(stderr, "geocode: %s\n", dir ? err.message : "there is no geodata");
        return 1;
    }
    size_t n = read_rows(text, &a, &rows);
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        tally *c = tally_of(cases, &n_cases, rows[i].kind);
        double t = time_row(g, &rows[i]);
        c->rows++;
        c->seconds += t;
        all += t;
    }
    for (size_t i = 0; i < n_cases; i++)
        printf("geocode_%-32.*s %10.2f us  of %zu names\n", STR_ARGS(cases[i].kind),
               cases[i].seconds / (double)cases[i].rows * 1e6, cases[i].rows);
    printf("%-40s %10.2f us  %.0f names/s, one thread\n", "geocode_all",
           all / (double)n * 1e6, (double)n / all);
    gazetteer_close(g);
    arena_clear(&a);
    return 0;
}
