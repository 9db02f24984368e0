#include "tile/mvt.h"

#include "base/hash.h"

#include <math.h>
#include <string.h>

/* Field numbers and wire types of vector_tile.proto (MVT 2.1, section 4). */
enum {
    FIELD_LAYERS = 3 << 3 | 2,
    LAYER_NAME = 1 << 3 | 2,
    LAYER_FEATURES = 2 << 3 | 2,
    LAYER_KEYS = 3 << 3 | 2,
    LAYER_VALUES = 4 << 3 | 2,
    LAYER_EXTENT = 5 << 3 | 0,
    LAYER_VERSION = 15 << 3 | 0,
    FEATURE_ID = 1 << 3 | 0,
    FEATURE_TAGS = 2 << 3 | 2,
    FEATURE_TYPE = 3 << 3 | 0,
    FEATURE_GEOMETRY = 4 << 3 | 2,
    VALUE_STRING = 1 << 3 | 2,
    VALUE_DOUBLE = 3 << 3 | 1,
    VALUE_INT = 4 << 3 | 0,
    VALUE_SINT = 6 << 3 | 0,
    VALUE_BOOL = 7 << 3 | 0,
};

enum { MOVE_TO = 1, LINE_TO = 2, CLOSE_PATH = 7 };

/* Byte strings that are written once and then known by their number. */
typedef struct dictionary {
    buf bytes;   /* of all entries, one after the other */
    buf entries; /* of type entry */
    buf slots;   /* of type slot; their number is a power of two */
    size_t n;
} dictionary;

typedef struct entry {
    size_t at, len;
    uint64_t hash;
    uint64_t feature; /* the last one that used it; for keys */
} entry;

typedef struct slot {
    uint32_t number; /* of the entry, plus one */
} slot;

struct tile_mvt {
    arena memory;
    buf tile, layer, features; /* features: of the layer, ready */
    buf geometry, tags, value, feature;
    dictionary keys, values;
    const char *name;
    uint64_t serial; /* of the feature, in all tiles of the writer */
    size_t n_layer, n_tile;
    int64_t x, y; /* the cursor */
};

tile_mvt *tile_mvt_new(void)
{
    arena memory = { 0 };
    tile_mvt *m = arena_new(&memory, tile_mvt);
    m->memory = memory;
    return m;
}

static void dictionary_clear(dictionary *d)
{
    buf_clear(&d->bytes);
    buf_clear(&d->entries);
    buf_clear(&d->slots);
}

void tile_mvt_free(tile_mvt *m)
{
    if (!m)
        return;
    buf_clear(&m->tile);
    buf_clear(&m->layer);
    buf_clear(&m->features);
    buf_clear(&m->geometry);
    buf_clear(&m->tags);
    buf_clear(&m->value);
    buf_clear(&m->feature);
    dictionary_clear(&m->keys);
    dictionary_clear(&m->values);
    arena memory = m->memory;
    arena_clear(&memory);
}

static void add_varint(buf *b, uint64_t v)
{
    unsigned char bytes[10];
    size_t n = 0;
    for (; v >= 128; v >>= 7)
        bytes[n++] = (unsigned char)(v | 128);
    bytes[n++] = (unsigned char)v;
    buf_add(b, bytes, n);
}

static uint64_t zigzag(int64_t v)
{
    return ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0);
}

static void add_bytes(buf *b, unsigned field, str bytes)
{
    add_varint(b, field);
    add_varint(b, bytes.len);
    buf_add_str(b, bytes);
}

/* ---- keys and values --------------------------------------------------------- */

static void empty_dictionary(dictionary *d)
{
    /* Back to few slots: one large tile must not make all later ones slow. */
    d->bytes.len = d->entries.len = d->slots.len = 0;
    d->n = 0;
}

static entry *entries_of(const dictionary *d)
{
    return (entry *)(void *)d->entries.at;
}

static slot *slots_of(const dictionary *d)
{
    return (slot *)(void *)d->slots.at;
}

/* Where the entry with these bytes is or would be. */
static size_t seek(const dictionary *d, str bytes, uint64_t hash)
{
    size_t mask = d->slots.len / sizeof(slot) - 1, i = hash & mask;
    for (; slots_of(d)[i].number; i = (i + 1) & mask) {
        const entry *e = &entries_of(d)[slots_of(d)[i].number - 1];
        if (e->hash == hash && e->len == bytes.len &&
            !memcmp(d->bytes.at + e->at, bytes.at, bytes.len))
            break;
    }
    return i;
}

