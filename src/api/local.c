#include "api/article.h"
#include "base/civil.h"
#include "base/num.h"
#include "when/when.h"

/* "Local time" is that of the country which an article is about, when that country has
   one. The table says since when: earlier articles keep times without a zone. */
enum { DAY_S = 86400, HOUR_S = 3600, CELLS = 4 };

static bool says_local(const article *x)
{
    for (size_t i = 0; i < x->n_tags; i++)
        if (x->tags[i].entry->class == LEXICON_TIMEZONE &&
            x->tags[i].entry->atoms & TIMEZONE_LOCAL)
            return true;
    return false;
}

/* When the last Sunday of a month of 31 days begins. */
static int64_t last_sunday(int64_t year, int month)
{
    int64_t end = civil_seconds((civil_time){ year, month, 31, 0, 0, 0 });
    return end - (int64_t)(civil_weekday(end) % 7) * DAY_S;
}

static bool is_summer(int64_t at)
{
    int64_t year = civil_of(at).year;
    return at >= last_sunday(year, 3) && at < last_sunday(year, 10);
}

typedef struct offset_row {
    str cell[CELLS]; /* country, since, minutes, summer */
} offset_row;

static bool find_row(str table, const char *country, offset_row *out)
{
    while (table.len) {
        str line = str_cut(&table, '\n');
        for (size_t i = 0; i < CELLS; i++)
            out->cell[i] = str_cut(&line, '\t');
        if (str_eq(out->cell[0], str_of(country)))
            return true;
    }
    return false;
}

dateline_status article_local_time(dateline *dl, const dateline_article *x,
                                   dates_options *when, dateline_error *err)
{
    offset_row row;
    when_date since;
    int64_t minutes;
    if (x->mentions.focus == GEOCODE_NOWHERE ||
        when->published.precision < DATELINE_DAY || !says_local(&x->text))
        return DATELINE_OK;
    dateline_status st = handle_offsets(dl, err);
    gazetteer_place p = gazetteer_at(dl->gazetteer, x->mentions.focus);
    int64_t at = when->published.begin;
    if (st || !*p.country || !find_row(dl->offsets, p.country, &row) ||
        !num_parse_int(row.cell[2], &minutes))
        return st;
    if (row.cell[1].len &&
        (when_parse(row.cell[1], NULL, &since, NULL) || at < since.when.begin))
        return DATELINE_OK;
    when->local = true;
    when->offset_s = (int)minutes * 60;
    if (row.cell[3].len && is_summer(at))
        when->offset_s += HOUR_S;
    return DATELINE_OK;
}
