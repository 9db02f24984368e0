#include "basemap/compile.h"

#include "base/error.h"
#include "base/hash.h"
#include "basemap/derive.h"
#include "basemap/format.h"
#include "basemap/source.h"
#include "basemap/topology.h"

#include <string.h>

/* The sections while they grow. */
typedef struct writer {
    buf section[BASEMAP_SECTIONS];
    const basemap_drafts *d;
    basemap_topology t;
    basemap_derived derived;
    uint32_t first_arc; /* of the edition in the file */
    uint32_t layer_first[BASEMAP_LAYERS], layer_n[BASEMAP_LAYERS];
} writer;

static const uint32_t RECORD[BASEMAP_SECTIONS] = {
    BASEMAP_R_EDITION, BASEMAP_R_FEATURE, BASEMAP_R_RING,   BASEMAP_R_REF,
    BASEMAP_R_ARC,     BASEMAP_R_VERTEX,  BASEMAP_R_WEIGHT, BASEMAP_R_STRING,
};

static uint32_t count(const writer *w, int section)
{
    return (uint32_t)(w->section[section].len / RECORD[section]);
}

static void add_bounds(buf *b, basemap_bounds box)
{
    buf_add_u32le(b, (uint32_t)box.w);
    buf_add_u32le(b, (uint32_t)box.s);
    buf_add_u32le(b, (uint32_t)box.e);
    buf_add_u32le(b, (uint32_t)box.n);
}

static void add_u16(buf *b, size_t v)
{
    buf_add_byte(b, (unsigned char)v);
    buf_add_byte(b, (unsigned char)(v >> 8));
}

static basemap_bounds arc_bounds(const basemap_topology *t, size_t arc)
{
    basemap_bounds b = BASEMAP_NO_BOUNDS;
    const uint32_t *v = basemap_arc_vertices(t, arc);
    for (size_t i = 0; i < basemap_arc_at(t, arc)->n; i++) {
        basemap_point p = t->points[v[i]];
        basemap_bounds_add(&b, (basemap_bounds){ p.x, p.y, p.x, p.y });
    }
    return b;
}

static void write_arcs(writer *w, int edition)
{
    const basemap_bounds *box = w->d->has_box[edition] ? &w->d->box[edition] : NULL;
    w->first_arc = count(w, BASEMAP_S_ARCS);
    for (size_t i = 0; i < basemap_arc_count(&w->t); i++) {
        arena scratch = { 0 };
        size_t n = basemap_arc_at(&w->t, i)->n;
        const uint32_t *v = basemap_arc_vertices(&w->t, i);
        basemap_point *p = arena_array(&scratch, basemap_point, n);
        unsigned char *weights = arena_array(&scratch, unsigned char, n);
        for (size_t k = 0; k < n; k++)
            p[k] = w->t.points[v[k]];
        basemap_weigh(p, n, box, weights, &scratch);
        buf_add_u32le(&w->section[BASEMAP_S_ARCS], count(w, BASEMAP_S_VERTICES));
        buf_add_u32le(&w->section[BASEMAP_S_ARCS], (uint32_t)n);
        add_bounds(&w->section[BASEMAP_S_ARCS], arc_bounds(&w->t, i));
        for (size_t k = 0; k < n; k++) {
            buf_add_u32le(&w->section[BASEMAP_S_VERTICES], (uint32_t)p[k].x);
            buf_add_u32le(&w->section[BASEMAP_S_VERTICES], (uint32_t)p[k].y);
        }
        buf_add(&w->section[BASEMAP_S_WEIGHTS], weights, n);
        arena_clear(&scratch);
    }
}

