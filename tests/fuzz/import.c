/* A table from a stranger, in whatever form it claims to have: every row is accounted
   for, and what was made of it is a table that the compiler takes. */
#include "import/import.h"
#include "compile/compile.h"
#include "gazetteer/list.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool so)
{
    if (!so)
        abort();
}

static void check_sums(const import_report *r)
{
    need(r->rows ==
         r->places + r->names + r->words + r->rejected + r->other + r->retired);
    need(r->n_rejects <= r->rejected && r->known <= r->places);
    for (size_t i = 0; i < r->n_rejects; i++)
        need(r->rejects[i].line > 0 && r->rejects[i].column > 0 && *r->rejects[i].reason);
}

/* Only sizes that no table may have are refused. */
static void compile(const import_source *s, buf *made)
{
    buf out = { 0 };
    compile_table table = { s->name, buf_str(made) };
    dateline_status st = compile_tables(&table, 1, &out, NULL);
    need(st == DATELINE_OK || st == DATELINE_LIMIT);
    if (!st)
        need(!gazetteer_license(&out, STR("Names: X"), NULL));
    gazetteer *g = NULL;
    if (!st)
        need(!gazetteer_open_bytes(buf_str(&out), "fuzz", &g, NULL));
    if (!st)
        need(!gazetteer_check(g, NULL));
    gazetteer_close(g);
    buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = { 0 };
    import_build b = { 0 };
    import_source s;
    import_report r;
    buf made = { 0 };
    str bytes = { (const char *)data, size };
    if (!import_open("fuzz.csv", bytes, &a, &s, NULL) && s.format != IMPORT_COMPILED &&
        !import_read(&b, &s, &made, &r, NULL)) {
        check_sums(&r);
        if (r.places && s.format >= IMPORT_GEONAMES)
            compile(&s, &made);
    }
    import_clear(&b);
    buf_clear(&made);
    arena_clear(&a);
    return 0;
}
