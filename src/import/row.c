#include "import/row.h"

#include "base/hash.h"
#include "base/num.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MOST_PEOPLE 4e9 /* what a gazetteer can hold */

struct row_slot {
    str key;
    uint32_t value;
};

static struct row_slot *slot_of(const row_map *m, str key)
{
    size_t at = (size_t)hash_str(key) & (m->n_slots - 1);
    while (m->slots[at].key.at && !str_eq(m->slots[at].key, key))
        at = (at + 1) & (m->n_slots - 1);
    return &m->slots[at];
}

static void widen(row_map *m, arena *own)
{
    row_map old = *m;
    m->n_slots = old.n_slots ? old.n_slots * 2 : 1024;
    m->slots = arena_array(own, struct row_slot, m->n_slots);
    for (size_t i = 0; i < old.n_slots; i++)
        if (old.slots[i].key.at)
            *slot_of(m, old.slots[i].key) = old.slots[i];
}

uint32_t *row_map_at(row_map *m, str key, arena *own)
{
    if (m->n * 2 >= m->n_slots)
        widen(m, own);
    struct row_slot *slot = slot_of(m, key);
    if (!slot->key.at) {
        slot->key = key.len ? key : STR("");
        m->n++;
    }
    return &slot->value;
}

uint32_t row_map_find(const row_map *m, str key)
{
    return m->n_slots ? slot_of(m, key)->value : 0;
}

void row_open(row_sink *s, import_build *b, const import_source *source, buf *out,
              import_report *report)
{
    *s = (row_sink){ .build = b, .source = source->name, .out = out, .report = report };
    buf_add_text(out, "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\t"
                      "code\tnames\tfrom\tto\n");
}

void row_close(row_sink *s)
{
    arena_clear(&s->scratch);
}

bool row_reject(row_sink *s, parse_field at, const char *format, ...)
{
    import_report *r = s->report;
    r->rejected++;
    if (r->n_rejects == IMPORT_LISTED)
        return false;
    char reason[200];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    str whole = str_of(reason);
    whole.len = text_utf8_check(whole); /* it may have been cut inside a letter */
    r->rejects[r->n_rejects++] =
        (import_reject){ at.line, at.column, str_copy(&s->build->own, whole) };
    return false;
}

static parse_field behind(parse_field field, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        field.column += ((unsigned char)field.text.at[i] & 0xC0) != 0x80;
    return field;
}

/* What a table cannot hold; a line end within quotes is as good as a space. */
static bool is_special(unsigned char c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == '|';
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && !is_special(c)) || c == 0x7F;
}

bool row_tidy(row_sink *s, str text, str *out, size_t *bad)
{
    size_t special = 0;
    *bad = text_utf8_check(text);
    if (*bad < text.len)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        special += is_special(c);
        if (is_control(c)) {
            *bad = i;
            return false;
        }
    }
    if (special) {
        char *copy = str_copy(&s->scratch, text);
        for (size_t i = 0; i < text.len; i++)
            if (is_special((unsigned char)copy[i]))
                copy[i] = copy[i] == '|' ? '/' : ' ';
        text.at = copy;
    }
    *out = str_trim(text);
    return true;
}

bool row_text(row_sink *s, parse_field field, str *out)
{
    size_t bad;
    if (row_tidy(s, field.text, out, &bad))
        return true;
    unsigned char c = (unsigned char)field.text.at[bad];
    if (is_control(c))
        return row_reject(s, behind(field, bad),
                          "a control character (U+%04X) in the text", (unsigned)c);
    return row_reject(s, behind(field, bad),
                      "this is not UTF-8; save the table as UTF-8");
}

/* What people write where nothing is known. */
static bool is_nothing(str s)
{
    static const char *const words[] = { "",    "-",    "--",   "?",   "n/a", "na",
                                         "nan", "null", "none", "\\N", "–",   "—" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(s, str_of(words[i])))
            return true;
    return false;
}

bool row_degrees(row_sink *s, parse_field field, double most, double *out)
{
    const char *what = most > 90 ? "longitude" : "latitude";
    str text = { 0 };
    if (!row_text(s, field, &text))
        return false;
    if (is_nothing(text))
        return row_reject(s, field, "no %s", what);
    if (!num_parse_comma(text, out))
        return row_reject(s, field, "'%.*s' is no %s in degrees, such as 39.76",
                          STR_ARGS(text_head(text, 40)), what);
    if (!(*out >= -most && *out <= most))
        return row_reject(s, field, "%s '%.*s' is not between -%g and %g", what,
                          STR_ARGS(text_head(text, 40)), most, most);
    return true;
}

