#include "base/error.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/sort.h"
#include "compile/keys.h"
#include "compile/model.h"
#include "compile/sounds.h"
#include "compile/words.h"
#include "gazetteer/format.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum { MOST_NAMES = 1024, FOLD_ROOM = LIMIT_NAME * 4 };

typedef struct name {
    str text, fold;
    uint32_t lang;
    bool adjective, kept;
} name;

typedef struct writer {
    const model *m;
    arena scratch; /* of one place */
    words shared;
    keys keys, ids, sounds;
    uint32_t *by_id; /* places sorted by id */
    name names[MOST_NAMES];
    uint32_t n_names;
    buf record; /* of one place */
    buf part[SECTIONS];
    uint32_t n_keys;
} writer;

static dateline_status fault(const writer *w, const model_place *p, dateline_status as,
                             dateline_error *err, const char *why, str what)
{
    return error_at(err, as, w->m->tables[p->table - 1].name, (int)p->line, 0,
                    "place '%.*s': %s '%.*s'", STR_ARGS(p->id), why,
                    STR_ARGS(text_head(what, 60)));
}

/* "vi:Ba-cu" or "zh-Hant:..." loses its tag, of which the language is returned;
   two or three small letters and a colon are a tag, whatever else is not. "ru~:" tags
   an adjective. */
static str take_tag(str *s, bool *adjective)
{
    size_t n = 0;
    while (n < s->len && s->at[n] >= 'a' && s->at[n] <= 'z')
        n++;
    size_t end = n;
    while (end < s->len && end < 12 && s->at[end] != ':')
        end++;
    bool tag = (n == 2 || n == 3) && end < s->len && s->at[end] == ':' &&
               (end == n || s->at[n] == '-' || (s->at[n] == ADJECTIVE && end == n + 1));
    *adjective = tag && s->at[end - 1] == ADJECTIVE;
    if (!tag)
        return (str){ 0 };
    str lang = { s->at, n };
    *s = str_trim((str){ s->at + end + 1, s->len - end - 1 });
    return lang;
}

/* lang ends with ADJECTIVE when the name is one. */
static dateline_status add_name(writer *w, const model_place *p, str text, str lang,
                                dateline_error *err)
{
    if (!text.len)
        return DATELINE_OK;
    if (text.len > LIMIT_NAME)
        return fault(w, p, DATELINE_LIMIT, err, "a name of more than 1024 bytes:", text);
    if (w->n_names == MOST_NAMES)
        return fault(w, p, DATELINE_LIMIT, err, "more than 1024 names, the last:", text);
    char room[FOLD_ROOM];
    size_t len = text_fold(text, room, sizeof room);
    str fold = { 0 };
    if (len <= sizeof room)
        fold = (str){ str_copy(&w->scratch, (str){ room, len }), len };
    w->names[w->n_names++] =
        (name){ .text = text,
                .fold = fold,
                .lang = lang.len ? words_add(&w->shared, lang) : 0,
                .adjective = lang.len && lang.at[lang.len - 1] == ADJECTIVE,
                .kept = true };
    return DATELINE_OK;
}

/* An untagged name says nothing that another of the same fold does not; a tagged
   one repeats only itself. The first is the preferred name and stays. */
static void drop_repeated(writer *w)
{
    name *all = w->names;
    for (uint32_t i = 1; i < w->n_names; i++) {
        for (uint32_t k = 0; k < w->n_names && all[i].kept; k++) {
            bool other = k != i && !(all[k].adjective && !all[i].adjective) &&
                         (k < i ? all[k].kept : all[k].lang != 0);
            bool same = all[i].lang ? k < i && all[i].lang == all[k].lang &&
                                          str_eq(all[i].text, all[k].text)
                                    : str_eq(all[i].fold, all[k].fold);
            all[i].kept = !(other && same);
        }
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->n_names; i++)
        if (all[i].kept)
            all[n++] = all[i];
    w->n_names = n;
}

