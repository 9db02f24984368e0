/* Queries of a stranger against a sound gazetteer: the first byte chooses language and
   hints, the lines behind it are the text, what it lies in, and further texts of the same
   batch. Whatever is asked, answers are ranked, within their bounds and the same again.
 */
#include "geocode/geocode.h"
#include "geocode_world.h"
#include "text/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CAPACITY = 8, LINES = 6 };

static void check_answer(const gazetteer *g, const geocode_answer *a)
{
    if (a->place == GEOCODE_NOWHERE)
        return;
    bool whole = a->place < gazetteer_count(g) && a->confidence >= 0 &&
                 a->confidence <= 1 && a->radius_km >= 0 && a->radius_km < 21000 &&
                 a->where.lon >= -180 && a->where.lon < 180.000001 &&
                 a->where.lat >= -90 && a->where.lat <= 90;
    if (!whole || text_utf8_check(a->name) < a->name.len)
        abort();
}

static void find(const gazetteer *g, const geocode_query *query)
{
    geocode_answer first[CAPACITY], again[CAPACITY];
    size_t n = geocode_find(g, query, first, CAPACITY);
    if (n > CAPACITY || n != geocode_find(g, query, again, CAPACITY))
        abort();
    for (size_t i = 0; i < n; i++) {
        check_answer(g, &first[i]);
        if (first[i].place != again[i].place || first[i].place == GEOCODE_NOWHERE ||
            (i && first[i].confidence > first[i - 1].confidence))
            abort();
    }
}

static const gazetteer *world(void)
{
    static gazetteer *g;
    static buf bytes;
    if (!g && (geocode_world_compile(&bytes, NULL) ||
               gazetteer_open_bytes(buf_str(&bytes), "world", &g, NULL)))
        abort();
    return g;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = { NULL, "ru", "hy", "tr", "az", "ka", "vi", "?" };
    static const char *const countries[] = { NULL, "AM", "", "ZZ" };
    const gazetteer *g = world();
    geocode_query query[LINES] = { 0 };
    geocode_answer answers[LINES];
    arena scratch = { 0 };
    uint8_t choice = size ? *data : 0;
    str rest = { (const char *)data + (size ? 1 : 0), size ? size - 1 : 0 };
    for (size_t i = 0; i < LINES; i++) {
        query[i].text = str_cut(&rest, '\n');
        query[i].lang = langs[choice & 7];
        query[i].country = countries[choice >> 3 & 3];
        if (choice & 32)
            query[i].near = (geo_box){ 44, 39, 48, 41 };
    }
    query[0].within = choice & 64 ? query[1].text : STR("");
    find(g, &query[0]);
    geocode_batch(g, query, LINES, answers, &scratch);
    for (size_t i = 0; i < LINES; i++)
        check_answer(g, &answers[i]);
    arena_clear(&scratch);
    return 0;
}
