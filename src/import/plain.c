/*
 * Tables as people keep them: a header, a place a row, and whatever else they note. A
 * header is compared by its fold, so that case, underscores and colons do not matter.
 */
#include "base/error.h"
#include "base/num.h"
#include "import/kind.h"
#include "import/lang.h"
#include "import/reader.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>

enum {
    NONE,
    ID,
    GEONAME, /* a number of GeoNames */
    NAME,
    LAT,
    LON,
    COUNTRY,
    KIND,
    CODE, /* a feature code of GeoNames */
    ADMIN1,
    RADIUS,
    POPULATION,
    FROM,
    TO,
    SINGLE, /* the first columns of which there is one each */
    NAMES = SINGLE,
    IN_LANGUAGE,
};

enum { MOST_COLUMNS = 256, NAME_ROOM = 64 };

static const struct {
    const char *header;
    int column;
} headers[] = {
    /* Of two headers for one column, the one that stands first here counts. */
    { "id", ID },
    { "place id", ID },
    { "geonameid", GEONAME },
    { "geoname id", GEONAME },
    { "geonames id", GEONAME },
    { "gn id", GEONAME },
    { "name", NAME },
    { "place name", NAME },
    { "placename", NAME },
    { "place", NAME },
    { "toponym", NAME },
    { "settlement", NAME },
    { "city", NAME },
    { "town", NAME },
    { "village", NAME },
    { "title", NAME },
    { "label", NAME },
    { "lat", LAT },
    { "latitude", LAT },
    { "lat deg", LAT },
    { "y", LAT },
    { "lon", LON },
    { "lng", LON },
    { "long", LON },
    { "longitude", LON },
    { "lon deg", LON },
    { "x", LON },
    { "country code", COUNTRY },
    { "countrycode", COUNTRY },
    { "country", COUNTRY },
    { "iso2", COUNTRY },
    { "cc", COUNTRY },
    { "kind", KIND },
    { "type", KIND },
    { "place type", KIND },
    { "placetype", KIND },
    { "category", KIND },
    { "feature code", CODE },
    { "featurecode", CODE },
    { "fcode", CODE },
    { "code", CODE },
    { "admin1", ADMIN1 },
    { "province", ADMIN1 },
    { "region", ADMIN1 },
    { "state", ADMIN1 },
    { "oblast", ADMIN1 },
    { "radius km", RADIUS },
    { "radius", RADIUS },
    { "population", POPULATION },
    { "pop", POPULATION },
    { "from", FROM },
    { "to", TO },
    { "names", NAMES },
    { "aliases", NAMES },
    { "alias", NAMES },
    { "alt name", NAMES },
    { "alt names", NAMES },
    { "altname", NAMES },
    { "altnames", NAMES },
    { "alternate name", NAMES },
    { "alternate names", NAMES },
    { "alternatenames", NAMES },
    { "alternative names", NAMES },
    { "other name", NAMES },
    { "other names", NAMES },
    { "old name", NAMES },
    { "also known as", NAMES },
    { "aka", NAMES },
    { "asciiname", NAMES },
    { "ascii name", NAMES },
};

enum { HEADERS = sizeof headers / sizeof *headers };

typedef struct layout {
    size_t at[SINGLE];          /* + 1; 0: there is none */
    int rank[SINGLE];           /* in headers */
    int column[MOST_COLUMNS];   /* NAMES, IN_LANGUAGE or NONE */
    char lang[MOST_COLUMNS][4]; /* of IN_LANGUAGE */
    size_t n;
} layout;

/* "name ru", "names rus", "alt name ru" and "ru name", with the language in lang. */
static bool is_in_language(str header, char lang[4])
{
    static const char *const bases[] = { "name",    "names", "alt name",
                                         "aliases", "alias", "title" };
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        str base = str_of(bases[i]), code = header;
        if (header.len < base.len + 3 || header.len > base.len + 4)
            continue;
        code.len = header.len - base.len - 1;
        if (str_starts(header, base) && header.at[base.len] == ' ')
            code.at += base.len + 1;
        else if (!str_ends(header, base) || header.at[code.len] != ' ')
            continue;
        if (!lang_is_known(code))
            continue;
        str tag = lang_tag(code);
        memset(lang, 0, 4);
        memcpy(lang, tag.at, tag.len);
        return true;
    }
    return false;
}

