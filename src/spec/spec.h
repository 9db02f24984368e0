/*
 * spec - map specs: JSON documents that say what a map is made of.
 *
 * The reader checks every key and value, and says where what it cannot follow
 * stands. docs/map-spec.schema.json describes the same for other programs; writing
 * is api/spec_save.c.
 */
#ifndef SPEC_SPEC_H
#define SPEC_SPEC_H

#include "base/arena.h"
#include "base/str.h"
#include "parse/json.h"

#include <dateline.h>

/* What a spec asks of others. */
typedef struct spec_house {
    void *ctx;
    /* Where a place is; DATELINE_NOT_FOUND. */
    dateline_status (*locate)(void *ctx, const char *name, dateline_lonlat *where,
                              dateline_error *err);
    /* Whether there is a "preset", "lang" or "theme" of that name; DATELINE_NOT_FOUND. */
    dateline_status (*check)(void *ctx, const char *what, const char *name,
                             dateline_error *err);
    /* The text of a file, in an arena that outlives the spec. */
    dateline_status (*load)(void *ctx, const char *path, str *text, dateline_error *err);
} spec_house;

/* text is UTF-8. Paths in it are relative to the folder dir, "" or ending in a slash.
   What out points at is in the arena. */
dateline_status spec_read(str text, const char *source, const char *dir,
                          const spec_house *house, arena *a, dateline_spec *out,
                          dateline_error *err);

/* For the files of this room. */
typedef struct spec_reader {
    const char *source, *dir;
    const spec_house *house;
    arena *a;
    dateline_spec *out;
    dateline_error *err;
} spec_reader;

typedef enum spec_type {
    SPEC_TEXT = 0,
    SPEC_PATH,
    SPEC_FLAG,
    SPEC_NUMBER, /* min..max */
    SPEC_INT,    /* the same */
    SPEC_WORD,   /* one of words */
    SPEC_DONE,   /* one of words, which say what is done anyway: others come later */
    SPEC_OBJECT, /* fields */
    SPEC_CALL,   /* read */
} spec_type;

typedef dateline_status spec_read_fn(const spec_reader *r, const parse_value *v);
typedef struct spec_field {
    const char *name;
    spec_type type;
    size_t offset; /* in what is filled in */
    double min, max;
    const char *const *words; /* end with NULL */
    const struct spec_field *fields;
    size_t n_fields;
    spec_read_fn *read;
} spec_field;

/* Members of the object v into to; unknown ones are errors. null is nothing. */
dateline_status spec_members(const spec_reader *r, const parse_value *v, const char *what,
                             const spec_field *fields, size_t n, void *to);
/* A name that is none of all, with the nearest of these. */
dateline_status spec_unknown(const spec_reader *r, const parse_value *v, const char *what,
                             str name, const str *all, size_t n);
dateline_status spec_wrong(const spec_reader *r, const parse_value *v, const char *format,
                           ...) __attribute__((format(printf, 3, 4)));
dateline_status spec_number(const spec_reader *r, const parse_value *v, double min,
                            double max, double *out);
dateline_status spec_list(const spec_reader *r, const parse_value *v, const char *of);
/* One of the words of a field of *in. */
dateline_status spec_word(const spec_reader *r, const parse_value *v, const spec_field *f,
                          void *in);
/* [lon, lat], or the name of a place. */
dateline_status spec_place(const spec_reader *r, const parse_value *v,
                           dateline_lonlat *out);
/* A path as the spec has it, from its folder. */
const char *spec_path(const spec_reader *r, str path);
/* annotations */
dateline_status spec_annotations(const spec_reader *r, const parse_value *v);
/* insets */
dateline_status spec_insets(const spec_reader *r, const parse_value *v);
#endif
