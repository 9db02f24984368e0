#include "pdf/file.h"

#include "text/utf8.h"

#include <math.h>

enum { LEVEL = 6 };

/* Numbers further out are on no page, and beyond what readers take. */
static const double FAR = 32000;

void pdf_begin(pdf_file *p)
{
    p->at = arena_grow(p->a, p->at, 0, &p->cap, sizeof *p->at);
    p->z = squeeze_new(LEVEL);
    /* The bytes of the comment say that the file is not text. */
    buf_add_text(p->out, "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n");
}

int pdf_reserve(pdf_file *p)
{
    p->n++;
    p->at = arena_grow(p->a, p->at, (size_t)p->n, &p->cap, sizeof *p->at);
    p->at[p->n] = 0;
    return p->n;
}

void pdf_open(pdf_file *p, int object)
{
    p->at[object] = p->out->len;
    buf_addf(p->out, "%d 0 obj\n", object);
}

void pdf_close(pdf_file *p)
{
    buf_add_text(p->out, "\nendobj\n");
}

void pdf_squeezed(pdf_file *p, int object, const char *entries, str bytes)
{
    pdf_open(p, object);
    buf_addf(p->out, "<< %s /Filter /FlateDecode /Length %zu >>\nstream\n", entries,
             bytes.len);
    buf_add_str(p->out, bytes);
    buf_add_text(p->out, "\nendstream");
    pdf_close(p);
}

void pdf_stream(pdf_file *p, int object, const char *entries, str bytes)
{
    buf small = { .max = p->out->max };
    dateline_status st = squeeze_zlib(p->z, bytes, &small, p->status ? NULL : p->err);
    p->status = p->status ? p->status : st;
    pdf_squeezed(p, object, entries, buf_str(&small));
    buf_clear(&small);
}

void pdf_end(pdf_file *p, int root, int info)
{
    size_t table = p->out->len;
    buf_addf(p->out, "xref\n0 %d\n0000000000 65535 f \n", p->n + 1);
    for (int i = 1; i <= p->n; i++)
        buf_addf(p->out, "%010zu 00000 n \n", p->at[i]);
    buf_addf(
        p->out,
        "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
        p->n + 1, root, info, table);
    squeeze_free(p->z);
}

static void add_unit(buf *out, uint32_t unit)
{
    static const char digits[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4)
        buf_add_byte(out, (unsigned char)digits[unit >> shift & 15]);
}

void pdf_utf16(buf *out, str utf8)
{
    utf8.len = text_utf8_check(utf8);
    while (utf8.len) {
        uint32_t c = text_next(&utf8);
        if (c < 0x10000) {
            add_unit(out, c);
            continue;
        }
        add_unit(out, 0xD800 + ((c - 0x10000) >> 10));
        add_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
}

void pdf_text(buf *out, str utf8)
{
    buf_add_text(out, "<FEFF");
    pdf_utf16(out, utf8);
    buf_add_byte(out, '>');
}

void pdf_num(buf *out, double v)
{
    char text[24];
    size_t at = sizeof text;
    v = isfinite(v) ? fmin(fmax(v, -FAR), FAR) : 0;
    long n = lround(v * 100);
    unsigned long rest = (unsigned long)(n < 0 ? -n : n), part = rest % 100;
    if (part) {
        if (part % 10)
            text[--at] = (char)('0' + part % 10);
        text[--at] = (char)('0' + part / 10);
        text[--at] = '.';
    }
    rest /= 100;
    if (!rest && !part)
        text[--at] = '0';
    for (; rest; rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (n < 0)
        text[--at] = '-';
    text[--at] = ' ';
    buf_add(out, text + at, sizeof text - at);
}

void pdf_path(buf *out, const geo_path *path, bool closed)
{
    for (int r = 0; r < path->n_parts; r++) {
        int from = path->parts[r], to = path->parts[r + 1];
        /* The last point of a ring is its first. */
        int end = closed && to - from > 1 ? to - 1 : to;
        for (int i = from; i < end; i++) {
            pdf_num(out, path->points[i].x);
            pdf_num(out, path->points[i].y);
            buf_add_text(out, i == from ? " m" : " l");
        }
        if (closed && to > from)
            buf_add_text(out, " h");
    }
    buf_add_byte(out, '\n');
}
