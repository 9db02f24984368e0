#include "api/handle.h"
#include "api/picture.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

typedef struct file {
    const char *name;
    buf bytes;
} file;

/* A picture that a page may show. */
typedef struct shown {
    const char *name, *twice; /* files; NULL: none with twice the pixels */
    int width, height;
    bool page; /* of a size made for pages, not for posts */
} shown;

typedef struct batch {
    dateline *dl;
    const dateline_variants_options *o;
    arena a;
    file *files;
    size_t n_files, cap_files;
    shown *shows;
    size_t n_shows;
    const char *alt; /* of the last map */
    bool events;     /* are wanted as GeoJSON, and not yet written */
} batch;

static bool collect(void *user, const void *bytes, size_t n)
{
    buf_add(user, bytes, n);
    return true;
}

static file *add_file(batch *b, const char *name)
{
    b->files = arena_grow(&b->a, b->files, b->n_files, &b->cap_files, sizeof *b->files);
    file *f = &b->files[b->n_files++];
    *f = (file){ .name = name };
    return f;
}

static const char *stem_of(const batch *b)
{
    return b->o->name && *b->o->name ? b->o->name : "map";
}

/* Those that are drawn, once beside all pictures. */
static dateline_status add_events(batch *b, const dateline_map *map, dateline_error *err)
{
    const char *name = str_print(&b->a, "%s.geojson", stem_of(b));
    file *f = add_file(b, name);
    dateline_output out = { .write = collect,
                            .user = &f->bytes,
                            .format = DATELINE_GEOJSON };
    b->events = false;
    dateline_status st = dateline_events_write(map_picture(map)->events, out, err);
    return st ? st : buf_status(&f->bytes, name, err);
}

static dateline_status draw(batch *b, const dateline_events *events,
                            const dateline_map_options *o, dateline_format format,
                            const char *name, dateline_error *err)
{
    dateline_map *map = NULL;
    dateline_status st = dateline_map_new(b->dl, events, o, &map, err);
    if (!st) {
        file *f = add_file(b, name);
        dateline_output out = { .write = collect, .user = &f->bytes, .format = format };
        st = dateline_map_write(map, out, err);
        st = st ? st : buf_status(&f->bytes, name, err);
    }
    if (!st && b->events)
        st = add_events(b, map, err);
    if (!st) {
        buf text = { 0 };
        st = dateline_map_write_alt(
            map, (dateline_output){ .write = collect, .user = &text }, err);
        str rest = buf_str(&text);
        b->alt = str_copy(&b->a, str_cut(&rest, '\n'));
        buf_clear(&text);
    }
    dateline_map_free(map);
    return st;
}

static bool is_for_pages(const char *preset)
{
    static const char *const posts[] = { "social-", "og", "story-", "slide" };
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (!strncmp(preset, posts[i], strlen(posts[i])))
            return false;
    return true;
}

static const char *suffix(dateline_format format)
{
    return format == DATELINE_PDF ? "pdf" : format == DATELINE_SVG ? "svg" : "png";
}

/* One preset, NULL for the page that options say, in one format. */
static dateline_status draw_as(batch *b, const dateline_events *events,
                               const char *preset, const style_preset *size,
                               dateline_format format, dateline_error *err)
{
    dateline_map_options o = b->o->map;
    const char *stem = stem_of(b);
    if (preset) {
        o.preset = preset;
        o.width_px = o.height_px = 0;
        o.width_mm = o.height_mm = 0;
        stem = str_print(&b->a, "%s-%s", stem, preset);
    }
    const char *name = str_print(&b->a, "%s.%s", stem, suffix(format)), *twice = NULL;
    dateline_status st = draw(b, events, &o, format, name, err);
    if (!st && b->o->retina && format == DATELINE_PNG) {
        o.scale = 2 * (o.scale > 0 ? o.scale : 1);
        twice = str_print(&b->a, "%s@2x.png", stem);
        st = draw(b, events, &o, format, twice, err);
    }
    if (!st && format != DATELINE_PDF)
        b->shows[b->n_shows++] =
            (shown){ name, twice, (int)lround(size->width_px),
                     (int)lround(size->height_px), !preset || is_for_pages(preset) };
    return st;
}

