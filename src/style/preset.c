#include "style/preset.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "parse/json.h"

static bool number_at(const parse_value *list, size_t i, double min, double max,
                      double *out)
{
    return list && list->kind == PARSE_ARRAY && i < list->n &&
           list->items[i].kind == PARSE_NUMBER && num_parse(list->items[i].text, out) &&
           *out >= min && *out <= max;
}

dateline_status style_presets_read(str text, const char *source, arena *a,
                                   style_preset **out, size_t *n, dateline_error *err)
{
    const parse_value *doc;
    *out = NULL;
    *n = 0;
    dateline_status st = parse_json(a, parse_text_of(text, source), &doc, err);
    if (st)
        return st;
    if (doc->kind != PARSE_OBJECT)
        return error_at(err, DATELINE_INPUT, source, doc->line, doc->column,
                        "presets are a JSON object of names");
    *out = arena_array(a, style_preset, doc->n + 1);
    for (size_t i = 0; i < doc->n; i++) {
        const parse_value *m = &doc->items[i];
        const parse_value *size = parse_member(m, "size"),
                          *type = parse_member(m, "type");
        double w = 0, h = 0, k = 0;
        if (!number_at(size, 0, 64, LIMIT_PAGE_PX, &w) ||
            !number_at(size, 1, 64, LIMIT_PAGE_PX, &h) || !type ||
            type->kind != PARSE_NUMBER || !num_parse(type->text, &k) || k < 0.2 || k > 10)
            return error_at(err, DATELINE_INPUT, source, m->line, m->column,
                            "a preset has a size [width, height] in pixels and a type "
                            "scale from 0.2 to 10");
        (*out)[(*n)++] = (style_preset){ str_copy(a, m->key), (int)w, (int)h, k };
    }
    return DATELINE_OK;
}
