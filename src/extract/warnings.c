#include "extract/extract.h"

#include "base/civil.h"

#include <string.h>

/*
 * Dates that stay open, one line each. For a day or a month without a year the years
 * that the text itself names are offered, with where they stand; what stands in a
 * caption is named as such, for a picture may be older than the news.
 */

enum { YEARS = 4, LINES = 200 };

typedef struct candidate {
    int64_t year;
    bool caption;
    const dates_date *from;
} candidate;

static str written(const article *x, const dates_date *d)
{
    return text_span(x->text, &x->tokens[d->first], d->n);
}

static bool day_or_month(const dates_date *d)
{
    return d->when.precision >= DATELINE_YEAR && d->when.begin != INT64_MIN &&
           d->type != DATES_DURATION && d->anchor == DATES_NO_ANCHOR && !d->guessed;
}

static size_t find_years(const article *x, const dates *d, candidate out[YEARS])
{
    size_t n = 0;
    for (size_t i = 0; i < d->n && n < YEARS; i++) {
        const dates_date *t = &d->dates[i];
        if (!day_or_month(t))
            continue;
        candidate c = { civil_of(t->when.begin).year,
                        x->sentences[t->sentence].zone == ARTICLE_CAPTION, t };
        size_t k = 0;
        while (k < n && out[k].year != c.year)
            k++;
        if (k == n)
            out[n++] = c;
        else if (out[k].caption && !c.caption)
            out[k] = c;
    }
    return n;
}

static void add_years(const article *x, const candidate *years, size_t n, buf *line)
{
    for (size_t i = 0; i < n; i++) {
        str s = written(x, years[i].from);
        buf_addf(line, "%s%lld (%s '%.*s')", i ? ", " : "; the text names ",
                 (long long)years[i].year,
                 years[i].caption ? "only in the caption of a picture," : "in",
                 STR_ARGS(s));
    }
    if (n)
        buf_addf(line, "; the year after one of these is possible, too");
}

/* Line ends and underscores of the text would break the line. */
static void add_written(buf *line, str s)
{
    for (size_t i = 0; i < s.len && i < 120; i++)
        buf_add_byte(line,
                     s.at[i] == '\n' || s.at[i] == '_' ? ' ' : (unsigned char)s.at[i]);
}

static bool stays_open(const dates_date *d)
{
    if (d->open_year)
        return true;
    return !d->value[0] && (d->type == DATES_DATE || d->type == DATES_RELATIVE ||
                            d->type == DATES_TIME || d->type == DATES_VAGUE);
}

void extract_warnings(const article *x, const dates *d, arena *a, const char ***lines,
                      size_t *n)
{
    candidate years[YEARS];
    size_t n_years = find_years(x, d, years), cap = 0;
    const char **out = NULL;
    *n = 0;
    for (size_t i = 0; i < d->n && *n < LINES; i++) {
        const dates_date *t = &d->dates[i];
        if (!stays_open(t))
            continue;
        buf line = { 0 };
        buf_addf(&line, "'");
        add_written(&line, written(x, t));
        buf_addf(&line, "' at character %u stays open",
                 article_offset(x, x->tokens[t->first].at));
        if (t->open_year) {
            buf_addf(&line, " as %s: its year is not stated", t->value);
            add_years(x, years, n_years, &line);
        } else {
            buf_addf(&line, ": it counts from the day of writing");
        }
        buf_addf(&line, "; state that day with --published");
        out = arena_grow(a, out, *n, &cap, sizeof *out);
        out[(*n)++] = str_copy(a, buf_str(&line));
        buf_clear(&line);
    }
    *lines = out;
}
