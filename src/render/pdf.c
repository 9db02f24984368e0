#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "render/paint.h"
#include "render/render.h"

#include <math.h>
#include <string.h>

/* Printed lines are no thinner: 0.1 mm, in points. */
static const double HAIRLINE = 0.1 / 25.4 * 72;

static cairo_status_t add_bytes(void *out, const unsigned char *bytes, unsigned n)
{
    buf_add(out, bytes, n);
    return ((buf *)out)->over ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_metadata(const cairo_calls *c, cairo_surface_t *surface, const scene *s)
{
    const struct {
        cairo_pdf_metadata_t what;
        const char *text;
    } fields[] = {
        { CAIRO_PDF_METADATA_TITLE, s->title },
        { CAIRO_PDF_METADATA_SUBJECT, s->description },
        { CAIRO_PDF_METADATA_CREATOR, "Dateline" },
        /* Else Cairo asks the clock. */
        { CAIRO_PDF_METADATA_CREATE_DATE, s->created },
        { CAIRO_PDF_METADATA_MOD_DATE, s->created },
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].text && *fields[i].text)
            c->pdf_surface_set_metadata(surface, fields[i].what, fields[i].text);
}

static void paint_page(const cairo_calls *c, cairo_surface_t *surface, const scene *s,
                       double points, font *f)
{
    cairo_t *cr = c->create(surface);
    c->scale(cr, points, points);
    arena memory = { 0 };
    painter p = { .c = c,
                  .cr = cr,
                  .f = f,
                  .memory = &memory,
                  .part = { 0, 0, s->width_px, s->height_px },
                  .scale = points,
                  .thinnest = HAIRLINE / points,
                  .vector = true };
    paint_scene(&p, s);
    c->show_page(cr);
    c->destroy(cr);
    arena_clear(&memory);
}

static dateline_status check_page(const scene *s, double points, dateline_error *err)
{
    if (!(s->width_px > 0 && s->height_px > 0 && points > 0))
        return error_set(err, DATELINE_USAGE, "the page is empty; give it a size");
    if (s->width_px > LIMIT_PAGE_PX || s->height_px > LIMIT_PAGE_PX)
        return error_set(err, DATELINE_LIMIT,
                         "the page would be %.0f x %.0f pixels; at most %d x %d are "
                         "possible",
                         s->width_px, s->height_px, LIMIT_PAGE_PX, LIMIT_PAGE_PX);
    return DATELINE_OK;
}

/* A page holds no clock only if its scene says when it was made. */
static const char *date_of(const scene *s)
{
    return s->created && *s->created ? s->created : "1970-01-01T00:00:00Z";
}

/* Where what last stands in bytes before end; NULL if nowhere. */
static const char *find_last(str bytes, str what)
{
    for (size_t i = bytes.len; i >= what.len && i > 0; i--)
        if (!memcmp(bytes.at + i - what.len, what.at, what.len))
            return bytes.at + i - what.len;
    return NULL;
}

/* The whole number after the last name; -1 if there is none. */
static int64_t number_after(str bytes, str name)
{
    const char *at = find_last(bytes, name);
    if (!at)
        return -1;
    const char *from = at + name.len, *end = bytes.at + bytes.len;
    while (from < end && (*from == ' ' || *from == '\n' || *from == '\r'))
        from++;
    const char *to = from;
    int64_t n = -1;
    while (to < end && *to >= '0' && *to <= '9')
        to++;
    return num_parse_int((str){ from, (size_t)(to - from) }, &n) ? n : -1;
}

/* A language tag is letters, digits and hyphens. */
static bool is_tag(str lang)
{
    for (size_t i = 0; i < lang.len; i++) {
        char c = lang.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return lang.len > 0 && lang.len < 36;
}

/* State the language, which Cairo cannot, and that viewers show the title: an
   update at the end replaces the catalog (PDF 1.4, 3.4.5). A file of another
   build than expected stays as it is. */
static void add_language(buf *out, str lang)
{
    const str end = STR("endobj\n");
    int64_t root = number_after(buf_str(out), STR("/Root"));
    int64_t info = number_after(buf_str(out), STR("/Info"));
    int64_t size = number_after(buf_str(out), STR("/Size"));
    int64_t before = number_after(buf_str(out), STR("startxref"));
    if (root < 1 || info < 1 || size < 1 || before < 1 || !is_tag(lang))
        return;
    arena memory = { 0 };
    str head = str_of(str_print(&memory, "\n%lld 0 obj\n<<", (long long)root));
    const char *at = find_last(buf_str(out), head);
    if (at) {
        const char *from = at + head.len;
        const char *last = (const char *)out->at + out->len;
        while (from < last && !str_starts((str){ from, (size_t)(last - from) }, end))
            from++;
        str rest = { at + head.len, (size_t)(from - at) - head.len };
        char *catalog =
            str_print(&memory,
                      "%lld 0 obj\n<< /Lang (%.*s)\n   /ViewerPreferences << "
                      "/DisplayDocTitle true >>%.*s%.*s",
                      (long long)root, STR_ARGS(lang), STR_ARGS(rest), STR_ARGS(end));
        size_t where = out->len;
        buf_add_text(out, catalog);
        size_t table = out->len;
        buf_addf(out,
                 "xref\n%lld 1\n%010zu 00000 n \ntrailer\n<< /Size %lld\n   /Root %lld 0 "
                 "R\n   /Info %lld 0 R\n   /Prev %lld\n>>\nstartxref\n%zu\n%%%%EOF\n",
                 (long long)root, where, (long long)size, (long long)root,
                 (long long)info, (long long)before, table);
    }
    arena_clear(&memory);
}

dateline_status render_pdf(const scene *const *pages, size_t n, double points_per_px,
                           font *f, buf *out, dateline_error *err)
{
    for (size_t i = 0; i < n; i++) {
        dateline_status st = check_page(pages[i], points_per_px, err);
        if (st)
            return st;
    }
    if (!n)
        return error_set(err, DATELINE_USAGE, "there is no page to write");
    const cairo_calls *c = font_cairo(f);
    buf bytes = { .max = out->max };
    scene first = *pages[0];
    first.created = date_of(&first);
    cairo_surface_t *surface = c->pdf_surface_create_for_stream(
        add_bytes, &bytes, first.width_px * points_per_px,
        first.height_px * points_per_px);
    c->pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    set_metadata(c, surface, &first);
    for (size_t i = 0; i < n; i++) {
        c->pdf_surface_set_size(surface, pages[i]->width_px * points_per_px,
                                pages[i]->height_px * points_per_px);
        paint_page(c, surface, pages[i], points_per_px, f);
    }
    c->surface_finish(surface);
    cairo_status_t status = c->surface_status(surface);
    c->surface_destroy(surface);
    dateline_status st = buf_status(&bytes, "the document", err);
    if (!st && status)
        st = error_set(err, DATELINE_FAILED, "cannot write the document: %s",
                       c->status_to_string(status));
    if (!st) {
        add_language(&bytes, str_of(first.lang));
        buf_add(out, bytes.at, bytes.len);
        st = buf_status(out, "the document", err);
    }
    buf_clear(&bytes);
    return st;
}
