#include "api/handle.h"
#include "api/picture.h"
#include "base/jsonw.h"

#include <stdio.h>

static void box(jsonw *w, geo_rect r)
{
    jsonw_list(w, (double[]){ r.x0, r.y0, r.x1, r.y1 }, 4, 2);
}

static void point(jsonw *w, geo_xy p)
{
    jsonw_list(w, (double[]){ p.x, p.y }, 2, 2);
}

static void write_text(jsonw *w, const scene_text *t, size_t n)
{
    char id[32];
    snprintf(id, sizeof id, "text-%zu", n);
    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_text(w, id);
    jsonw_key(w, "text");
    jsonw_text(w, t->text);
    jsonw_key(w, "role");
    jsonw_text(w, style_role_name(t->role));
    jsonw_key(w, "box");
    box(w, t->box);
    if (t->n_boxes) {
        /* A text that is not level covers less than the box around it. */
        jsonw_key(w, "boxes");
        jsonw_open(w, '[');
        for (int i = 0; i < t->n_boxes; i++)
            box(w, t->boxes[i]);
        jsonw_close(w, ']');
    }
    jsonw_key(w, "font_px");
    jsonw_fixed(w, t->font.size_px, 2);
    jsonw_key(w, "contrast");
    jsonw_fixed(w, t->contrast, 2);
    jsonw_key(w, "anchor");
    point(w, t->anchor);
    jsonw_key(w, "leader");
    jsonw_bool(w, t->n_leader > 0);
    if (*t->key) {
        jsonw_key(w, t->is_event ? "event_id" : "place_id");
        jsonw_text(w, t->key);
    }
    jsonw_close(w, '}');
}

static void write_view(jsonw *w, const scene *s)
{
    jsonw_open(w, '{');
    jsonw_key(w, "projection");
    jsonw_text(w, geo_projector_definition(s->view.projector));
    jsonw_key(w, "frame");
    box(w, s->view.frame);
    jsonw_key(w, "box");
    geo_box b = s->view.box;
    jsonw_list(w, (double[]){ b.west, b.south, b.east, b.north }, 4, 5);
    jsonw_key(w, "m_per_px");
    jsonw_fixed(w, s->view.m_per_px, 3);
    jsonw_close(w, '}');
}

static void write_markers(jsonw *w, const scene *s)
{
    jsonw_open(w, '[');
    for (size_t i = 0; i < s->n_markers; i++) {
        const scene_marker *m = &s->markers[i];
        jsonw_line(w);
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_text(w, m->key);
        jsonw_key(w, "x");
        jsonw_fixed(w, m->x, 2);
        jsonw_key(w, "y");
        jsonw_fixed(w, m->y, 2);
        jsonw_key(w, "r");
        jsonw_fixed(w, m->r, 2);
        jsonw_key(w, "event");
        jsonw_bool(w, m->is_event);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_left_out(jsonw *w, const scene *s)
{
    jsonw_open(w, '[');
    for (size_t i = 0; i < s->n_left_out; i++) {
        jsonw_line(w);
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_text(w, s->left_out[i].key);
        jsonw_key(w, "text");
        jsonw_text(w, s->left_out[i].text);
        jsonw_key(w, "why");
        jsonw_text(w, s->left_out[i].why);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* Events that the frame does not hold: pointed to from its edge, or unlocated. */
static void write_offmap(jsonw *w, const dateline_map *m)
{
    const scene *s = map_scene(m);
    const scene_input *in = &map_picture(m)->input;
    jsonw_open(w, '[');
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        if (e->located && geo_view_shows(&s->view, e->where))
            continue;
        jsonw_line(w);
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_text(w, e->id);
        jsonw_key(w, "place");
        jsonw_text(w, e->place);
        jsonw_key(w, "why");
        jsonw_text(w, e->located ? "outside the frame" : "no place");
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* Characters that none of the fonts has, which show as boxes. */
static void write_warnings(jsonw *w, const scene *s)
{
    buf line = { 0 };
    jsonw_open(w, '[');
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < s->layers[layer].n_texts; i++) {
            const scene_text *t = &s->layers[layer].texts[i];
            int missing = 0;
            for (int k = 0; k < t->n_lines; k++)
                missing += t->lines[k].extent.missing;
            if (!missing)
                continue;
            line.len = 0;
            buf_addf(&line, "no glyph for %d characters of '%s'", missing, t->text);
            jsonw_str(w, buf_str(&line));
        }
    jsonw_close(w, ']');
    buf_clear(&line);
}

dateline_status dateline_map_write_layout(const dateline_map *m, dateline_output out,
                                          dateline_error *err)
{
    const scene *s = map_scene(m);
    buf bytes = { 0 };
    jsonw w = { .out = &bytes };
    jsonw_open(&w, '{');
    jsonw_key(&w, "size");
    point(&w, (geo_xy){ s->width_px, s->height_px });
    jsonw_key(&w, "view");
    write_view(&w, s);
    jsonw_key(&w, "texts");
    jsonw_open(&w, '[');
    size_t n = 0;
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < s->layers[layer].n_texts; i++) {
            jsonw_line(&w);
            write_text(&w, &s->layers[layer].texts[i], ++n);
        }
    jsonw_close(&w, ']');
    jsonw_key(&w, "markers");
    write_markers(&w, s);
    jsonw_key(&w, "unplaced");
    write_left_out(&w, s);
    jsonw_key(&w, "offmap");
    write_offmap(&w, m);
    jsonw_key(&w, "warnings");
    write_warnings(&w, s);
    jsonw_close(&w, '}');
    buf_add_byte(&bytes, '\n');
    dateline_status st = buf_status(&bytes, "the layout report", err);
    if (!st)
        st = handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}
