/*
 * The PDF writer (ISO 32000-1). Text stays text in embedded fonts, the groups of the
 * scene are layers that can be switched, and each page is a figure with its
 * description for those who cannot see it.
 */
#include "pdf/pdf.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "pdf/writer.h"

#include <math.h>
#include <string.h>

/* Printed lines are no thinner: 0.1 mm, in points. */
static const double HAIRLINE = 0.1 / 25.4 * 72;
/* What a page can measure (ISO 32000-1, annex C). */
static const double MOST_POINTS = 14400;

enum { MOST_PAGES = 20000 };

static dateline_status check_page(const scene *s, const pdf_options *o,
                                  dateline_error *err)
{
    double points = o->points_per_px;
    if (!(s->width_px > 0 && s->height_px > 0 && points > 0 && o->bleed_pt >= 0))
        return error_set(err, DATELINE_USAGE, "the page is empty; give it a size");
    if (s->width_px > LIMIT_PAGE_PX || s->height_px > LIMIT_PAGE_PX)
        return error_set(err, DATELINE_LIMIT,
                         "the page would be %.0f x %.0f pixels; at most %d x %d are "
                         "possible",
                         s->width_px, s->height_px, LIMIT_PAGE_PX, LIMIT_PAGE_PX);
    if (fmax(s->width_px, s->height_px) * points + 2 * o->bleed_pt > MOST_POINTS)
        return error_set(err, DATELINE_LIMIT,
                         "the page would be more than %.0f points; that is more than a "
                         "PDF can have",
                         MOST_POINTS);
    return DATELINE_OK;
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

/* Thousandths of a point, so that millimetres are exact. */
static void add_length(buf *out, double v)
{
    buf_add_byte(out, ' ');
    num_write_fixed(out, v, 4);
}

static void add_box(buf *out, const char *name, geo_rect r)
{
    buf_addf(out, " /%s [", name);
    add_length(out, r.x0);
    add_length(out, r.y0);
    add_length(out, r.x1);
    add_length(out, r.y1);
    buf_add_text(out, " ]");
}

/* Objects that are named before they are written. */
typedef struct numbers {
    int root, info, pages, structure, document, parents;
    int first_page, first_figure; /* of each page; contents follow each page */
    int layers[SCENE_LAYERS];
} numbers;

static void write_page(pdf_writer *w, const scene *s, const pdf_options *o,
                       const numbers *n, int i)
{
    double k = o->points_per_px, bleed = o->bleed_pt, grow = bleed / k;
    double width = s->width_px * k, height = s->height_px * k;
    int page = n->first_page + 2 * i;
    buf content = { .max = w->file->out->max };
    w->page = &content;
    w->thinnest = HAIRLINE / k;
    num_write_fixed(&content, k, 6);
    buf_add_text(&content, " 0 0 ");
    num_write_fixed(&content, -k, 6);
    add_length(&content, bleed);
    add_length(&content, height + bleed);
    buf_add_text(&content, " cm\n/Figure << /MCID 0 >> BDC\n");
    pdf_draw(w, s, (geo_rect){ -grow, -grow, s->width_px + grow, s->height_px + grow });
    buf_add_text(&content, "EMC\n");
    pdf_stream(w->file, page + 1, "", buf_str(&content));
    buf_clear(&content);

    buf *out = w->file->out;
    pdf_open(w->file, page);
    buf_addf(out, "<< /Type /Page /Parent %d 0 R", n->pages);
    geo_rect all = { 0, 0, width + 2 * bleed, height + 2 * bleed };
    add_box(out, "MediaBox", all);
    add_box(out, "BleedBox", all);
    add_box(out, "TrimBox", (geo_rect){ bleed, bleed, bleed + width, bleed + height });
    buf_addf(out,
             " /Resources %d 0 R /Contents %d 0 R /Group << /S /Transparency /CS "
             "/DeviceRGB >> /StructParents %d /Tabs /S >>",
             w->resources, page + 1, i);
    pdf_close(w->file);
}

static void write_figure(pdf_writer *w, const scene *s, const numbers *n, int i)
{
    buf *out = w->file->out;
    const char *alt = s->alt && *s->alt ? s->alt : s->title;
    pdf_open(w->file, n->first_figure + i);
    buf_addf(out, "<< /Type /StructElem /S /Figure /P %d 0 R /Pg %d 0 R /K 0 /Alt ",
             n->document, n->first_page + 2 * i);
    pdf_text(out, str_of(alt));
    buf_add_text(out, " >>");
    pdf_close(w->file);
}

static void write_structure(pdf_writer *w, const scene *const *pages, int count,
                            const numbers *n)
{
    buf *out = w->file->out;
    for (int i = 0; i < count; i++)
        write_figure(w, pages[i], n, i);
    pdf_open(w->file, n->document);
    buf_addf(out, "<< /Type /StructElem /S /Document /P %d 0 R /K [", n->structure);
    for (int i = 0; i < count; i++)
        buf_addf(out, " %d 0 R", n->first_figure + i);
    buf_add_text(out, " ] >>");
    pdf_close(w->file);
    pdf_open(w->file, n->parents);
    buf_add_text(out, "<< /Nums [");
    for (int i = 0; i < count; i++)
        buf_addf(out, " %d [%d 0 R]", i, n->first_figure + i);
    buf_add_text(out, " ] >>");
    pdf_close(w->file);
    pdf_open(w->file, n->structure);
    buf_addf(out,
             "<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R "
             "/ParentTreeNextKey %d >>",
             n->document, n->parents, count);
    pdf_close(w->file);
}

static void write_resources(pdf_writer *w, const numbers *n)
{
    buf *out = w->file->out, fonts = { 0 };
    pdf_fonts_write(&w->fonts, &fonts);
    pdf_open(w->file, w->resources);
    buf_add_text(out, "<< /ProcSet [/PDF /Text /ImageB /ImageC] /Font <<");
    buf_add_str(out, buf_str(&fonts));
    buf_add_text(out, " >> /XObject <<");
    buf_add_str(out, buf_str(&w->named));
    buf_add_text(out, " >> /Properties <<");
    for (int i = 0; i < SCENE_LAYERS; i++)
        if (w->layers[i])
            buf_addf(out, " /L%d %d 0 R", i, n->layers[i]);
    buf_add_text(out, " >> /ExtGState <<");
    for (int i = 0; i < 256; i++)
        if (w->alphas[i]) {
            buf_addf(out, " /A%d << /ca ", i);
            num_write_fixed(out, i / 255.0, 4);
            buf_add_text(out, " /CA ");
            num_write_fixed(out, i / 255.0, 4);
            buf_add_text(out, " >>");
        }
    if (w->multiply)
        buf_add_text(out, " /M << /BM /Multiply >>");
    buf_add_text(out, " >> >>");
    pdf_close(w->file);
    buf_clear(&fonts);
}

static void write_layers(pdf_writer *w, const numbers *n)
{
    for (int i = 0; i < SCENE_LAYERS; i++) {
        pdf_open(w->file, n->layers[i]);
        buf_addf(w->file->out, "<< /Type /OCG /Name (%s) >>",
                 scene_layer_name((scene_layer_id)i));
        pdf_close(w->file);
    }
}

/* "D:20240417000000Z" of "2024-04-17T00:00:00Z". */
static void add_date(buf *out, const char *key, const char *iso)
{
    buf_addf(out, " /%s (D:", key);
    for (const char *c = iso; *c && *c != 'Z'; c++)
        if (*c >= '0' && *c <= '9')
            buf_add_byte(out, (unsigned char)*c);
    buf_add_text(out, "Z)");
}

static void write_info(pdf_writer *w, const scene *s, int object)
{
    const struct {
        const char *key, *text;
    } fields[] = { { "Title", s->title },
                   { "Author", s->author },
                   { "Subject", s->description },
                   { "Creator", "Dateline" },
                   { "Producer", "Dateline" } };
    /* A page holds no clock: only what its scene says. */
    const char *date = s->created && *s->created ? s->created : "1970-01-01T00:00:00Z";
    buf *out = w->file->out;
    pdf_open(w->file, object);
    buf_add_text(out, "<<");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!fields[i].text || !*fields[i].text)
            continue;
        buf_addf(out, " /%s ", fields[i].key);
        pdf_text(out, str_of(fields[i].text));
    }
    add_date(out, "CreationDate", date);
    add_date(out, "ModDate", date);
    buf_add_text(out, " >>");
    pdf_close(w->file);
}

