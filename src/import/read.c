#include "base/error.h"
#include "import/reader.h"

bool reader_country(str code, char out[3])
{
    if (code.len != 2)
        return false;
    for (int i = 0; i < 2; i++) {
        bool small = code.at[i] >= 'a' && code.at[i] <= 'z';
        out[i] = (char)(small ? code.at[i] - 'a' + 'A' : code.at[i]);
    }
    out[2] = 0;
    if (out[0] >= 'A' && out[0] <= 'Z' && out[1] >= 'A' && out[1] <= 'Z')
        return true;
    out[0] = 0;
    return false;
}

/* Rows of a table that goes to the compiler as it is. */
static uint64_t count_rows(str text)
{
    uint64_t n = 0;
    while (text.len) {
        str line = str_cut(&text, '\n');
        n += line.len && line.at[0] != '#' && line.at[0] != '\r';
    }
    return n ? n - 1 : 0; /* without the header */
}

/* A compiled gazetteer, taken apart: its places by their GeoNames number. */
static void know_all(import_build *b, str table)
{
    str_cut(&table, '\n');
    while (table.len) {
        str line = str_cut(&table, '\n'), id = str_cut(&line, '\t');
        if (str_starts(id, STR("gn:")))
            reader_know(b, (str){ id.at + 3, id.len - 3 }, id);
    }
}

dateline_status import_read(import_build *b, const import_source *source, buf *out,
                            import_report *report, dateline_error *err)
{
    *report = (import_report){ 0 };
    switch (source->format) {
    case IMPORT_TABLE:
        report->rows = report->places = count_rows(source->body);
        return DATELINE_OK;
    case IMPORT_WORDS:
        report->rows = report->words = count_rows(source->body);
        return DATELINE_OK;
    case IMPORT_COMPILED:
        know_all(b, source->body);
        report->rows = report->places = count_rows(source->body);
        return DATELINE_OK;
    case IMPORT_GEONAMES:
        return reader_geonames(b, source, out, report, err);
    case IMPORT_ALTERNATES:
        return reader_alternates(b, source, out, report, err);
    case IMPORT_WHOSONFIRST:
        return reader_whosonfirst(b, source, out, report, err);
    case IMPORT_PLAIN:
        break;
    }
    return reader_plain(b, source, out, report, err);
}

void import_clear(import_build *b)
{
    arena_clear(&b->own);
    b->known = NULL;
}