/* The names that are joined in a column; the adjectives among them, or the rest. */
static dateline_status add_joined(writer *w, const model_place *p, str joined,
                                  bool adjectives, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    while (joined.len && !status) {
        bool adjective;
        str text = str_trim(str_cut(&joined, '|'));
        str lang = take_tag(&text, &adjective);
        if (adjective != adjectives)
            continue;
        if (adjective)
            lang = str_of(str_print(w->m->own, "%.*s%c", STR_ARGS(lang), ADJECTIVE));
        status = add_name(w, p, text, lang, err);
    }
    return status;
}

/* Adjectives come last, so that a name of the same fold is found before them. */
static dateline_status gather_names(writer *w, const model_place *p, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    w->n_names = 0;
    arena_clear(&w->scratch);
    for (const model_names *from = p->names; from && !status; from = from->older)
        if (from->preferred.len)
            status = add_name(w, p, from->preferred, (str){ 0 }, err);
    for (int adjectives = 0; adjectives < 2; adjectives++)
        for (const model_names *from = p->names; from && !status; from = from->older)
            status = add_joined(w, p, from->rest, adjectives, err);
    drop_repeated(w);
    return status;
}

static int by_id(const void *a, const void *b, const void *ctx)
{
    const model *m = ctx;
    return str_compare(m->places[*(const uint32_t *)a].id,
                       m->places[*(const uint32_t *)b].id);
}

static void sort_ids(writer *w)
{
    const model *m = w->m;
    w->by_id = arena_array(m->own, uint32_t, m->n_places);
    for (size_t i = 0; i < m->n_places; i++)
        w->by_id[i] = (uint32_t)i;
    sort_stable(w->by_id, m->n_places, sizeof *w->by_id, by_id, m, m->own);
}