static void widen(dictionary *d)
{
    size_t slots = d->slots.len ? d->slots.len / sizeof(slot) * 2 : 256;
    d->slots.len = 0;
    buf_room(&d->slots, slots * sizeof(slot));
    for (size_t i = 0; i < d->n; i++) {
        size_t at = entries_of(d)[i].hash & (slots - 1);
        while (slots_of(d)[at].number)
            at = (at + 1) & (slots - 1);
        slots_of(d)[at].number = (uint32_t)i + 1;
    }
}

static uint32_t number_of(dictionary *d, str bytes)
{
    if ((d->n + 1) * 2 > d->slots.len / sizeof(slot))
        widen(d);
    uint64_t hash = hash_str(bytes);
    slot *s = &slots_of(d)[seek(d, bytes, hash)];
    if (!s->number) {
        entry e = { d->bytes.len, bytes.len, hash, 0 };
        buf_add_str(&d->bytes, bytes);
        buf_add(&d->entries, &e, sizeof e);
        s->number = (uint32_t)++d->n;
    }
    return s->number - 1;
}

/* The Value message of an attribute; false when it has none. */
static bool encode_value(buf *b, const scene_attr *a)
{
    b->len = 0;
    if (a->kind == SCENE_ATTR_TEXT) {
        if (!a->text || !*a->text)
            return false;
        add_bytes(b, VALUE_STRING, str_of(a->text));
        return true;
    }
    if (!isfinite(a->number))
        return false;
    if (a->kind == SCENE_ATTR_BOOL) {
        add_varint(b, VALUE_BOOL);
        add_varint(b, a->number != 0);
    } else if (a->kind == SCENE_ATTR_INTEGER && fabs(a->number) < 9.2e18) {
        int64_t v = (int64_t)a->number;
        add_varint(b, v < 0 ? VALUE_SINT : VALUE_INT);
        add_varint(b, v < 0 ? zigzag(v) : (uint64_t)v);
    } else {
        double number = a->number == 0 ? 0 : a->number; /* -0 is 0 */
        uint64_t bits;
        memcpy(&bits, &number, sizeof bits);
        add_varint(b, VALUE_DOUBLE);
        buf_add_u32le(b, (uint32_t)bits);
        buf_add_u32le(b, (uint32_t)(bits >> 32));
    }
    return true;
}

static void encode_tags(tile_mvt *m, const tile_mvt_feature *f)
{
    m->tags.len = 0;
    m->serial++;
    for (int i = 0; i < f->n_attrs; i++) {
        if (!encode_value(&m->value, &f->attrs[i]))
            continue;
        uint32_t key = number_of(&m->keys, str_of(f->attrs[i].name));
        entry *e = &entries_of(&m->keys)[key];
        if (e->feature == m->serial)
            continue;
        e->feature = m->serial;
        add_varint(&m->tags, key);
        add_varint(&m->tags, number_of(&m->values, buf_str(&m->value)));
    }
}

/* ---- geometry ---------------------------------------------------------------- */

static void add_command(tile_mvt *m, unsigned command, size_t count)
{
    add_varint(&m->geometry, (uint64_t)count << 3 | command);
}

static bool fits(geo_xy p)
{
    return fabs(p.x) <= TILE_COORDINATE_MAX && fabs(p.y) <= TILE_COORDINATE_MAX;
}

static void add_step(tile_mvt *m, int64_t x, int64_t y)
{
    add_varint(&m->geometry, zigzag(x - m->x));
    add_varint(&m->geometry, zigzag(y - m->y));
    m->x = x;
    m->y = y;
}

static int64_t rounded(double v)
{
    return (int64_t)floor(v + 0.5);
}

static bool encode_points(tile_mvt *m, const geo_path *path)
{
    size_t n = 0;
    for (int i = 0; i < path->n_points; i++)
        n += fits(path->points[i]);
    if (!n)
        return false;
    add_command(m, MOVE_TO, n);
    for (int i = 0; i < path->n_points; i++)
        if (fits(path->points[i]))
            add_step(m, rounded(path->points[i].x), rounded(path->points[i].y));
    return true;
}

/* How many of n points from p on differ from the one before, once rounded. */
static size_t count_steps(const geo_xy *p, int n)
{
    size_t steps = 0;
    for (int i = 1; i < n; i++)
        steps += rounded(p[i].x) != rounded(p[i - 1].x) ||
                 rounded(p[i].y) != rounded(p[i - 1].y);
    return steps;
}

static bool all_fit(const geo_xy *p, int n)
{
    for (int i = 0; i < n; i++)
        if (!fits(p[i]))
            return false;
    return true;
}