static void write_root(pdf_writer *w, const scene *s, const numbers *n, int count)
{
    buf *out = w->file->out;
    pdf_open(w->file, n->pages);
    buf_addf(out, "<< /Type /Pages /Count %d /Kids [", count);
    for (int i = 0; i < count; i++)
        buf_addf(out, " %d 0 R", n->first_page + 2 * i);
    buf_add_text(out, " ] >>");
    pdf_close(w->file);
    pdf_open(w->file, n->root);
    buf_addf(out, "<< /Type /Catalog /Pages %d 0 R", n->pages);
    if (is_tag(str_of(s->lang)))
        buf_addf(out, " /Lang (%s)", s->lang);
    buf_addf(out,
             " /ViewerPreferences << /DisplayDocTitle true >> /MarkInfo << /Marked true "
             ">> /StructTreeRoot %d 0 R /OCProperties << /OCGs [",
             n->structure);
    for (int i = 0; i < SCENE_LAYERS; i++)
        buf_addf(out, " %d 0 R", n->layers[i]);
    /* The layer on top stands first, as in drawing programs. */
    buf_add_text(out, " ] /D << /Order [");
    for (int i = SCENE_LAYERS - 1; i >= 0; i--)
        if (w->layers[i])
            buf_addf(out, " %d 0 R", n->layers[i]);
    buf_add_text(out, " ] >> >> >>");
    pdf_close(w->file);
}