bool row_population(row_sink *s, parse_field field, int64_t *out)
{
    str text = { 0 };
    char digits[24];
    size_t n = 0;
    *out = -1;
    if (!row_text(s, field, &text))
        return false;
    if (is_nothing(text))
        return true;
    for (size_t i = 0; i < text.len && n < sizeof digits; i++)
        if (!strchr(" ,'", text.at[i]))
            digits[n++] = text.at[i];
    double v;
    if (n == sizeof digits || !num_parse((str){ digits, n }, &v))
        return row_reject(s, field, "population '%.*s' is no number",
                          STR_ARGS(text_head(text, 40)));
    if (!(v >= 0 && v <= MOST_PEOPLE))
        return row_reject(s, field, "population '%.*s' is out of range",
                          STR_ARGS(text_head(text, 40)));
    *out = v > 0 ? (int64_t)v : -1; /* 0 is how GeoNames says that it is unknown */
    return true;
}

void row_add_name(row *r, str lang, str text)
{
    text = str_trim(text);
    if (!text.len || text.len > ROW_NAME_BYTES || r->n_names == ROW_NAMES)
        return;
    if (!lang.len && str_eq(text, r->name))
        return;
    for (size_t i = 0; i < r->n_names; i++)
        if (str_eq(r->names[i].text, text) &&
            (!lang.len || str_eq(r->names[i].lang, lang)))
            return;
    r->names[r->n_names++] = (row_name){ lang, text };
}

static bool is_usable(row_sink *s, const row *r)
{
    char fold[8];
    if (!r->name.len)
        return row_reject(s, r->at, "no name");
    if (r->name.len > ROW_NAME_BYTES)
        return row_reject(s, r->at, "a name of more than %d bytes", ROW_NAME_BYTES);
    if (!text_fold(r->name, fold, sizeof fold))
        return row_reject(s, r->at, "name '%.*s' has neither letters nor digits",
                          STR_ARGS(text_head(r->name, 40)));
    if (r->lat == 0 && r->lon == 0)
        return row_reject(s, r->at,
                          "position 0, 0 is in the sea; leave an unknown one out");
    return true;
}

static void add_field(buf *out, str text)
{
    buf_add_byte(out, '\t');
    buf_add_str(out, text);
}

static void add_number(buf *out, double v, bool known)
{
    buf_add_byte(out, '\t');
    if (known)
        num_write_fixed(out, v, 7);
}

/* Two rows are not the same place of the gazetteer below: the second stays by itself. */
static bool is_known(row_sink *s, row *r)
{
    import_build *b = s->build;
    import_place p = { r->id, r->name, r->kind, r->country, r->lat, r->lon };
    str id;
    if (!b->known_as || !b->known_as(b->ctx, &p, &b->own, &id) ||
        (!str_eq(id, r->id) && row_map_find(&s->seen, id)))
        return false;
    r->id = id;
    return true;
}

bool row_put(row_sink *s, row *r)
{
    if (!is_usable(s, r))
        return false;
    bool known = is_known(s, r);
    uint32_t *line = row_map_at(&s->seen, r->id, &s->build->own);
    if (*line)
        return row_reject(s, r->at, "id '%.*s' stands in line %u already",
                          STR_ARGS(text_head(r->id, 60)), (unsigned)*line);
    *line = (uint32_t)r->at.line;
    buf *out = s->out;
    buf_add_str(out, r->id);
    add_field(out, str_of(r->kind));
    add_field(out, r->name);
    add_field(out, str_of(r->country));
    add_field(out, r->admin1);
    add_number(out, r->lat, true);
    add_number(out, r->lon, true);
    add_number(out, r->radius_km, r->radius_km > 0);
    add_number(out, (double)r->population, r->population >= 0);
    add_field(out, str_of(r->code));
    buf_add_byte(out, '\t');
    for (size_t i = 0; i < r->n_names; i++) {
        const row_name *n = &r->names[i];
        if (i)
            buf_add_byte(out, '|');
        buf_add_str(out, n->lang);
        buf_add_text(out, n->lang.len ? ":" : "");
        buf_add_str(out, n->text);
    }
    add_field(out, r->from);
    add_field(out, r->to);
    buf_add_byte(out, '\n');
    s->report->places++;
    s->report->known += known;
    return true;
}