static basemap_bounds write_ring(writer *w, const uint32_t *refs, uint32_t n)
{
    basemap_bounds box = BASEMAP_NO_BOUNDS;
    buf *rings = &w->section[BASEMAP_S_RINGS];
    buf_add_u32le(rings, count(w, BASEMAP_S_REFS));
    buf_add_u32le(rings, n);
    for (uint32_t i = 0; i < n; i++) {
        basemap_bounds_add(&box, arc_bounds(&w->t, refs[i] >> 1));
        buf_add_u32le(&w->section[BASEMAP_S_REFS], refs[i] + 2 * w->first_arc);
    }
    add_bounds(rings, box);
    return box;
}

static uint32_t write_string(writer *w, str s)
{
    uint32_t at = count(w, BASEMAP_S_STRINGS);
    buf_add_str(&w->section[BASEMAP_S_STRINGS], s);
    return at;
}

/* The same for the same thing in another edition; features of one name that
   differ in class are different. */
static uint64_t id_of(const basemap_draft *f, arena *a)
{
    return hash_str(str_of(str_print(a, "%d:%d:%.*s:%.*s", f->layer, f->class,
                                     STR_ARGS(f->code), STR_ARGS(f->name))));
}

/* What is held by one side and claimed by another is a line of contact to who asks
   how things stand. */
static unsigned char shown_as(const basemap_draft *f, int view)
{
    if (f->shown[view])
        return (unsigned char)(f->shown[view] - 1);
    bool held = f->class == BASEMAP_BREAKAWAY && view == BASEMAP_DEFACTO;
    return (unsigned char)(held ? BASEMAP_CONTACT : f->class);
}

static void write_feature(writer *w, const basemap_draft *f, uint32_t first_ring,
                          basemap_bounds box)
{
    arena scratch = { 0 };
    buf *out = &w->section[BASEMAP_S_FEATURES];
    uint64_t id = id_of(f, &scratch);
    buf_add_u32le(out, (uint32_t)id);
    buf_add_u32le(out, (uint32_t)(id >> 32));
    add_bounds(out, box);
    buf_add_u32le(out, write_string(w, f->code));
    buf_add_u32le(out, write_string(w, f->name));
    add_u16(out, f->code.len);
    add_u16(out, f->name.len);
    buf_add_byte(out, (unsigned char)f->layer);
    buf_add_byte(out, (unsigned char)f->class);
    buf_add_byte(out, (unsigned char)f->rank);
    buf_add_byte(out,
                 (unsigned char)((basemap_is_area(f->layer) ? BASEMAP_HAS_RINGS : 0) |
                                 (f->approximate ? BASEMAP_BY_HAND : 0)));
    buf_add_u32le(out, first_ring);
    buf_add_u32le(out, count(w, BASEMAP_S_RINGS) - first_ring);
    buf_add_u32le(out, (uint32_t)f->from);
    buf_add_u32le(out, (uint32_t)f->to);
    for (int view = 0; view < BASEMAP_VIEWS; view++)
        buf_add_byte(out, shown_as(f, view));
    buf_room(out, BASEMAP_R_FEATURE - BASEMAP_F_SHOWN - BASEMAP_VIEWS);
    w->layer_n[f->layer]++;
    arena_clear(&scratch);
}

static void write_source_feature(writer *w, const basemap_draft *f)
{
    uint32_t first = count(w, BASEMAP_S_RINGS);
    basemap_bounds box = BASEMAP_NO_BOUNDS;
    for (uint32_t p = f->first; p < f->first + f->n; p++) {
        uint32_t ref = w->t.part_ref[p], n = w->t.part_ref[p + 1] - ref;
        if (n)
            basemap_bounds_add(&box, write_ring(w, basemap_refs(&w->t) + ref, n));
    }
    if (count(w, BASEMAP_S_RINGS) > first)
        write_feature(w, f, first, box);
}

