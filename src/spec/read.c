#include "base/buf.h"
#include "base/error.h"
#include "base/num.h"
#include "spec/spec.h"
#include "text/near.h"
#include "text/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

dateline_status spec_wrong(const spec_reader *r, const parse_value *v, const char *format,
                           ...)
{
    char line[256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column, "%s", line);
}

dateline_status spec_number(const spec_reader *r, const parse_value *v, double min,
                            double max, double *out)
{
    if (v->kind == PARSE_NUMBER && num_parse(v->text, out) && *out >= min && *out <= max)
        return DATELINE_OK;
    return spec_wrong(r, v, "%.*s%sa number from %g to %g is wanted here",
                      STR_ARGS(text_head(v->key, 40)), v->key.len ? ": " : "", min, max);
}

const char *spec_path(const spec_reader *r, str path)
{
    bool as_is = !path.len || path.at[0] == '/' || str_eq(path, STR("-"));
    return as_is ? str_copy(r->a, path)
                 : str_print(r->a, "%s%.*s", r->dir, STR_ARGS(path));
}

dateline_status spec_unknown(const spec_reader *r, const parse_value *v, const char *what,
                             str name, const str *all, size_t n)
{
    size_t near = text_nearest(name, all, n, 3);
    buf list = { .max = 4096 };
    for (size_t i = 0; i < n; i++)
        buf_addf(&list, "%s%.*s", i ? ", " : "", STR_ARGS(all[i]));
    dateline_status st =
        near == TEXT_NONE
            ? spec_wrong(r, v, "unknown %s '%.*s'; there are: %.*s", what,
                         STR_ARGS(text_head(name, 40)), STR_ARGS(buf_str(&list)))
            : spec_wrong(r, v, "unknown %s '%.*s'; did you mean '%.*s'?", what,
                         STR_ARGS(text_head(name, 40)), STR_ARGS(all[near]));
    buf_clear(&list);
    return st;
}

dateline_status spec_word(const spec_reader *r, const parse_value *v, const spec_field *f,
                          void *in)
{
    const char **to = (const char **)(void *)((char *)in + f->offset);
    str all[16];
    size_t n = 0;
    if (v->kind != PARSE_STRING)
        return spec_wrong(r, v, "%s: a word in quotes is wanted here", f->name);
    for (; n < 16 && f->words[n]; n++) {
        all[n] = str_of(f->words[n]);
        if (!str_eq(all[n], v->text))
            continue;
        *to = f->words[n];
        return DATELINE_OK;
    }
    return spec_unknown(r, v, f->name, v->text, all, n);
}

dateline_status spec_list(const spec_reader *r, const parse_value *v, const char *of)
{
    return v->kind == PARSE_ARRAY
               ? DATELINE_OK
               : spec_wrong(r, v, "a list, [ ... ], of %s is wanted here", of);
}

/* A value that is what is done anyway. */
static dateline_status read_done(const spec_reader *r, const parse_value *v,
                                 const spec_field *f)
{
    for (size_t i = 0; f->words[i]; i++)
        if (v->kind != PARSE_OBJECT && v->kind != PARSE_ARRAY &&
            str_eq(v->text, str_of(f->words[i])))
            return DATELINE_OK;
    return spec_wrong(r, v, "%s: this cannot be chosen yet; write %s, or leave it out",
                      f->name, f->words[0]);
}

static dateline_status read_number(const spec_reader *r, const parse_value *v,
                                   const spec_field *f, char *at)
{
    double number;
    dateline_status st = spec_number(r, v, f->min, f->max, &number);
    if (st)
        return st;
    if (f->type == SPEC_NUMBER)
        *(double *)(void *)at = number;
    else if (number != floor(number))
        return spec_wrong(r, v, "%s: a whole number is wanted here", f->name);
    else
        *(int *)(void *)at = (int)number;
    return DATELINE_OK;
}

static dateline_status read_text(const spec_reader *r, const parse_value *v,
                                 const spec_field *f, char *at)
{
    if (v->kind != PARSE_STRING)
        return spec_wrong(r, v, "%s: a text in quotes is wanted here", f->name);
    *(const char **)(void *)at =
        f->type == SPEC_PATH ? spec_path(r, v->text) : str_copy(r->a, v->text);
    return DATELINE_OK;
}

static dateline_status read_field(const spec_reader *r, const parse_value *v,
                                  const spec_field *f, void *to)
{
    char *at = (char *)to + f->offset;
    if (v->kind == PARSE_NULL)
        return DATELINE_OK;
    switch (f->type) {
    case SPEC_TEXT:
    case SPEC_PATH:
        return read_text(r, v, f, at);
    case SPEC_FLAG:
        if (v->kind != PARSE_BOOL)
            return spec_wrong(r, v, "%s: true or false is wanted here", f->name);
        *(bool *)(void *)at = str_eq(v->text, STR("true"));
        return DATELINE_OK;
    case SPEC_NUMBER:
    case SPEC_INT:
        return read_number(r, v, f, at);
    case SPEC_WORD:
        return spec_word(r, v, f, to);
    case SPEC_DONE:
        return read_done(r, v, f);
    case SPEC_OBJECT:
        return spec_members(r, v, f->name, f->fields, f->n_fields, to);
    case SPEC_CALL:
        return f->read(r, v);
    }
    return DATELINE_OK;
}

static bool is_twice(const parse_value *v, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(v->items[k].key, v->items[i].key))
            return true;
    return false;
}

dateline_status spec_members(const spec_reader *r, const parse_value *v, const char *what,
                             const spec_field *fields, size_t n, void *to)
{
    str names[40];
    if (v->kind != PARSE_OBJECT)
        return spec_wrong(r, v, "%s: an object, { ... }, is wanted here", what);
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(fields[i].name);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        const parse_value *m = &v->items[i];
        size_t at = 0;
        while (at < n && !str_eq(names[at], m->key))
            at++;
        /* Keys that are known are few, so that this is not slow. */
        if (at == n)
            st = spec_unknown(r, m, "key", m->key, names, n);
        else if (is_twice(v, i))
            st = spec_wrong(r, m, "'%s' stands here twice", fields[at].name);
        else
            st = read_field(r, m, &fields[at], to);
    }
    return st;
}