static void place_column(layout *l, size_t i, str header)
{
    char room[NAME_ROOM];
    size_t len = text_fold(header, room, sizeof room);
    str fold = { room, len };
    if (len > sizeof room)
        return;
    if (is_in_language(fold, l->lang[i])) {
        l->column[i] = IN_LANGUAGE;
        return;
    }
    for (int h = 0; h < HEADERS; h++) {
        int column = headers[h].column;
        if (!str_eq(fold, str_of(headers[h].header)))
            continue;
        if (column >= SINGLE) {
            l->column[i] = column;
        } else if (!l->at[column] || h < l->rank[column]) {
            l->at[column] = i + 1;
            l->rank[column] = h;
        }
    }
}

static void read_layout(layout *l, const parse_field *header, size_t n)
{
    *l = (layout){ .n = n < MOST_COLUMNS ? n : MOST_COLUMNS };
    for (size_t i = 0; i < l->n; i++)
        place_column(l, i, header[i].text);
    /* A table that has names by language only is called by the first of them. */
    for (size_t i = 0; i < l->n && !l->at[NAME]; i++)
        if (l->column[i] == IN_LANGUAGE)
            l->at[NAME] = i + 1;
}

bool reader_is_plain(const parse_field *header, size_t n, const char **lacks)
{
    layout l;
    read_layout(&l, header, n);
    *lacks = !l.at[NAME]  ? "name"
             : !l.at[LAT] ? "latitude"
             : !l.at[LON] ? "longitude"
                          : NULL;
    return !*lacks;
}

typedef struct table {
    row_sink sink;
    parse_csv csv;
    layout layout;
    row_map made; /* ids that were made of names: how often */
    str stem;     /* of the file's name: what made-up ids begin with */
} table;

static parse_field field_of(const table *t, int column)
{
    size_t at = t->layout.at[column];
    const parse_csv *c = &t->csv;
    if (at && at <= c->n_fields)
        return c->fields[at - 1];
    const parse_field *last = &c->fields[c->n_fields - 1];
    return (parse_field){ STR(""), last->line, last->column };
}

/* Small letters and digits of any script with hyphens between, of limited length. */
static str slug(arena *a, str text)
{
    char room[NAME_ROOM];
    size_t len = text_fold(text, room, sizeof room);
    str fold = { room, len < sizeof room ? len : sizeof room };
    fold.len = text_utf8_check(fold);
    char *copy = str_copy(a, str_trim(fold));
    for (char *c = copy; *c; c++)
        if (*c == ' ')
            *c = '-';
    return str_of(copy);
}

static str stem_of(arena *a, const char *path)
{
    str name = str_of(path);
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == '/') {
            name = (str){ name.at + i, name.len - i };
            break;
        }
    for (size_t i = 1; i < name.len; i++)
        if (name.at[i] == '.')
            name.len = i;
    str stem = slug(a, text_head(name, 20));
    return stem.len ? stem : STR("layer");
}

/* "gn:147105", as in the bundled tables: the same place. */
static bool is_whole_id(str id)
{
    size_t n = 0;
    while (n < id.len && id.at[n] >= 'a' && id.at[n] <= 'z')
        n++;
    return n > 0 && n + 1 < id.len && id.at[n] == ':' && id.len <= 100;
}