static void write_made_feature(writer *w, const basemap_draft *f)
{
    uint32_t first = count(w, BASEMAP_S_RINGS);
    basemap_bounds box = BASEMAP_NO_BOUNDS;
    const basemap_run *runs =
        (const basemap_run *)(const void *)w->derived.runs.at + f->first;
    const uint32_t *refs = (const uint32_t *)(const void *)w->derived.refs.at;
    for (uint32_t i = 0; i < f->n; i++)
        basemap_bounds_add(&box, write_ring(w, refs + runs[i].first, runs[i].n));
    write_feature(w, f, first, box);
}

static void write_layer(writer *w, int edition, int layer)
{
    w->layer_first[layer] = count(w, BASEMAP_S_FEATURES);
    w->layer_n[layer] = 0;
    for (size_t i = 0; i < basemap_draft_count(w->d); i++) {
        const basemap_draft *f = basemap_draft_at(w->d, i);
        if (f->edition == edition && f->layer == layer)
            write_source_feature(w, f);
    }
    const basemap_draft *made = (const basemap_draft *)(const void *)w->derived.made.at;
    for (size_t i = 0; i < w->derived.made.len / sizeof *made; i++)
        if (made[i].layer == layer)
            write_made_feature(w, &made[i]);
}

/* An edition without a box is never chosen, unless it is the world. */
static void write_edition(writer *w, int edition)
{
    arena scratch = { 0 };
    basemap_topology_build(w->d, edition, &scratch, &w->t);
    basemap_derive(w->d, &w->t, edition, &scratch, &w->derived);
    write_arcs(w, edition);
    for (int layer = 0; layer < BASEMAP_LAYERS; layer++)
        write_layer(w, edition, layer);
    buf *out = &w->section[BASEMAP_S_EDITIONS];
    add_bounds(out, w->d->has_box[edition] ? w->d->box[edition] : BASEMAP_NO_BOUNDS);
    for (int layer = 0; layer < BASEMAP_LAYERS; layer++) {
        buf_add_u32le(out, w->layer_first[layer]);
        buf_add_u32le(out, w->layer_n[layer]);
    }
    basemap_topology_clear(&w->t);
    basemap_derived_clear(&w->derived);
    arena_clear(&scratch);
}

static void write_file(writer *w, buf *out)
{
    size_t at = BASEMAP_HEADER + (size_t)BASEMAP_SECTIONS * BASEMAP_SECTION;
    buf table = { 0 };
    for (int i = 0; i < BASEMAP_SECTIONS; i++) {
        at = (at + 7) & ~(size_t)7;
        buf_add_u32le(&table, (uint32_t)at);
        buf_add_u32le(&table, count(w, i));
        buf_add_u32le(&table, RECORD[i]);
        at += w->section[i].len;
    }
    size_t start = out->len;
    buf_add(out, BASEMAP_MAGIC, 8);
    buf_add_u32le(out, BASEMAP_VERSION);
    buf_add_u32le(out, BASEMAP_SECTIONS);
    buf_add_u32le(out, (uint32_t)at);
    buf_add_u32le(out, hash_crc32(0, table.at, table.len));
    buf_add(out, table.at, table.len);
    for (int i = 0; i < BASEMAP_SECTIONS; i++) {
        buf_room(out, (8 - (out->len - start) % 8) % 8);
        buf_add(out, w->section[i].at, w->section[i].len);
    }
    buf_clear(&table);
}

dateline_status basemap_compile(const basemap_source *sources, size_t n, buf *out,
                                dateline_error *err)
{
    arena a = { 0 };
    basemap_drafts d = { 0 };
    writer w = { .d = &d };
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++)
        st = basemap_read_source(&sources[i], &a, &d, err);
    for (int edition = 0; !st && edition < BASEMAP_EDITIONS; edition++)
        write_edition(&w, edition);
    if (!st)
        write_file(&w, out);
    if (!st)
        st = buf_status(out, "the base map", err);
    for (int i = 0; i < BASEMAP_SECTIONS; i++)
        buf_clear(&w.section[i]);
    basemap_drafts_clear(&d);
    arena_clear(&a);
    return st;
}
