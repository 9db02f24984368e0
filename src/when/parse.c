#include "base/error.h"
#include "when/point.h"
#include "when/when.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 200 };

/* One end of an interval: a date, open, or neither when it is not known. */
typedef struct side {
    const when_date *date;
    bool open;
} side;

static dateline_precision coarser(dateline_precision a, dateline_precision b)
{
    if (!a || !b)
        return a ? a : b;
    return a < b ? a : b;
}

static const char *side_text(side s)
{
    return s.open ? ".." : s.date ? s.date->edtf : "";
}

static dateline_status join(side a, side b, when_date *out, dateline_error *err)
{
    dateline_when from = a.date ? a.date->when : (dateline_when){ 0 };
    dateline_when to = b.date ? b.date->when : (dateline_when){ 0 };
    bool nested = strchr(side_text(a), '/') || strchr(side_text(b), '/');
    *out = (when_date){ 0 };
    out->ambiguous = (a.date && a.date->ambiguous) || (b.date && b.date->ambiguous);
    if (from.precision || to.precision)
        out->when = (dateline_when){
            .begin = from.precision ? from.begin : INT64_MIN,
            .end = to.precision ? to.end : INT64_MAX,
            .precision = coarser(from.precision, to.precision),
            .interval = true,
            .approximate = from.approximate || to.approximate,
            .uncertain = from.uncertain || to.uncertain,
            .open_begin = a.open || from.open_begin,
            .open_end = b.open || to.open_end,
        };
    if (from.precision && to.precision && to.end <= from.begin)
        return error_set(err, DATELINE_INPUT,
                         "the end, %.40s, is before the start, %.40s", b.date->edtf,
                         a.date->edtf);
    if (nested)
        when_write(out->when, out->edtf);
    else
        snprintf(out->edtf, WHEN_TEXT, "%.45s/%.45s", side_text(a), side_text(b));
    return DATELINE_OK;
}

dateline_status when_span(const when_date *from, const when_date *to, when_date *out,
                          dateline_error *err)
{
    if (!from && !to) {
        *out = (when_date){ 0 };
        return DATELINE_OK;
    }
    if (from && to && !strcmp(from->edtf, to->edtf)) {
        *out = *from;
        return DATELINE_OK;
    }
    return join((side){ .date = from }, (side){ .date = to }, out, err);
}

static bool is_side(str s, when_point *p)
{
    *p = (when_point){ 0 };
    return !s.len || str_eq(s, STR("..")) || when_read_edtf(s, p);
}

/* *taken: s has the form of an EDTF interval, so the answer stands. */
static dateline_status parse_interval(str s, const when_rules *rules, bool *taken,
                                      when_date *out, dateline_error *err)
{
    str to = s, from = str_cut(&to, '/');
    from = str_trim(from);
    to = str_trim(to);
    when_point p[2];
    *taken = from.len < s.len && (from.len > 2 || to.len > 2) && is_side(from, &p[0]) &&
             is_side(to, &p[1]);
    if (!*taken)
        return DATELINE_OK;
    str text[2] = { from, to };
    when_date dates[2];
    side sides[2] = { 0 };
    for (int i = 0; i < 2; i++) {
        sides[i].open = str_eq(text[i], STR(".."));
        if (!text[i].len || sides[i].open)
            continue;
        dateline_status st = when_point_settle(&p[i], rules, err);
        if (st)
            return st;
        when_point_date(&p[i], &dates[i]);
        sides[i].date = &dates[i];
    }
    return join(sides[0], sides[1], out, err);
}

static dateline_status parse_words(str s, const when_rules *rules, when_date *out,
                                   dateline_error *err)
{
    when_words w;
    when_date from, to;
    dateline_status st = when_read_words(s, rules, &w, err);
    if (!st)
        st = when_point_settle(&w.from, rules, err);
    if (st)
        return st;
    when_point_date(&w.from, &from);
    if (w.range) {
        st = when_point_settle(&w.to, rules, err);
        if (st)
            return st;
        when_point_date(&w.to, &to);
        st = join((side){ .date = &from }, (side){ .date = &to }, out, err);
    } else {
        *out = from;
    }
    out->ambiguous = w.ambiguous;
    return st;
}

dateline_status when_parse(str s, const when_rules *rules, when_date *out,
                           dateline_error *err)
{
    *out = (when_date){ 0 };
    s = str_trim(s);
    if (!s.len)
        return error_set(err, DATELINE_INPUT, "the date is empty");
    if (s.len > LONGEST)
        return error_set(err, DATELINE_INPUT, "the date is longer than %d bytes",
                         LONGEST);
    when_point p;
    bool taken;
    dateline_status st = DATELINE_OK;
    if (when_read_edtf(s, &p)) {
        st = when_point_settle(&p, rules, err);
        if (!st)
            when_point_date(&p, out);
    } else {
        st = parse_interval(s, rules, &taken, out, err);
        if (!st && !taken)
            st = parse_words(s, rules, out, err);
    }
    if (st)
        *out = (when_date){ 0 };
    return st;
}