/* The number of the place with an id, + 1; 0 if there is none. */
static uint32_t number_of(const writer *w, str id)
{
    size_t low = 0, high = w->m->n_places;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = str_compare(w->m->places[w->by_id[mid]].id, id);
        if (!c)
            return w->by_id[mid] + 1;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

static void put_u16(unsigned char *at, uint32_t v)
{
    at[0] = (unsigned char)v;
    at[1] = (unsigned char)(v >> 8);
}

static void put_u32(unsigned char *at, uint32_t v)
{
    put_u16(at, v);
    put_u16(at + 2, v >> 16);
}

static uint32_t radius_bits(double km)
{
    long tenths = lround(km * 10);
    return tenths < RADIUS_WHOLE ? (uint32_t)tenths : RADIUS_WHOLE + (uint32_t)lround(km);
}

static void write_fixed(writer *w, const model_place *p, uint32_t admin1)
{
    unsigned char *at = buf_room(&w->record, PLACE_SIZE);
    if (!at)
        return; /* over its ceiling, which the end of the writing reports */
    put_u32(at + PLACE_LON, (uint32_t)(int32_t)lround(p->where.lon * 1e7));
    put_u32(at + PLACE_LAT, (uint32_t)(int32_t)lround(p->where.lat * 1e7));
    put_u32(at + PLACE_POPULATION,
            p->population < 0 ? UINT32_MAX : (uint32_t)p->population);
    put_u16(at + PLACE_ADMIN1, admin1);
    memcpy(at + PLACE_COUNTRY, p->country, 2);
    put_u16(at + PLACE_IMPORTANCE, (uint32_t)p->importance);
    put_u16(at + PLACE_RADIUS, radius_bits(p->radius_km));
    put_u16(at + PLACE_FROM, words_add(&w->shared, p->from));
    put_u16(at + PLACE_TO, words_add(&w->shared, p->to));
    at[PLACE_KIND] = (unsigned char)p->kind;
    at[PLACE_RANK] = (unsigned char)p->rank;
    at[PLACE_CODE] = (unsigned char)(p->code.len ? words_add(&w->shared, p->code) : 0);
}

/* Of the names with the fold of the k-th, which is the first, the one that a lookup
   finds: that of international use, or the English one, which serves between languages.
 */
static uint32_t spokesman(const writer *w, uint32_t k)
{
    for (uint32_t j = k; k && j < w->n_names; j++) {
        const name *n = &w->names[j];
        if (str_eq(w->shared.at[n->lang], STR("en")) && str_eq(n->fold, w->names[k].fold))
            return j;
    }
    return k;
}

static void write_names(writer *w, const model_place *p, uint32_t place)
{
    buf *out = &w->record;
    keys_number(out, w->n_names);
    for (uint32_t k = 0; k < w->n_names; k++) {
        const name *n = &w->names[k];
        keys_number(out, n->lang);
        keys_number(out, (uint32_t)n->text.len);
        buf_add_str(out, n->text);
        sounds_add(&w->sounds, p, n->text, w->shared.at[n->lang], place, k);
        bool seen = !n->fold.len;
        for (uint32_t j = 0; j < k && !seen; j++)
            seen = str_eq(n->fold, w->names[j].fold);
        if (!seen)
            keys_add(&w->keys, n->fold, place, spokesman(w, k), p->order);
    }
}

/* Where the record of a place starts. */
static void write_start(writer *w, uint32_t i, uint32_t at)
{
    buf *out = &w->part[SECTION_STARTS];
    if (i % START_PLACES == 0) {
        unsigned char *group = buf_room(out, START_SIZE);
        if (!group)
            return;
        memset(group, 0xFF, START_SIZE);
        put_u32(group, at);
    } else if (!out->over) {
        unsigned char *group = out->at + out->len - START_SIZE;
        uint32_t behind = at - read_u32(group);
        put_u16(group + 2 + (size_t)(i % START_PLACES) * 2,
                behind < START_FAR ? behind : START_FAR);
    }
}

static dateline_status write_place(writer *w, uint32_t i, dateline_error *err)
{
    const model_place *p = &w->m->places[i];
    buf *record = &w->record, *all = &w->part[SECTION_PLACES];
    record->len = 0;
    dateline_status status = gather_names(w, p, err);
    if (status)
        return status;
    uint32_t parent = p->parent.len ? number_of(w, p->parent) : 0;
    if (p->parent.len && !parent)
        return fault(w, p, DATELINE_INPUT, err, "no place has the id of its parent",
                     p->parent);
    uint32_t admin1 = p->admin1.len ? words_add(&w->shared, p->admin1) : 0;
    if (admin1 > UINT16_MAX)
        return fault(w, p, DATELINE_LIMIT, err,
                     "more than 65535 first-order units:", p->admin1);
    if (words_add(&w->shared, p->from) > UINT16_MAX ||
        words_add(&w->shared, p->to) > UINT16_MAX)
        return fault(w, p, DATELINE_LIMIT, err, "more than 65535 dates:", p->from);
    keys_number(record, (uint32_t)p->id.len);
    buf_add_str(record, p->id);
    keys_number(record, parent);
    write_names(w, p, i);
    write_fixed(w, p, admin1);
    keys_add(&w->ids, p->id, i, 0, p->order);
    write_start(w, i, (uint32_t)all->len);
    keys_number(all, (uint32_t)record->len);
    buf_add_str(all, buf_str(record));
    all->over = all->over || record->over;
    return DATELINE_OK;
}

/* Number the codes first, so that each fits a byte. */
static dateline_status number_codes(writer *w, dateline_error *err)
{
    const model *m = w->m;
    words_add(&w->shared, (str){ 0 });
    for (size_t i = 0; i < m->n_places; i++)
        if (m->places[i].code.len && words_add(&w->shared, m->places[i].code) > UINT8_MAX)
            return fault(w, &m->places[i], DATELINE_LIMIT, err,
                         "more than 255 feature codes:", m->places[i].code);
    return DATELINE_OK;
}

static void write_cell(buf *out, const model_place *p, size_t first)
{
    unsigned char *at = buf_room(out, CELL_SIZE);
    if (!at)
        return;
    put_u16(at + CELL_X, p->cell_x);
    at[CELL_Y] = (unsigned char)p->cell_y;
    at[CELL_GROUP] = (unsigned char)p->group;
    put_u32(at + CELL_FIRST, (uint32_t)first);
}

static void write_cells(writer *w)
{
    const model *m = w->m;
    buf *out = &w->part[SECTION_CELLS];
    for (size_t i = 0; i < m->n_places; i++) {
        const model_place *p = &m->places[i];
        if (!i || p->group != p[-1].group || p->curve != p[-1].curve)
            write_cell(out, p, i);
    }
    write_cell(out, &(model_place){ .group = GROUPS }, m->n_places);
}

static dateline_status write_file(writer *w, buf *out, dateline_error *err)
{
    size_t table = HEADER_SIZE + (size_t)SECTIONS * ENTRY_SIZE, at = table;
    for (int i = 0; i < SECTIONS; i++) {
        dateline_status status = buf_status(&w->part[i], "the gazetteer", err);
        if (status)
            return status;
        at += w->part[i].len;
    }
    if (at > LIMIT_BUF)
        return error_set(err, DATELINE_LIMIT, "the gazetteer would be over 2 GiB");
    buf_add_text(out, FORMAT_MAGIC);
    const uint32_t figures[] = { FORMAT_VERSION,
                                 SECTIONS,
                                 (uint32_t)at,
                                 (uint32_t)w->m->n_places,
                                 w->n_keys,
                                 (uint32_t)w->m->n_types,
                                 0 };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        buf_add_u32le(out, figures[i]);
    at = table;
    for (uint32_t i = 0; i < SECTIONS; i++) {
        const buf *part = &w->part[i];
        buf_add_u32le(out, i);
        buf_add_u32le(out, (uint32_t)at);
        buf_add_u32le(out, (uint32_t)part->len);
        buf_add_u32le(out, hash_crc32(0, part->at, part->len));
        at += part->len;
    }
    for (int i = 0; i < SECTIONS; i++)
        buf_add_str(out, buf_str(&w->part[i]));
    if (!out->over) {
        uint32_t crc = hash_crc32(0, out->at, HEADER_CRC);
        crc = hash_crc32(crc, out->at + HEADER_SIZE, table - HEADER_SIZE);
        put_u32(out->at + HEADER_CRC, crc);
    }
    return buf_status(out, "the gazetteer", err);
}

/* The sections but those of the places. */
static void write_rest(writer *w)
{
    buf *part = w->part;
    arena scratch = { 0 };
    write_cells(w);
    model_write_types(w->m, &part[SECTION_TYPES]);
    model_write_endings(w->m, &w->shared, &part[SECTION_ENDINGS]);
    words_write(&w->shared, &part[SECTION_WORDS]);
    w->n_keys = keys_write_names(&w->keys, &part[SECTION_TOPS], &part[SECTION_HEADS],
                                 &part[SECTION_KEYS], &scratch);
    arena_clear(&scratch);
    keys_write_ids(&w->ids, &part[SECTION_ID_HEADS], &part[SECTION_IDS], &scratch);
    arena_clear(&scratch);
    sounds_write(&w->sounds, &part[SECTION_SOUNDS], &part[SECTION_SOUNDS_BACK], &scratch);
    arena_clear(&scratch);
}

dateline_status model_write(const model *m, buf *out, dateline_error *err)
{
    writer *w = arena_new(m->own, writer);
    w->m = m;
    w->shared.own = m->own;
    sort_ids(w);
    dateline_status status = number_codes(w, err);
    for (size_t i = 0; i < m->n_places && !status; i++)
        status = write_place(w, (uint32_t)i, err);
    arena_clear(&w->scratch);
    if (!status) {
        write_rest(w);
        status = write_file(w, out, err);
    }
    keys_clear(&w->keys);
    keys_clear(&w->ids);
    keys_clear(&w->sounds);
    buf_clear(&w->record);
    for (int i = 0; i < SECTIONS; i++)
        buf_clear(&w->part[i]);
    return status;
}
