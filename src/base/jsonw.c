#include "base/jsonw.h"

#include "base/num.h"

static void separate(jsonw *w)
{
    if (w->comma)
        buf_add_byte(w->out, ',');
    w->comma = true;
}

static void escape(buf *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        buf_addf(out, "\\%c", c);
    else if (c == '\n')
        buf_add_text(out, "\\n");
    else if (c == '\t')
        buf_add_text(out, "\\t");
    else
        buf_addf(out, "\\u%04x", c);
}

static void quote(buf *out, str s)
{
    size_t from = 0;
    buf_add_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c != '"' && c != '\\' && c >= ' ')
            continue;
        buf_add(out, s.at + from, i - from);
        escape(out, c);
        from = i + 1;
    }
    buf_add(out, s.at + from, s.len - from);
    buf_add_byte(out, '"');
}

void jsonw_open(jsonw *w, char bracket)
{
    separate(w);
    buf_add_byte(w->out, (unsigned char)bracket);
    w->comma = false;
}

void jsonw_close(jsonw *w, char bracket)
{
    buf_add_byte(w->out, (unsigned char)bracket);
    w->comma = true;
}

void jsonw_key(jsonw *w, const char *key)
{
    separate(w);
    quote(w->out, str_of(key));
    buf_add_byte(w->out, ':');
    w->comma = false;
}

void jsonw_str(jsonw *w, str s)
{
    separate(w);
    quote(w->out, s);
}

void jsonw_text(jsonw *w, const char *z)
{
    jsonw_str(w, str_of(z));
}

void jsonw_num(jsonw *w, double v)
{
    separate(w);
    num_write(w->out, v);
}

void jsonw_fixed(jsonw *w, double v, int decimals)
{
    separate(w);
    num_write_fixed(w->out, v, decimals);
}

void jsonw_list(jsonw *w, const double *v, size_t n, int decimals)
{
    jsonw_open(w, '[');
    for (size_t i = 0; i < n; i++)
        jsonw_fixed(w, v[i], decimals);
    jsonw_close(w, ']');
}

void jsonw_int(jsonw *w, int64_t v)
{
    separate(w);
    buf_addf(w->out, "%lld", (long long)v);
}

void jsonw_bool(jsonw *w, bool v)
{
    separate(w);
    buf_add_text(w->out, v ? "true" : "false");
}

void jsonw_null(jsonw *w)
{
    separate(w);
    buf_add_text(w->out, "null");
}

void jsonw_raw(jsonw *w, str json)
{
    separate(w);
    buf_add_str(w->out, json);
}

void jsonw_line(jsonw *w)
{
    if (w->comma) {
        buf_add_text(w->out, ",\n");
        w->comma = false;
    } else {
        buf_add_byte(w->out, '\n');
    }
}
