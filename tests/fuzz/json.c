/* A JSON text: what is read, is written and read again as the same. */
#include "parse/json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "features", "events", NULL };
    arena a = { 0 };
    buf once = { 0 }, twice = { 0 };
    const parse_value *v;
    parse_text in = parse_text_of((str){ (const char *)data, size }, "fuzz");
    if (!parse_json(&a, in, &v, NULL)) {
        parse_json_write(v, &once);
        if (parse_json(&a, parse_text_of(buf_str(&once), "once"), &v, NULL))
            abort();
        parse_json_write(v, &twice);
        if (!str_eq(buf_str(&once), buf_str(&twice)))
            abort();
    }
    parse_list l;
    if (!parse_list_open(&l, &a, in, names, NULL) && l.found)
        while (!parse_list_next(&l, &a, &v, NULL) && v)
            ;
    buf_clear(&once);
    buf_clear(&twice);
    arena_clear(&a);
    return 0;
}
