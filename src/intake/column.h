/*
 * column - which column or member of a document is which part of an event.
 *
 * A header is compared by its fold without spaces, so case, accents, spaces,
 * underscores and hyphens do not matter. A known data set has its own table,
 * because its names mean something else there (ACLED's timestamp is not when the
 * event happened).
 */
#ifndef INTAKE_COLUMN_H
#define INTAKE_COLUMN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum intake_column {
    COL_EXTRA,  /* not known: kept as extra */
    COL_IGNORE, /* follows from another column */
    COL_ID,
    COL_DATE,
    COL_START,
    COL_END,
    COL_DATE_PRECISION, /* a word */
    COL_TIME_PRECISION, /* ACLED's 1 to 3 */
    COL_DATE_PREC,      /* UCDP's 1 to 5 */
    COL_DATE_TEXT,
    COL_TZ,
    COL_PLACE,
    COL_PLACE_NAME,
    COL_PLACE_ID,
    COL_ADMIN1,
    COL_ADMIN2,
    COL_COUNTRY,
    COL_COUNTRY_CODE,
    COL_LAT,
    COL_LON,
    COL_GEOMETRY,
    COL_GEO_PRECISION, /* a word, or ACLED's 1 to 3 */
    COL_WHERE_PREC,    /* UCDP's 1 to 7 */
    COL_GEO_TYPE,      /* GDELT's 1 to 5 */
    COL_RADIUS,
    COL_CONFIDENCE,
    COL_TO_PLACE,
    COL_TO_LAT,
    COL_TO_LON,
    COL_TITLE,
    COL_DESCRIPTION,
    COL_KIND,
    COL_SUBKIND,
    COL_STATUS,
    COL_ACTOR1,
    COL_ACTOR2,
    COL_ATTRIBUTED_TO,
    COL_FATALITIES_LOW,
    COL_FATALITIES,
    COL_FATALITIES_HIGH,
    COL_SOURCE,
    COL_SOURCE_URL,
    COL_SOURCE_DATE,
    COL_LANG,
    COL_TAGS,
    COL_PRIORITY,
    COL_N,
    COL_COLOR,
    COL_SYMBOL,
    COL_IMAGE,
    COL_IMAGE_CREDIT,
    COL_ARTICLE,
    COL_EVIDENCE_START,
    COL_EVIDENCE_END,
    COL_NEEDS_REVIEW,
    COL_CLUSTER,
    COL_EXTRA_JSON,
    COL_TEXT_TITLE, /* in the language of the header */
    COL_TEXT_DESCRIPTION,
    COL_COUNT,
} intake_column;

/* Whose columns they are. */
typedef enum intake_schema {
    SCHEMA_GENERIC,
    SCHEMA_OWN, /* what export_geojson writes */
    SCHEMA_ACLED,
    SCHEMA_UCDP,
    SCHEMA_GDELT,
} intake_schema;

typedef struct intake_header {
    str name; /* as in the document */
    intake_column column;
    bool alias;   /* not the column's own name: gives way to one that is */
    char lang[4]; /* of a text */
    char locale;  /* 'v', 'f', 'r': a word of Vietnamese, French, Russian */
} intake_header;

intake_schema intake_schema_find(const str *names, size_t n);
/* "ACLED", "UCDP GED", ...; NULL for the generic columns. */
const char *intake_schema_name(intake_schema schema);

intake_header intake_header_of(intake_schema schema, str name);
/* A known column that is spelled nearly like the name; empty if none is. */
str intake_column_near(str name);

/* GDELT 2 has 61 columns and no header. */
enum { INTAKE_GDELT_COLUMNS = 61 };
str intake_gdelt_name(size_t i);
#endif
