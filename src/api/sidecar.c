#include "api/article.h"

#include "base/error.h"
#include "base/file.h"
#include "parse/json.h"

#include <string.h>

/*
 * What an archive keeps beside an article: {"published", "lang", "outlet", "url"} in a
 * file of its name that ends in ".meta.json". What the caller states wins.
 */

static const char *sidecar_path(const char *path, arena *a)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t len = dot && (!slash || dot > slash + 1) ? (size_t)(dot - path) : strlen(path);
    return str_print(a, "%.*s.meta.json", (int)len, path);
}

static dateline_status read_member(const parse_value *v, const char *file,
                                   dateline_input *in, arena *a, dateline_error *err)
{
    const struct {
        const char *name, **to;
    } members[] = { { "published", &in->published },
                    { "lang", &in->lang },
                    { "outlet", &in->outlet },
                    { "url", &in->url } };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (!str_eq(v->key, str_of(members[i].name)) || v->kind == PARSE_NULL)
            continue;
        if (v->kind != PARSE_STRING)
            return error_at(err, DATELINE_INPUT, file, v->line, v->column,
                            "'%s' must be a string", members[i].name);
        if (!*members[i].to || !**members[i].to)
            *members[i].to = str_copy(a, v->text);
    }
    return DATELINE_OK;
}

dateline_status article_sidecar(dateline_input *in, arena *a, dateline_error *err)
{
    const char *file = in->path ? sidecar_path(in->path, a) : NULL;
    if (!file || !strcmp(file, in->path) || file_is_special(in->path) ||
        !file_exists(file))
        return DATELINE_OK;
    str bytes;
    const parse_value *v = NULL;
    dateline_status st = file_read(a, file, &bytes, err);
    st = st ? st : parse_json(a, parse_text_of(bytes, file), &v, err);
    if (!st && v->kind != PARSE_OBJECT)
        st = error_at(err, DATELINE_INPUT, file, v->line, v->column,
                      "an article's sidecar is an object with published, lang, outlet "
                      "and url");
    for (size_t i = 0; !st && i < v->n; i++)
        st = read_member(&v->items[i], file, in, a, err);
    return st;
}