/* One that no other row has, from the name. */
static str make_id(table *t, str name)
{
    arena *own = &t->sink.build->own;
    str base = slug(own, name);
    str id = str_of(str_print(own, "%.*s:%.*s", STR_ARGS(t->stem), STR_ARGS(base)));
    uint32_t *made = row_map_at(&t->made, base, own);
    for (++*made; *made > 1 || row_map_find(&t->sink.seen, id); ++*made) {
        id = str_of(str_print(own, "%.*s:%.*s-%u", STR_ARGS(t->stem), STR_ARGS(base),
                              (unsigned)*made));
        if (!row_map_find(&t->sink.seen, id))
            break;
    }
    return id;
}

static bool read_id(table *t, row *r)
{
    arena *own = &t->sink.build->own;
    parse_field gn = field_of(t, GEONAME), f = field_of(t, ID);
    int64_t number;
    str id;
    if (num_parse_int(str_trim(gn.text), &number) && number > 0) {
        r->id = str_of(str_print(own, "gn:%lld", (long long)number));
        return true;
    }
    if (!row_text(&t->sink, f, &id))
        return false;
    if (id.len > 60)
        return row_reject(&t->sink, f, "an id of more than 60 bytes");
    if (is_whole_id(id))
        r->id = (str){ str_copy(own, id), id.len };
    else if (id.len)
        r->id = str_of(str_print(own, "%.*s:%.*s", STR_ARGS(t->stem), STR_ARGS(id)));
    else
        r->id = make_id(t, r->name);
    return true;
}

static bool read_country(table *t, row *r)
{
    parse_field f = field_of(t, COUNTRY);
    const import_build *b = t->sink.build;
    str text;
    if (!row_text(&t->sink, f, &text))
        return false;
    if (!text.len || reader_country(text, r->country))
        return true;
    if (b->country_of && b->country_of(b->ctx, text, r->country))
        return true;
    return row_reject(&t->sink, f,
                      "country '%.*s' is not known; two letters are (ISO 3166-1, AZ)",
                      STR_ARGS(text_head(text, 40)));
}

static bool unknown_kind(table *t, parse_field f, str text)
{
    const char *near = kind_nearest(text);
    return near ? row_reject(&t->sink, f,
                             "kind '%.*s' is no kind of place (did you mean '%s'?)",
                             STR_ARGS(text_head(text, 40)), near)
                : row_reject(&t->sink, f,
                             "kind '%.*s' is no kind of place, such as settlement, site "
                             "or region",
                             STR_ARGS(text_head(text, 40)));
}

static bool read_kind(table *t, row *r)
{
    parse_field f = field_of(t, KIND), g = field_of(t, CODE);
    str text, code;
    char fold[NAME_ROOM];
    if (!row_text(&t->sink, f, &text) || !row_text(&t->sink, g, &code))
        return false;
    const kind_entry *by_code = kind_of_code(code.len ? code : text);
    r->kind = by_code ? by_code->kind : "settlement";
    r->code = by_code ? by_code->word : NULL;
    size_t len = text_fold(text, fold, sizeof fold);
    if (!len || (by_code && !code.len))
        return true;
    const kind_entry *kind = len <= sizeof fold ? kind_of_word((str){ fold, len }) : NULL;
    if (!kind)
        return unknown_kind(t, f, text);
    r->kind = kind->kind;
    return true;
}

/* "-05": two digits from 01. */
static bool is_part(str s, int64_t most)
{
    int64_t v;
    return s.len == 3 && s.at[0] == '-' && s.at[1] >= '0' && s.at[1] <= '9' &&
           num_parse_int((str){ s.at + 1, 2 }, &v) && v > 0 && v <= most;
}

/* What compile/compile takes: 1923, -44, 2020-11, 2020-11-10. */
static bool is_date(str s)
{
    size_t n = s.len && s.at[0] == '-', digits = 0;
    while (n < s.len && s.at[n] >= '0' && s.at[n] <= '9') {
        n++;
        digits++;
    }
    str rest = { s.at + n, s.len - n };
    return digits && digits <= 4 &&
           (!rest.len || is_part(rest, 12) ||
            (rest.len == 6 && is_part((str){ rest.at, 3 }, 12) &&
             is_part((str){ rest.at + 3, 3 }, 31)));
}

