/*
 * Whether the fonts can draw what a picture says.
 */
#include "api/picture.h"
#include "base/error.h"
#include "text/utf8.h"

/* The first character of a line that no font has; 0: they have all. */
static uint32_t lacking(font *f, const scene_line *l, font_spec spec, str *out)
{
    str text = str_of(l->text);
    font_glyphs all = font_lay(f, text, spec);
    for (int i = 0; i < all.n; i++) {
        const font_glyph *g = &all.at[i];
        if (g->id || g->len <= 0 || (size_t)g->at + (size_t)g->len > text.len)
            continue;
        str rest = { text.at + g->at, (size_t)g->len };
        *out = text_head(rest, 1);
        return text_next(&rest);
    }
    return 0;
}

static dateline_status report(font *f, const scene_text *t, dateline_error *err)
{
    for (int i = 0; i < t->n_lines; i++) {
        str c;
        uint32_t code =
            t->lines[i].extent.missing ? lacking(f, &t->lines[i], t->font, &c) : 0;
        if (code)
            return error_set(err, DATELINE_INPUT,
                             "no font has a glyph for U+%04X '%.*s' in '%.*s'; take it "
                             "out, or have a box in its place with --missing-glyphs",
                             (unsigned)code, STR_ARGS(c),
                             STR_ARGS(text_head(str_of(t->text), 60)));
    }
    return DATELINE_OK;
}

dateline_status picture_check_glyphs(const picture *p, const scene *s,
                                     dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    if (p->options.missing_glyphs)
        return st;
    for (int layer = 0; !st && layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; !st && i < s->layers[layer].n_texts; i++)
            st = report(p->input.font, &s->layers[layer].texts[i], err);
    return st;
}
