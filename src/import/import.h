/*
 * import - tables of places as others write them into the table that the gazetteer is
 * compiled from.
 *
 * A source is known by what is in it, never by its name: GeoNames dumps (19 fields, no
 * header) and their table of alternate names, Who's On First as TSV, or any CSV or TSV
 * whose header has a name, a latitude and a longitude. Tables in the gazetteer's own
 * form (compile/compile.h) and compiled gazetteers are told apart from these.
 *
 * A row becomes a place, or is rejected for a reason that names its line and column, or
 * is left out because such places are not kept. Nothing is lost without being counted.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum import_format {
    IMPORT_TABLE = 0,  /* of places, in the gazetteer's own form */
    IMPORT_WORDS,      /* type words or endings, in the gazetteer's own form */
    IMPORT_COMPILED,   /* a compiled gazetteer */
    IMPORT_GEONAMES,   /* a country dump or a cities file */
    IMPORT_ALTERNATES, /* alternateNamesV2.txt */
    IMPORT_WHOSONFIRST,
    IMPORT_PLAIN, /* CSV or TSV with a header */
} import_format;

/* "GeoNames dump", ...: for messages. Never NULL. */
const char *import_format_name(import_format format);

typedef struct import_source {
    const char *name; /* for messages; its stem stands in ids that are made up */
    str text;         /* UTF-8 without a byte order mark, if it is text */
    str body;         /* text without the remarks that it begins with */
    int line;         /* where body begins */
    import_format format;
    str licence; /* of a remark "# licence: ...", else what the format implies */
} import_source;

/* What the bytes are; they outlive the source, the arena has what had to be decoded.
   What cannot be recognised is DATELINE_INPUT, with what was expected. */
dateline_status import_open(const char *name, str bytes, arena *a, import_source *out,
                            dateline_error *err);

enum { IMPORT_LISTED = 20 };

typedef struct import_reject {
    int line, column;
    const char *reason; /* in the arena of the build */
} import_reject;

typedef struct import_report {
    uint64_t rows;     /* places + names + words + rejected + other + retired */
    uint64_t places;   /* rows that became a place, or add to one */
    uint64_t known;    /* of these: to one of the gazetteer below */
    uint64_t names;    /* alternate names that went to a place */
    uint64_t words;    /* type words and endings */
    uint64_t rejected; /* could not be used */
    uint64_t other;    /* of a kind that is not kept; names of other places */
    uint64_t retired;  /* of places that are no more, says the source */
    import_reject rejects[IMPORT_LISTED]; /* the first ones */
    size_t n_rejects;
} import_report;

typedef struct import_known import_known;

/* What is asked of a gazetteer below: is this a place of it? */
typedef struct import_place {
    str id; /* as the table would have it */
    str name;
    const char *kind, *country;
    double lat, lon;
} import_place;

/* All sources of one gazetteer. Zero it and set what is wanted; import_clear it. */
typedef struct import_build {
    /* The ISO 3166-1 code of a country by any name of it; may be NULL. */
    bool (*country_of)(void *ctx, str name, char code[3]);
    /* The id by which the gazetteer below has the place; may be NULL. */
    bool (*known_as)(void *ctx, const import_place *p, arena *a, str *id);
    void *ctx;
    arena own;
    import_known *known; /* ids by GeoNames number, for alternate names */
} import_build;

/* Write the source's places as a table. Sources of the forms TABLE and WORDS are only
   counted: they are tables already. ALTERNATES gives names to places of the GeoNames
   and COMPILED sources that came before. Of a COMPILED source, body is what
   gazetteer_list made of it. out lives as long as its user needs it. */
dateline_status import_read(import_build *b, const import_source *source, buf *out,
                            import_report *report, dateline_error *err);
void import_clear(import_build *b);
#endif
