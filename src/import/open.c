/*
 * Which form a table has. What decides is how its first lines are cut, and what the
 * header says; names of files are not looked at.
 */
#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "import/lines.h"
#include "import/reader.h"
#include "text/near.h"
#include "text/utf8.h"

#include <string.h>

enum { LOOKED_AT = 5 /* lines, of which one may be damaged */ };

const char *import_format_name(import_format format)
{
    static const char *const names[] = { "table of places",    "table of words",
                                         "compiled gazetteer", "GeoNames dump",
                                         "GeoNames names",     "Who's On First table",
                                         "table with a header" };
    return (unsigned)format < sizeof names / sizeof *names ? names[format] : "";
}

static dateline_status refuse(const import_source *s, const char *what,
                              dateline_error *err)
{
    return error_at(
        err, DATELINE_INPUT, s->name, s->line, 1,
        "%s; what can be read: a table of geodata/README.md, a GeoNames dump (19 fields "
        "between tabs) or alternateNamesV2, a Who's On First TSV, or CSV or TSV whose "
        "header has name, lat and lon",
        what);
}

/* Archives and other things that are no text but that people have. */
static const char *binary(str bytes)
{
    static const struct {
        const char *magic;
        size_t n;
        const char *what;
    } kinds[] = {
        { "PK\003\004", 4,
          "this is a zip archive or a spreadsheet: unpack it, or save "
          "it as CSV" },
        { "\037\213", 2, "this is compressed with gzip: unpack it" },
        { "BZh", 3, "this is compressed with bzip2: unpack it" },
        { "SQLite format 3", 15, "this is an SQLite database: save it as CSV" },
        { "%PDF", 4, "this is a PDF document" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(bytes, (str){ kinds[i].magic, kinds[i].n }))
            return kinds[i].what;
    return NULL;
}

/* "# licence: CC BY 4.0", in either spelling. */
static void read_remark(import_source *s, str line)
{
    str key = str_cut(&line, ':');
    key = str_trim((str){ key.at + 1, key.len - 1 });
    if (s->licence.len ||
        !(str_eq_nocase(key, STR("licence")) || str_eq_nocase(key, STR("license"))))
        return;
    line = str_trim(line);
    s->licence = text_utf8_check(line) == line.len ? text_head(line, 200) : (str){ 0 };
}

static void skip_remarks(import_source *s)
{
    s->body = s->text;
    s->line = 1;
    while (s->body.len && strchr("#\r\n", s->body.at[0])) {
        str line = str_cut(&s->body, '\n');
        if (line.at[0] == '#')
            read_remark(s, line);
        s->line++;
    }
}

static bool is_number(str s, double most)
{
    double v;
    return num_parse(s, &v) && v >= -most && v <= most;
}

static bool is_geonames(const lines *l)
{
    const parse_field *f = l->field;
    return l->n == LINES_FIELDS && is_number(f[0].text, 1e12) &&
           is_number(f[4].text, 90) && is_number(f[5].text, 180) && f[6].text.len <= 1;
}

static bool is_alternates(const lines *l)
{
    const parse_field *f = l->field;
    return l->n >= 4 && l->n <= 10 && is_number(f[0].text, 1e12) &&
           is_number(f[1].text, 1e12) && f[2].text.len <= 8 && f[3].text.len &&
           !is_number(f[3].text, 180);
}

static bool without_header(import_source *s)
{
    lines l = lines_of(s->body, s->line);
    for (int i = 0; i < LOOKED_AT && lines_next(&l); i++) {
        bool geonames = is_geonames(&l);
        if (!geonames && !is_alternates(&l))
            continue;
        s->format = geonames ? IMPORT_GEONAMES : IMPORT_ALTERNATES;
        return true;
    }
    return false;
}

static bool has(const parse_csv *c, const char *name)
{
    for (size_t i = 0; i < c->n_fields; i++)
        if (str_eq(str_trim(c->fields[i].text), str_of(name)))
            return true;
    return false;
}

/* The gazetteer's own tables: between tabs, by id, and hardly a column that they do
   not have. A misspelled one is for the compiler to name. */
static bool is_own(const parse_csv *c)
{
    static const char *const own[] = { "id",     "kind",       "name",  "country",
                                       "admin1", "lat",        "lon",   "radius_km",
                                       "code",   "population", "names", "from",
                                       "to",     "parent",     "source" };
    size_t known = 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        known += has(c, own[i]);
    if (!has(c, "id") || c->delimiter != '\t')
        return false;
    bool whole = has(c, "kind") || !has(c, "lat");
    return known == c->n_fields
               ? whole
               : has(c, "kind") && known >= 6 && (c->n_fields - known) * 4 <= known;
}

static bool is_words(const parse_csv *c)
{
    return c->delimiter == '\t' && has(c, "lang") && (has(c, "word") || has(c, "ending"));
}

static dateline_status with_header(import_source *s, const parse_csv *c,
                                   dateline_error *err)
{
    const char *lacks = NULL;
    char why[80];
    if (is_words(c))
        s->format = IMPORT_WORDS;
    else if (has(c, "wof_id"))
        s->format = IMPORT_WHOSONFIRST;
    else if (is_own(c))
        s->format = IMPORT_TABLE;
    else if (reader_is_plain(c->fields, c->n_fields, &lacks))
        s->format = IMPORT_PLAIN;
    else if (c->n_fields < 2 || !strcmp(lacks, "name"))
        return refuse(s, "this is no table of places that is known", err);
    else {
        buf b = { 0 };
        buf_addf(&b, "the header has no column for the %s", lacks);
        buf_add_byte(&b, 0);
        memcpy(why, b.at, b.len);
        buf_clear(&b);
        return refuse(s, why, err);
    }
    if (s->format == IMPORT_WHOSONFIRST && !s->licence.len)
        s->licence = STR("Who's On First");
    return DATELINE_OK;
}

static dateline_status find_format(import_source *s, dateline_error *err)
{
    if (without_header(s))
        return DATELINE_OK;
    str body = s->body, header = str_cut(&body, '\n');
    size_t nul = 0;
    while (nul < header.len && header.at[nul])
        nul++;
    if (nul < header.len)
        return refuse(s, "this is no text", err);
    bool tabs = memchr(header.at, '\t', header.len) != NULL;
    parse_csv c;
    parse_csv_open(&c, s->body, s->name, tabs ? '\t' : 0);
    c.line = s->line;
    dateline_status st = parse_csv_next(&c, err);
    if (!st)
        st = with_header(s, &c, err);
    parse_csv_close(&c);
    return st;
}

dateline_status import_open(const char *name, str bytes, arena *a, import_source *out,
                            dateline_error *err)
{
    size_t bad;
    *out = (import_source){ .name = name, .text = bytes, .body = bytes, .line = 1 };
    if (bytes.len > LIMIT_INPUT)
        return error_at(err, DATELINE_LIMIT, name, 0, 0,
                        "the table is larger than 1 GiB");
    if (str_starts(bytes, STR("dlgaz\r\n\032"))) {
        out->format = IMPORT_COMPILED;
        return DATELINE_OK;
    }
    const char *other = binary(bytes);
    if (other)
        return error_at(err, DATELINE_INPUT, name, 0, 0, "%s", other);
    str decoded;
    if (text_decode(a, bytes, &decoded, &bad))
        out->text = decoded; /* what is not UTF-8 is rejected row by row */
    skip_remarks(out);
    if (!out->body.len)
        return refuse(out, "the table is empty", err);
    return find_format(out, err);
}