/* One line, or one ring without its closing point. */
static void encode_run(tile_mvt *m, const geo_xy *p, int n, size_t steps)
{
    add_command(m, MOVE_TO, 1);
    add_step(m, rounded(p[0].x), rounded(p[0].y));
    add_command(m, LINE_TO, steps);
    for (int i = 1; i < n; i++)
        if (rounded(p[i].x) != m->x || rounded(p[i].y) != m->y)
            add_step(m, rounded(p[i].x), rounded(p[i].y));
}

static bool encode_lines(tile_mvt *m, const geo_path *path)
{
    for (int i = 0; i < path->n_parts; i++) {
        const geo_xy *p = path->points + path->parts[i];
        int n = path->parts[i + 1] - path->parts[i];
        size_t steps = all_fit(p, n) ? count_steps(p, n) : 0;
        if (steps)
            encode_run(m, p, n, steps);
    }
    return m->geometry.len > 0;
}

static bool encode_rings(tile_mvt *m, const geo_path *path)
{
    for (int i = 0; i < path->n_parts; i++) {
        const geo_xy *p = path->points + path->parts[i];
        int n = path->parts[i + 1] - path->parts[i] - 1;
        size_t steps = n > 2 && all_fit(p, n) ? count_steps(p, n) : 0;
        if (steps < 2)
            continue;
        encode_run(m, p, n, steps);
        add_command(m, CLOSE_PATH, 1);
    }
    return m->geometry.len > 0;
}

static bool encode_geometry(tile_mvt *m, const tile_mvt_feature *f)
{
    m->geometry.len = 0;
    m->x = m->y = 0;
    switch (f->kind) {
    case SCENE_POINT:
        return encode_points(m, &f->path);
    case SCENE_LINE:
        return encode_lines(m, &f->path);
    default:
        return encode_rings(m, &f->path);
    }
}

/* ---- messages ---------------------------------------------------------------- */

void tile_mvt_start(tile_mvt *m)
{
    m->tile.len = m->features.len = 0;
    m->n_tile = m->n_layer = 0;
    m->name = NULL;
    empty_dictionary(&m->keys);
    empty_dictionary(&m->values);
}

static void add_entries(buf *b, const dictionary *d, unsigned field)
{
    for (size_t i = 0; i < d->n; i++) {
        const entry *e = &entries_of(d)[i];
        add_bytes(b, field, (str){ (const char *)d->bytes.at + e->at, e->len });
    }
}

static void end_layer(tile_mvt *m)
{
    if (m->n_layer) {
        m->layer.len = 0;
        add_varint(&m->layer, LAYER_VERSION);
        add_varint(&m->layer, 2);
        add_bytes(&m->layer, LAYER_NAME, str_of(m->name));
        buf_add_str(&m->layer, buf_str(&m->features));
        add_entries(&m->layer, &m->keys, LAYER_KEYS);
        add_entries(&m->layer, &m->values, LAYER_VALUES);
        add_varint(&m->layer, LAYER_EXTENT);
        add_varint(&m->layer, TILE_EXTENT);
        add_bytes(&m->tile, FIELD_LAYERS, buf_str(&m->layer));
        m->n_tile += m->n_layer;
        empty_dictionary(&m->keys);
        empty_dictionary(&m->values);
    }
    m->features.len = 0;
    m->n_layer = 0;
}

void tile_mvt_layer(tile_mvt *m, const char *name)
{
    end_layer(m);
    m->name = name;
}

bool tile_mvt_add(tile_mvt *m, const tile_mvt_feature *f)
{
    static const unsigned char types[] = { 1, 2, 3 };
    if (!encode_geometry(m, f))
        return false;
    encode_tags(m, f);
    m->feature.len = 0;
    if (f->id) {
        add_varint(&m->feature, FEATURE_ID);
        add_varint(&m->feature, f->id);
    }
    if (m->tags.len)
        add_bytes(&m->feature, FEATURE_TAGS, buf_str(&m->tags));
    add_varint(&m->feature, FEATURE_TYPE);
    add_varint(&m->feature, types[f->kind]);
    add_bytes(&m->feature, FEATURE_GEOMETRY, buf_str(&m->geometry));
    add_bytes(&m->features, LAYER_FEATURES, buf_str(&m->feature));
    m->n_layer++;
    return true;
}

size_t tile_mvt_end(tile_mvt *m, buf *out)
{
    end_layer(m);
    buf_add_str(out, buf_str(&m->tile));
    return m->n_tile;
}
