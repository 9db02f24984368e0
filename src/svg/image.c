/*
 * Images of an SVG: PNG inside the file, cut to what shows rather than clipped.
 */
#include "look/image.h"
#include "png/png.h"
#include "svg/writer.h"

static png_kind kind_of(const image_cut *m)
{
    if (m->opaque)
        return PNG_RGB;
    return m->grey ? PNG_GREY_ALPHA : PNG_RGBA;
}

dateline_status svg_image(svg_writer *w, const scene_image *m, dateline_error *err)
{
    image_cut cut;
    arena memory = { 0 };
    buf png = { .max = w->out->max };
    dateline_status st = DATELINE_OK;
    if (image_cut_out(m, w->s->view.frame, &memory, &cut)) {
        png_image pixels = { cut.pixels, cut.width, cut.height };
        st = png_encode_image(&pixels, kind_of(&cut), &png, err);
        buf_add_text(w->out, "<image");
        const char *key = m->key && *m->key ? m->key : "image";
        svg_attr(w->out, "id", svg_id(&w->ids, "", key));
        svg_attr_num(w->out, "x", cut.box.x0, 2);
        svg_attr_num(w->out, "y", cut.box.y0, 2);
        svg_attr_num(w->out, "width", cut.box.x1 - cut.box.x0, 2);
        svg_attr_num(w->out, "height", cut.box.y1 - cut.box.y0, 2);
        buf_add_text(w->out, " preserveAspectRatio=\"none\"");
        if (cut.multiply)
            buf_add_text(w->out, " style=\"mix-blend-mode:multiply\"");
        buf_add_text(w->out, " xlink:href=\"data:image/png;base64,");
        svg_base64(w->out, buf_str(&png));
        buf_add_text(w->out, "\"/>\n");
    }
    buf_clear(&png);
    arena_clear(&memory);
    return st;
}
