#include "api/handle.h"
#include "base/buf.h"
#include "style/check.h"

static void add_line(buf *out, const style_finding *f)
{
    buf_addf(out, "%s  %-18s %-22s %-26s %6.2f", f->fails ? "FAILS" : "ok   ", f->what,
             f->on, f->measure, f->value);
    if (f->least > 0)
        buf_addf(out, "  at least %.2f", f->least);
    if (f->most > 0)
        buf_addf(out, "  at most %.2f", f->most);
    buf_add_byte(out, '\n');
}

dateline_status dateline_style_check(dateline *dl, const char *style_name, bool all,
                                     dateline_output out, size_t *failed,
                                     dateline_error *err)
{
    arena a = { 0 };
    style s;
    style_finding *list;
    size_t n, bad = 0;
    if (failed)
        *failed = 0;
    dateline_status st = handle_style(dl, style_name, &a, &s, err);
    if (!st) {
        buf text = { 0 };
        bad = style_check(&s, &a, &list, &n);
        buf_addf(&text, "%s: %zu of %zu checks fail\n",
                 style_name && *style_name ? style_name : HANDLE_STYLE, bad, n);
        for (size_t i = 0; i < n; i++)
            if (all || list[i].fails)
                add_line(&text, &list[i]);
        st = handle_write(out, buf_str(&text), err);
        buf_clear(&text);
    }
    arena_clear(&a);
    if (!st && failed)
        *failed = bad;
    return st;
}