static dateline_status draw_variant(batch *b, const dateline_events *events,
                                    const char *preset, dateline_error *err)
{
    const dateline_map_options *o = &b->o->map;
    style_preset size = { .width_px = 1280, .height_px = 960 };
    const char *name = preset ? preset : o->preset;
    dateline_status st =
        name ? handle_preset(b->dl, name, &b->a, &size, err) : DATELINE_OK;
    if (!preset && o->width_px > 0) {
        size.width_px = o->width_px;
        size.height_px = o->height_px;
    }
    bool print = size.medium == STYLE_PRINT || (!preset && o->width_mm > 0);
    dateline_format usual = print ? DATELINE_PDF : DATELINE_PNG;
    const dateline_format *formats = b->o->n_formats ? b->o->formats : &usual;
    size_t n = b->o->n_formats ? b->o->n_formats : 1;
    for (size_t i = 0; !st && i < n; i++)
        if (formats[i] != DATELINE_GEOJSON)
            st = draw_as(b, events, preset, &size, formats[i], err);
    return st;
}

/* --------------------------------------------------------------- embed.html */

static void html(buf *out, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++) {
        if (*c == '&')
            buf_add_text(out, "&amp;");
        else if (*c == '<')
            buf_add_text(out, "&lt;");
        else if (*c == '>')
            buf_add_text(out, "&gt;");
        else if (*c == '"')
            buf_add_text(out, "&quot;");
        else
            buf_add_byte(out, (unsigned char)*c);
    }
}

/* A file's name as a relative address. */
static void address(buf *out, const char *name)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~@";
    for (const char *c = name; *c; c++) {
        if (strchr(plain, *c))
            buf_add_byte(out, (unsigned char)*c);
        else
            buf_addf(out, "%%%02X", (unsigned)(unsigned char)*c);
    }
}

static void srcset(buf *out, const shown *s)
{
    buf_add_text(out, " srcset=\"");
    address(out, s->name);
    if (s->twice) {
        buf_add_text(out, " 1x, ");
        address(out, s->twice);
        buf_add_text(out, " 2x");
    }
    buf_add_byte(out, '"');
}

/* Those for pages, from the narrowest; where there are none, all. Of two formats of
   one size the first. */
static size_t choose(const batch *b, shown *out)
{
    size_t n = 0;
    for (int all = 0; all < 2 && !n; all++)
        for (size_t i = 0; i < b->n_shows; i++) {
            const shown *s = &b->shows[i];
            size_t at = n;
            bool known = false;
            for (size_t k = 0; k < n; k++)
                known |= out[k].width == s->width;
            if (known || !(all || s->page))
                continue;
            for (; at && out[at - 1].width > s->width; at--)
                out[at] = out[at - 1];
            out[at] = *s;
            n++;
        }
    return n;
}

static void write_caption(buf *out, const dateline_map_options *o)
{
    bool source = o->source && *o->source, credit = o->credit && *o->credit;
    if (!source && !credit)
        return;
    buf_add_text(out, "  <figcaption>");
    html(out, o->source);
    if (source && credit)
        buf_add_text(out, " \xC2\xB7 ");
    html(out, o->credit);
    buf_add_text(out, "</figcaption>\n");
}

static void write_embed(batch *b)
{
    const dateline_map_options *o = &b->o->map;
    shown *list = arena_array(&b->a, shown, b->n_shows + 1);
    size_t n = choose(b, list);
    if (!n)
        return;
    buf *out = &add_file(b, "embed.html")->bytes;
    const shown *last = &list[n - 1];
    buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"");
    html(out, o->lang && *o->lang ? o->lang : "en");
    buf_add_text(out, "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n<title>");
    html(out, o->title && *o->title ? o->title : b->alt);
    buf_add_text(out, "</title>\n<!-- From here to the end of the figure is what a page "
                      "takes over. -->\n<figure style=\"margin:0\">\n  <picture>\n");
    for (size_t i = 0; i + 1 < n; i++) {
        buf_addf(out, "    <source media=\"(max-width: %dpx)\"", list[i].width);
        srcset(out, &list[i]);
        buf_addf(out, " width=\"%d\" height=\"%d\">\n", list[i].width, list[i].height);
    }
    buf_add_text(out, "    <img src=\"");
    address(out, last->name);
    buf_add_byte(out, '"');
    if (last->twice)
        srcset(out, last);
    buf_addf(out,
             " width=\"%d\" height=\"%d\" style=\"max-width:100%%;height:auto\"\n"
             "         alt=\"",
             last->width, last->height);
    html(out, b->alt);
    buf_add_text(out, "\">\n  </picture>\n");
    write_caption(out, o);
    buf_add_text(out, "</figure>\n</html>\n");
}

