/* Map specs: any bytes. */
#include "spec/spec.h"
#include "base/error.h"
#include "text/utf8.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dateline_status locate(void *ctx, const char *name, dateline_lonlat *where,
                              dateline_error *err)
{
    (void)ctx;
    *where = (dateline_lonlat){ 45, 40 };
    return *name ? DATELINE_OK : error_set(err, DATELINE_NOT_FOUND, "no such place");
}

static dateline_status check(void *ctx, const char *what, const char *name,
                             dateline_error *err)
{
    (void)ctx;
    return *name ? DATELINE_OK : error_set(err, DATELINE_NOT_FOUND, "no such %s", what);
}

/* The geometry of an annotation in a file of its own is the input itself. */
static dateline_status load(void *ctx, const char *path, str *text, dateline_error *err)
{
    (void)path;
    (void)err;
    *text = *(const str *)ctx;
    return DATELINE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size };
    if (size > 1 << 16 || text_utf8_check(text) != size)
        return 0;
    spec_house house = { &text, locate, check, load };
    arena a = { 0 };
    dateline_spec spec;
    dateline_error err = { 0 };
    (void)spec_read(text, "spec", "", &house, &a, &spec, &err);
    arena_clear(&a);
    return 0;
}