static numbers reserve(pdf_file *p, int count)
{
    numbers n = { 0 };
    int *single[] = { &n.root, &n.info, &n.pages, &n.structure, &n.document, &n.parents };
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        *single[i] = pdf_reserve(p);
    for (int i = 0; i < SCENE_LAYERS; i++)
        n.layers[i] = pdf_reserve(p);
    n.first_page = p->n + 1;
    n.first_figure = n.first_page + 2 * count;
    for (int i = 0; i < 3 * count; i++)
        pdf_reserve(p);
    return n;
}

dateline_status pdf_write_pages(const scene *const *pages, size_t n, const pdf_options *o,
                                font *f, buf *out, dateline_error *err)
{
    for (size_t i = 0; i < n; i++) {
        dateline_status st = check_page(pages[i], o, err);
        if (st)
            return st;
    }
    if (!n)
        return error_set(err, DATELINE_USAGE, "there is no page to write");
    if (n > MOST_PAGES)
        return error_set(err, DATELINE_LIMIT, "a document has at most %d pages",
                         MOST_PAGES);
    arena memory = { 0 };
    buf bytes = { .max = out->max };
    pdf_file file = { .out = &bytes, .a = &memory, .err = err };
    pdf_begin(&file);
    numbers at = reserve(&file, (int)n);
    pdf_writer w = { .file = &file,
                     .fonts = { .to = &file, .f = f },
                     .f = f,
                     .resources = pdf_reserve(&file) };
    for (size_t i = 0; i < n; i++) {
        arena scratch = { 0 };
        w.a = &scratch;
        write_page(&w, pages[i], o, &at, (int)i);
        arena_clear(&scratch);
    }
    write_resources(&w, &at);
    write_layers(&w, &at);
    write_structure(&w, pages, (int)n, &at);
    write_info(&w, pages[0], at.info);
    write_root(&w, pages[0], &at, (int)n);
    pdf_end(&file, at.root, at.info);
    dateline_status st =
        file.status ? file.status : buf_status(&bytes, "the document", err);
    if (!st) {
        buf_add_str(out, buf_str(&bytes));
        st = buf_status(out, "the document", err);
    }
    if (w.surface) {
        font_cairo(f)->destroy(w.cr);
        font_cairo(f)->surface_destroy(w.surface);
    }
    pdf_fonts_close(&w.fonts);
    buf_clear(&w.named);
    buf_clear(&bytes);
    arena_clear(&memory);
    return st;
}

dateline_status pdf_write(const scene *const *pages, size_t n, double points_per_px,
                          font *f, buf *out, dateline_error *err)
{
    return pdf_write_pages(pages, n, &(pdf_options){ .points_per_px = points_per_px }, f,
                           out, err);
}