static bool read_year(table *t, int column, str *out)
{
    parse_field f = field_of(t, column);
    if (!row_text(&t->sink, f, out))
        return false;
    if (!out->len || is_date(*out))
        return true;
    return row_reject(&t->sink, f, "'%.*s' is not a year or a date such as 2020-11-10",
                      STR_ARGS(text_head(*out, 40)));
}

static bool read_radius(table *t, row *r)
{
    parse_field f = field_of(t, RADIUS);
    str text;
    if (!row_text(&t->sink, f, &text))
        return false;
    if (!text.len || (num_parse_comma(text, &r->radius_km) && r->radius_km >= 0 &&
                      r->radius_km <= 20015))
        return true;
    return row_reject(&t->sink, f, "radius '%.*s' is not from 0 to 20015 km",
                      STR_ARGS(text_head(text, 40)));
}

static char separator_of(str list)
{
    if (memchr(list.at, '|', list.len))
        return '|';
    return memchr(list.at, ';', list.len) ? ';' : ',';
}

/* "ru:Шуша|Shushi" or "Shushi; Şuşa" or "Shushi, Şuşa"; "ru~:" is for adjectives. */
static void add_list(row_sink *s, str list, row *r)
{
    char separator = separator_of(list);
    while (list.len) {
        str text;
        size_t bad;
        if (!row_tidy(s, str_cut(&list, separator), &text, &bad))
            continue; /* never so: all of the list was checked */
        str rest = text, tag = str_cut(&rest, ':'), code = tag;
        if (str_ends(code, STR("~")))
            code.len--;
        bool tagged = rest.len && lang_is_known(code);
        row_add_name(r, tagged ? tag : (str){ 0 }, tagged ? rest : text);
    }
}

static bool read_names(table *t, row *r)
{
    row_sink *s = &t->sink;
    const parse_csv *c = &t->csv;
    if (!row_text(s, field_of(t, NAME), &r->name))
        return false;
    for (size_t i = 0; i < t->layout.n && i < c->n_fields; i++) {
        str text;
        if (t->layout.column[i] == NONE || !c->fields[i].text.len)
            continue;
        if (!row_text(s, c->fields[i], &text))
            return false;
        if (t->layout.column[i] == IN_LANGUAGE)
            row_add_name(r, str_of(t->layout.lang[i]), text);
        else
            add_list(s, c->fields[i].text, r);
    }
    return true;
}

static void read_row(table *t)
{
    row_sink *s = &t->sink;
    row r = { .at = field_of(t, NAME) };
    if (read_names(t, &r) && row_degrees(s, field_of(t, LAT), 90, &r.lat) &&
        row_degrees(s, field_of(t, LON), 180, &r.lon) && read_country(t, &r) &&
        read_kind(t, &r) && row_text(s, field_of(t, ADMIN1), &r.admin1) &&
        read_radius(t, &r) && row_population(s, field_of(t, POPULATION), &r.population) &&
        read_year(t, FROM, &r.from) && read_year(t, TO, &r.to) && read_id(t, &r))
        row_put(s, &r);
}

dateline_status reader_plain(import_build *b, const import_source *source, buf *out,
                             import_report *report, dateline_error *err)
{
    table *t = arena_new(&b->own, table);
    parse_csv *c = &t->csv;
    parse_csv_open(c, source->body, source->name, 0);
    c->line = source->line;
    dateline_status st = parse_csv_next(c, err);
    row_open(&t->sink, b, source, out, report);
    read_layout(&t->layout, c->fields, c->n_fields);
    t->stem = stem_of(&b->own, source->name);
    while (!st && !(st = parse_csv_next(c, err)) && c->n_fields) {
        report->rows++;
        read_row(t);
        arena_clear(&t->sink.scratch);
    }
    parse_csv_close(c);
    row_close(&t->sink);
    return st;
}
