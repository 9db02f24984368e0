#include "intake/intake.h"

#include "base/error.h"
#include "base/limits.h"
#include "intake/formats.h"
#include "text/utf8.h"

#include <string.h>

/* ---------------------------------------------------------------- Decoding */

/* What people hand over by mistake, with what to do instead. */
static const char *binary_kind(str bytes)
{
    static const struct {
        str start;
        const char *what;
    } kinds[] = {
        { { "PK\x03\x04", 4 },
          "a spreadsheet or zip archive; export the sheet as CSV, a text as .txt" },
        { { "\xD0\xCF\x11\xE0", 4 }, "an old spreadsheet; export the sheet as CSV" },
        { { "%PDF-", 5 }, "a PDF, not a table of events" },
        { { "\x89PNG", 4 }, "a picture, not a table of events" },
        { { "\xFF\xD8\xFF", 3 }, "a picture, not a table of events" },
        { { "\x1F\x8B", 2 }, "compressed with gzip; unpack it first" },
        { { "SQLite format 3", 15 }, "a database or GeoPackage; export it as GeoJSON" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(bytes, kinds[i].start))
            return kinds[i].what;
    return NULL;
}

static dateline_status decode(intake_reader *r, arena *a, str bytes, str *text,
                              dateline_error *err)
{
    const char *kind = binary_kind(bytes);
    size_t bad = 0;
    if (bytes.len > (size_t)LIMIT_INPUT)
        return error_at(err, DATELINE_LIMIT, r->name, 0, 0,
                        "the file is larger than %zu bytes", LIMIT_INPUT);
    if (kind)
        return error_at(err, DATELINE_INPUT, r->name, 0, 0, "the file is %s", kind);
    bool utf16 = bytes.len > 1 && (unsigned char)bytes.at[0] >= 0xFE;
    const char *nul = bytes.len && !utf16 ? memchr(bytes.at, 0, bytes.len) : NULL;
    if (nul)
        return error_at(err, DATELINE_INPUT, r->name, 0, 0,
                        "the file is binary, not text: byte %zu is 0; a text in UTF-16 "
                        "needs a byte order mark",
                        (size_t)(nul - bytes.at));
    if (!text_decode(a, bytes, text, &bad)) {
        int line = 0, column = 0;
        if (!utf16)
            text_position((str){ bytes.at, bad }, bad, &line, &column);
        return error_at(err, DATELINE_INPUT, r->name, line, column,
                        "the file is not valid %s here; save it as UTF-8",
                        utf16 ? "UTF-16" : "UTF-8");
    }
    if (text->len && memchr(text->at, 0, text->len))
        return error_at(err, DATELINE_INPUT, r->name, 0, 0,
                        "the file is not text: it holds the character 0");
    if (!str_trim(*text).len)
        return error_at(err, DATELINE_INPUT, r->name, 0, 0, "the file is empty");
    return DATELINE_OK;
}

/* ----------------------------------------------------------------- Reading */

static dateline_status read_as(intake_reader *r, str text, dateline_format format,
                               dateline_error *err)
{
    str trimmed = str_trim(text);
    bool marked = trimmed.at[0] == '\x1E';
    if (format == DATELINE_AUTO)
        format = marked                                         ? DATELINE_GEOJSONSEQ
                 : trimmed.at[0] == '{' || trimmed.at[0] == '[' ? DATELINE_JSON
                                                                : DATELINE_CSV;
    switch (format) {
    case DATELINE_CSV:
        return intake_read_csv(r, text, err);
    case DATELINE_JSON:
    case DATELINE_GEOJSON:
    case DATELINE_GEOJSONSEQ:
        return intake_read_json(r, text, marked || format == DATELINE_GEOJSONSEQ, err);
    default:
        return error_at(err, DATELINE_USAGE, r->name, 0, 0,
                        "events are read from CSV, JSON, GeoJSON and GeoJSONSeq");
    }
}

dateline_status intake_read(str bytes, const char *name, dateline_format format,
                            dateline_events *into, dateline_error *err)
{
    event_mark before = event_mark_of(into);
    intake_reader r = { .into = into,
                        .name = name ? name : "",
                        .first = event_count(into),
                        .n_by_order = true };
    arena keep = { 0 };
    str text = { 0 };
    dateline_status st = decode(&r, &keep, bytes, &text, err);
    if (!st)
        st = read_as(&r, text, format, err);
    if (!st && r.schema == SCHEMA_OWN && r.n_by_order)
        event_unnumber(into, r.first);
    arena_clear(&r.scratch);
    arena_clear(&keep);
    if (st) {
        event_undo(into, before);
        error_source(err, r.name);
    } else {
        event_sort(into);
    }
    return st;
}