/* ------------------------------------------------------------------ Writing */

/* All of them are complete before the first takes its place. */
static dateline_status write_files(batch *b, const char *dir, dateline_error *err)
{
    file_sink *sinks = arena_array(&b->a, file_sink, b->n_files + 1);
    const char **paths = arena_array(&b->a, const char *, b->n_files + 1);
    bool slash = *dir && dir[strlen(dir) - 1] == '/';
    size_t n = 0, done = 0;
    dateline_status st = file_make_dir(dir, err);
    for (; !st && n < b->n_files; n++) {
        paths[n] = str_print(&b->a, "%s%s%s", dir, slash ? "" : "/", b->files[n].name);
        st = file_sink_open(paths[n], &sinks[n], err);
        st = st ? st : file_sink_write(&sinks[n], buf_str(&b->files[n].bytes), err);
    }
    for (; !st && done < n; done++)
        st = file_sink_finish(&sinks[done], err);
    for (size_t i = 0; st && i < n; i++) {
        file_sink_drop(&sinks[i]);
        if (i + 1 < done)
            file_remove(paths[i]);
    }
    return st;
}

/* Whether the events are wanted beside the pictures. */
static bool has_events(const dateline_variants_options *o)
{
    for (size_t i = 0; i < o->n_formats; i++)
        if (o->formats[i] == DATELINE_GEOJSON)
            return true;
    return false;
}

static bool is_twice(const dateline_variants_options *o, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!strcmp(o->variants[k], o->variants[i]))
            return true;
    return false;
}

static dateline_status check_output(const dateline_variants_options *o, const char *path,
                                    dateline_error *err)
{
    if (!o || !path || !*path || !strcmp(path, "-"))
        return error_set(err, DATELINE_USAGE, "variants are written into a directory");
    if (o->name && strchr(o->name, '/'))
        return error_set(err, DATELINE_USAGE, "a name of variants has no slash");
    if (file_exists(path) && !file_is_dir(path))
        return error_set(err, DATELINE_USAGE,
                         "variants are written into a directory; '%.80s' is a file",
                         path);
    return DATELINE_OK;
}

dateline_status dateline_variants(dateline *dl, const dateline_events *events,
                                  const dateline_variants_options *o, dateline_output out,
                                  size_t *files, dateline_error *err)
{
    if (files)
        *files = 0;
    if (check_output(o, out.path, err))
        return DATELINE_USAGE;
    batch b = { .dl = dl, .o = o };
    b.events = has_events(o);
    size_t formats = o->n_formats ? o->n_formats : 1;
    b.shows = arena_array(&b.a, shown, (o->n_variants + 1) * formats + 1);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < o->n_variants; i++) {
        if (is_twice(o, i))
            st = error_set(err, DATELINE_USAGE, "'%.40s' is among the variants twice",
                           o->variants[i]);
        st = st ? st : draw_variant(&b, events, o->variants[i], err);
        st = st ? st : handle_go_on(dl, "variants", i + 1, o->n_variants, err);
    }
    if (!o->n_variants)
        st = draw_variant(&b, events, NULL, err);
    if (!st)
        write_embed(&b);
    st = st ? st : write_files(&b, out.path, err);
    if (files && !st)
        *files = b.n_files;
    for (size_t i = 0; i < b.n_files; i++)
        buf_clear(&b.files[i].bytes);
    arena_clear(&b.a);
    return st;
}
