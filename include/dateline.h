/*
 * dateline.h - put dated events on a map, offline.
 *
 * This file is the whole public interface of libdateline.
 *
 *     dateline        *dl     = NULL;
 *     dateline_events *events = NULL;
 *     dateline_map    *map    = NULL;
 *     dateline_error   err    = {0};
 *
 *     if (dateline_open(NULL, &dl, &err) ||
 *         dateline_read(dl, (dateline_input){ .path = "events.csv" }, &events, &err) ||
 *         dateline_geocode(dl, events, NULL, &err) ||
 *         dateline_map_new(dl, events, NULL, &map, &err) ||
 *         dateline_map_write(map, (dateline_output){ .path = "map.png" }, &err))
 *             fprintf(stderr, "%s\n", err.message);
 *
 *     dateline_map_free(map);
 *     dateline_events_free(events);
 *     dateline_close(dl);
 *
 * Seven rules hold for every function below; a function's comment says only
 * what is particular to it.
 *
 *   Errors     A function that can fail returns dateline_status, 0 for success,
 *              so calls chain with ||. The last parameter, err, may be NULL.
 *              On failure *err says what happened and every *out is NULL or 0.
 *              On success *err is left untouched.
 *   Ownership  `T **out` hands a new object to the caller, who frees it with
 *              dateline_T_free (NULL is fine). `const T *` parameters are only
 *              borrowed for the call. A returned `const` pointer is a view
 *              that lives as long as the object it was asked of.
 *   Defaults   Options may be NULL. A member that is 0, NULL or false means
 *              "you choose"; no option has a meaningful zero.
 *   Units      Every angle is in degrees, WGS 84: longitude first, east and
 *              north positive. Times are seconds since 1970-01-01T00:00:00Z.
 *              Sizes are CSS pixels (1/96 inch). Other units are in the name.
 *   Text       UTF-8, NUL-terminated unless a length follows. Input that is not
 *              valid UTF-8 is DATELINE_INPUT.
 *   Threads    An object is used by one thread at a time; objects made from
 *              different `dateline` handles share nothing. Work inside a call
 *              is spread over config.threads.
 *   Sameness   The same input, options, geodata, fonts and version give the
 *              same bytes, whatever the locale, time zone, clock or threads.
 */
#ifndef DATELINE_H
#define DATELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DATELINE_API __attribute__((visibility("default")))
#else
#define DATELINE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define DATELINE_VERSION "0.1.0"

/* ---------------------------------------------------------------- Results */

/** What came of a call. The values are also the exit codes of the command. */
typedef enum dateline_status {
    DATELINE_OK = 0,
    DATELINE_FAILED = 1,    /**< a library below us failed, or we have a bug */
    DATELINE_USAGE = 2,     /**< an argument or option makes no sense */
    DATELINE_INPUT = 3,     /**< a document is malformed; see line and column */
    DATELINE_NOT_FOUND = 4, /**< no such place, style or layer; nothing to draw */
    DATELINE_GEODATA = 5,   /**< geodata is missing, damaged or too old */
    DATELINE_IO = 6,        /**< a file or socket could not be read or written */
    DATELINE_LIMIT = 7,     /**< input or output would exceed a stated limit */
    DATELINE_CANCELLED = 8, /**< config.progress returned false */
} dateline_status;

/** Why a call failed. Plain data: copy it, keep it, no need to free it. */
typedef struct dateline_error {
    dateline_status status;
    int line;          /**< 1-based position in the input; 0 when unknown */
    int column;        /**< 1-based, in characters, not bytes */
    char source[96];   /**< the input's name, shortened from the left */
    char message[256]; /**< one line, lower case, no full stop */
} dateline_error;

/** A short name such as "not-found", for logs and JSON. Never NULL. */
DATELINE_API const char *dateline_status_name(dateline_status status);

/** The version of the library that is running, such as "0.1.0". */
DATELINE_API const char *dateline_version(void);

/* ----------------------------------------------------------------- Values */

/** A place on Earth, in degrees. What comes back has -180 <= lon < 180. */
typedef struct dateline_lonlat {
    double lon, lat;
} dateline_lonlat;

/** A point on a page or screen, in pixels: x grows right, y grows down. */
typedef struct dateline_xy {
    double x, y;
} dateline_xy;

/** A lon/lat box. west > east means that the box crosses the antimeridian. */
typedef struct dateline_box {
    double west, south, east, north;
} dateline_box;

typedef enum dateline_precision {
    DATELINE_UNDATED = 0,
    DATELINE_CENTURY,
    DATELINE_DECADE,
    DATELINE_YEAR,
    DATELINE_MONTH,
    DATELINE_DAY,
    DATELINE_MINUTE,
    DATELINE_SECOND,
} dateline_precision;

/** When something happened: from begin up to, not including, end. */
typedef struct dateline_when {
    int64_t begin, end;           /**< INT64_MIN and INT64_MAX where the end is open */
    dateline_precision precision; /**< how exactly the source states it */
    bool interval;                /**< stated as "from ... to ..." */
    bool approximate;             /**< "about", EDTF '~' */
    bool uncertain;               /**< "perhaps", EDTF '?' */
    bool open_begin, open_end;    /**< the source leaves this end open, EDTF ".." */
} dateline_when;

/** Formats of documents. AUTO goes by the path's suffix, then by content. */
typedef enum dateline_format {
    DATELINE_AUTO = 0,
    /* events */
    DATELINE_CSV,
    DATELINE_JSON,
    DATELINE_GEOJSON,
    DATELINE_GEOJSONSEQ, /**< RFC 8142 when written; with or without RS when read */
    /* maps and tiles */
    DATELINE_PNG,
    DATELINE_SVG,
    DATELINE_PDF,
    DATELINE_MVT,
    /* tilesets */
    DATELINE_XYZ,
    DATELINE_MBTILES,
    DATELINE_PMTILES,
    /* slides */
    DATELINE_FRAMES, /**< a directory of numbered PNGs */
    /* articles, whose events are extracted */
    DATELINE_TEXT,
    DATELINE_MARKDOWN,
    DATELINE_HTML,
} dateline_format;

/** Where a document comes from: a path, or len bytes that stay the caller's. */
typedef struct dateline_input {
    const char *path;
    const char *bytes;
    size_t len;
    const char *name; /**< how messages call the bytes, e.g. "<stdin>" */
    dateline_format format;
    const char *published; /**< of an article: the day, "2024-04-17", that "today" in it
                                means; else the day that a page of HTML states;
                                without either such dates stay open */
    const char *lang;      /**< of an article, "vi"; else found out */
    const char *outlet, *url; /**< of an article: who says so, and where */
} dateline_input;

/** Receives a document in order, piece by piece; returns false to stop. */
typedef bool dateline_write_fn(void *user, const void *bytes, size_t len);

/**
 * Where a document goes: a path, or a function that is called with its bytes.
 * A path appears whole or not at all: it is written beside itself and renamed.
 * Tilesets need a path. With a function, state the format.
 */
typedef struct dateline_output {
    const char *path;
    dateline_write_fn *write;
    void *user;
    dateline_format format;
} dateline_output;

/* ----------------------------------------------------------------- Opening */

/** The library and its data: gazetteer, basemap, styles, fonts. */
typedef struct dateline dateline;

typedef enum dateline_level {
    DATELINE_WARNING = 1,
    DATELINE_INFO,
    DATELINE_DEBUG,
} dateline_level;

typedef struct dateline_config {
    const char *geodata;   /**< directory; else $DATELINE_GEODATA, else built in */
    const char *gazetteer; /**< file; else $DATELINE_GAZETTEER, else that of geodata */
    const char *styles;    /**< directory; else $DATELINE_STYLES, else built in */
    int threads;           /**< workers inside a call; else one per CPU */
    bool draws;            /**< a hint that maps will be drawn: what that needs is loaded
                                beside the reading of events */
    int64_t now;           /**< today, for "last Tuesday" and dates in PDFs;
                                else $SOURCE_DATE_EPOCH, else the latest event */
    /** Called now and then with work done of total (0: unknown). Return false
        to cancel: the call in progress ends with DATELINE_CANCELLED. */
    bool (*progress)(void *user, const char *stage, uint64_t done, uint64_t total);
    /** Called with one line a time. NULL: silent. Never called from two threads
        at once. */
    void (*log)(void *user, dateline_level level, const char *message);
    void *user; /**< passed to progress and log */
} dateline_config;

/** Open the library's data. Cheap: data is read when first needed. */
DATELINE_API dateline_status dateline_open(const dateline_config *config, dateline **out,
                                           dateline_error *err);
DATELINE_API void dateline_close(dateline *dl);

/** The name of the i-th style, in alphabetical order; NULL past the last. */
DATELINE_API const char *dateline_style_at(dateline *dl, size_t i);

/** Check whether a style, by name or path, can be read: contrast of texts, symbols
    and lines on all that they may stand on, differences between colors to eyes that
    see fewer of them, shapes, sizes. A table goes to out, as text; all false: only
    what fails. *failed, if not NULL, is how many do. Maps log as warnings what fails
    of a style that is not the house's. */
DATELINE_API dateline_status dateline_style_check(dateline *dl, const char *style,
                                                  bool all, dateline_output out,
                                                  size_t *failed, dateline_error *err);

/* ------------------------------------------------------------------ Events */

/** An ordered collection of events, sorted by (when.begin, id). */
typedef struct dateline_events dateline_events;

/** What kind of thing happened; it chooses symbol and color. */
typedef enum dateline_kind {
    DATELINE_OTHER = 0,
    DATELINE_OFFENSIVE,
    DATELINE_ATTACK,
    DATELINE_CLASH,
    DATELINE_CEASEFIRE,
    DATELINE_AGREEMENT,
    DATELINE_DEPLOYMENT,
    DATELINE_WITHDRAWAL,
    DATELINE_MEETING,
    DATELINE_TALKS,
    DATELINE_STATEMENT,
    DATELINE_CALL,
    DATELINE_CLOSURE,
    DATELINE_BLOCKADE,
    DATELINE_DISPLACEMENT,
    DATELINE_TRANSFER, /**< "territorial_transfer" */
    DATELINE_WAR,
    DATELINE_PROPOSAL,
    DATELINE_PLANNED,
    DATELINE_PHOTO,
    DATELINE_DISASTER,
    DATELINE_PROTEST,
    DATELINE_RIOT,
    DATELINE_ELECTION,
    DATELINE_KINDS /**< how many there are */
} dateline_kind;

typedef enum dateline_event_status {
    DATELINE_OCCURRED = 0,
    DATELINE_CLAIMED,
    DATELINE_IS_PLANNED,
    DATELINE_ONGOING,
    DATELINE_IS_CANCELLED,
} dateline_event_status;

/** How exactly a location is known, finest first. */
typedef enum dateline_geo_precision {
    DATELINE_GEO_UNKNOWN = 0,
    DATELINE_GEO_EXACT,   /**< the place itself */
    DATELINE_GEO_NEAR,    /**< within radius_km of it */
    DATELINE_GEO_ADM2,    /**< somewhere in a district */
    DATELINE_GEO_ADM1,    /**< somewhere in a province */
    DATELINE_GEO_REGION,  /**< somewhere in a region */
    DATELINE_GEO_LINE,    /**< somewhere along a line */
    DATELINE_GEO_COUNTRY, /**< somewhere in a country: never drawn as a point */
    DATELINE_GEO_WATER,
} dateline_geo_precision;

/** A title and a description in one language. */
typedef struct dateline_text {
    const char *lang; /**< BCP 47, "vi" */
    const char *title, *description;
} dateline_text;

/** The shape of an event that is more than a point. */
typedef enum dateline_shape {
    DATELINE_POINT = 0,
    DATELINE_LINE,
    DATELINE_AREA,
} dateline_shape;

typedef struct dateline_geometry {
    dateline_shape shape;
    const dateline_lonlat *points; /**< rings of an area are closed */
    size_t n_points;
    const size_t *parts; /**< where each line or ring starts; parts[n_parts] is
                              n_points. A ring that winds clockwise is a hole. */
    size_t n_parts;
} dateline_geometry;

/** One event. Views into its collection; strings are "" when unknown, never
    NULL; numbers of people are -1 when unknown. */
typedef struct dateline_event {
    const char *id; /**< unique in the collection; made up if absent */
    const char *title, *description;
    const dateline_text *texts; /**< the same in further languages */
    size_t n_texts;
    dateline_kind kind;
    dateline_event_status status;
    dateline_when when;
    const char *date_edtf;                 /**< EDTF, level 1 where that can say it */
    const char *date_text;                 /**< as the source writes it */
    const char *place;                     /**< as the source writes it: "Paris, Texas" */
    const char *to_place;                  /**< where a movement went */
    const char *admin1, *admin2, *country; /**< hints, as the source writes them */
    const char *place_name;   /**< as the gazetteer has it; "" until geocoded */
    const char *place_id;     /**< of the gazetteer */
    const char *country_code; /**< ISO 3166-1 alpha-2 */
    bool located, to_located;
    dateline_lonlat where, to_where; /**< meaningful only if located */
    dateline_geo_precision geo_precision;
    double radius_km;  /**< uncertainty, or the size of the place; 0 for a point */
    double confidence; /**< of where: 0 to 1; 1 if the source gave it */
    const dateline_geometry *geometry; /**< NULL for a point */
    const char *actor1, *actor2, *attributed_to;
    int64_t fatalities_low, fatalities, fatalities_high;
    const char *source, *source_url, *source_date;
    const char *lang, *tags; /**< tags joined by "; " */
    int priority;            /**< 1 first, 2, 3; 0 when the source does not say */
    int n;                   /**< number on the map; 0: by order */
    const char *color, *symbol, *image, *image_credit;
    const char *article;                  /**< where it was extracted from */
    int64_t evidence_start, evidence_end; /**< code points there; -1: none */
    bool needs_review;
    const char *cluster; /**< the same happening told elsewhere has the same one */
    const char *extra;   /**< further columns or members, a JSON object or "" */
    const char *origin;  /**< the file it came from */
    int line;            /**< where in that file, 1-based; 0: unknown */
} dateline_event;

/** A row that could not become an event, and why. */
typedef struct dateline_reject {
    const char *origin;
    int line, column; /**< 1-based; 0: unknown */
    const char *reason;
} dateline_reject;

/** "offensive", "territorial_transfer", ...; never NULL. */
DATELINE_API const char *dateline_kind_name(dateline_kind kind);

/** Read events from CSV, TSV, JSON or GeoJSON, in the project's own columns or
    those of ACLED and UCDP GED, or extract them from an article (plain text, Markdown,
    HTML), and add them to *out, which is made when it is NULL. A row without a place or
   coordinates is kept, unlocated; a row that cannot be understood becomes a reject. A
   document that cannot be read at all is DATELINE_INPUT and leaves *out as it was. */
DATELINE_API dateline_status dateline_read(dateline *dl, dateline_input in,
                                           dateline_events **out, dateline_error *err);

/** The i-th reject; NULL past the last. */
DATELINE_API const dateline_reject *dateline_reject_at(const dateline_events *events,
                                                       size_t i);

/** An empty collection, for events that come from elsewhere. */
DATELINE_API dateline_status dateline_events_new(dateline_events **out,
                                                 dateline_error *err);

/** Add a copy of an event. line and place_name are ignored. */
DATELINE_API dateline_status dateline_events_add(dateline_events *events,
                                                 const dateline_event *event,
                                                 dateline_error *err);
DATELINE_API size_t dateline_events_count(const dateline_events *events);

/** The i-th event; NULL past the last. Lives until events is changed or freed. */
DATELINE_API const dateline_event *dateline_events_at(const dateline_events *events,
                                                      size_t i);

/** Read a date or an interval of dates: ISO 8601 or EDTF. */
DATELINE_API dateline_status dateline_when_read(const char *text, dateline_when *out,
                                                dateline_error *err);

/** Write events as GeoJSON (RFC 7946; an unlocated event has geometry null),
    CSV or JSON. What is written can be read back without loss. */
DATELINE_API dateline_status dateline_events_write(const dateline_events *events,
                                                   dateline_output out,
                                                   dateline_error *err);
DATELINE_API void dateline_events_free(dateline_events *events);

/* -------------------------------------------------------------- Extraction */

/** An article that was read: its text with the places and dates that it mentions. */
typedef struct dateline_article dateline_article;

/** Read an article and add its events to *out, which is made when it is NULL. Events of
    governments, calls and statements without a place are not located: they belong on
    a timeline. Each has its evidence, a confidence, and in extra the rule that found it.
    Dates that stay open are logged as warnings. article may be NULL. */
DATELINE_API dateline_status dateline_extract(dateline *dl, dateline_input in,
                                              dateline_events **out,
                                              dateline_article **article,
                                              dateline_error *err);

/** Find which events of several articles tell the same happening, and give these one
    cluster. */
DATELINE_API dateline_status dateline_events_join(dateline *dl, dateline_events *events,
                                                  dateline_error *err);

/** Write what an article mentions as a JSON array: start and end (code points of the
    input, end-exclusive), text, type "place" or "date"; of places sense, name, place_id,
    country, lat, lon, kind, confidence; of dates value and value_text_only (EDTF). */
DATELINE_API dateline_status
dateline_article_write_mentions(dateline *dl, const dateline_article *article,
                                dateline_output out, dateline_error *err);

/** Write one HTML page that needs nothing else: the texts with what was found in them
    beside a map, on which an editor accepts, rejects or moves events and saves them. */
DATELINE_API dateline_status dateline_review(dateline *dl,
                                             const dateline_article *const *articles,
                                             size_t n, const dateline_events *events,
                                             dateline_output out, dateline_error *err);
DATELINE_API void dateline_article_free(dateline_article *article);

/** Articles as lines of JSON, {"doc_id", "text", "published", "lang"} each, into lines
    {"doc_id", "mentions": [...], "events": [...]} in the same order; events are GeoJSON
    features. A line that is none becomes {"doc_id", "error"}. Memory does not grow with
    the number of lines, which *documents, if not NULL, is set to. */
DATELINE_API dateline_status dateline_extract_lines(dateline *dl, dateline_input in,
                                                    dateline_output out,
                                                    uint64_t *documents,
                                                    dateline_error *err);

/* --------------------------------------------------------------- Geocoding */

typedef struct dateline_geocode_options {
    const char *country;   /**< ISO 3166-1 alpha-2 to prefer, "US" */
    dateline_box near;     /**< area to prefer; all zero: the whole Earth */
    const char *lang;      /**< BCP 47, what the names are written in */
    double min_confidence; /**< leave worse matches unlocated; else 0.3 */
} dateline_geocode_options;

/** Locate the unlocated events, each judged beside the others. What cannot be
    located stays unlocated and is logged: that is not a failure. */
DATELINE_API dateline_status dateline_geocode(dateline *dl, dateline_events *events,
                                              const dateline_geocode_options *options,
                                              dateline_error *err);

/** A place of the gazetteer. Strings live as long as dl. */
typedef struct dateline_place {
    const char *place_id;
    const char *name;    /**< in options.lang, else international */
    const char *matched; /**< the name that was recognised */
    const char *kind;    /**< "settlement", "country", "admin1", "region", ... */
    const char *region;  /**< first-order unit, or "" */
    const char *country; /**< name in the same language, or "" */
    char country_code[3];
    dateline_lonlat where;
    double radius_km;
    dateline_geo_precision precision;
    int64_t population;   /**< -1 when unknown */
    double confidence;    /**< 0 to 1, best first */
    const char *rule;     /**< how the text was read: "whole", "typed", "widened",
                               "qualified", "reversed", "either", "inflected",
                               "adjective", "sound", "misspelt", "near"; "position"
                               where there was none */
    const char *lies_in;  /**< units, regions and countries around it, nearest first,
                               joined by ", "; or "" */
    const char *disputed; /**< the disputed area that it is or lies in, or "" */
    const char *valid_from, *valid_to; /**< years or dates between which there is such a
                                            place; "" where that does not end */
} dateline_place;

/** Look a name up. Fills at most capacity places, best first, and sets *found to
    how many it filled; none at all is DATELINE_NOT_FOUND. */
DATELINE_API dateline_status dateline_find_place(dateline *dl, const char *name,
                                                 const dateline_geocode_options *options,
                                                 dateline_place *places, size_t capacity,
                                                 size_t *found, dateline_error *err);

/** A place and how a point lies to it. */
typedef struct dateline_nearest {
    dateline_place place;
    double distance_km; /**< 0 inside an area */
    double bearing;     /**< of the point as seen from the place, clockwise from north */
} dateline_nearest;

/** What lies at a point: the nearest settlement within 100 km; else the country, at
    sea the sea. Settlements count by their centers, and a sea of the gazetteer is a
    circle, so its confidence is 0.5. Of options, lang is used. DATELINE_NOT_FOUND when
    the gazetteer has nothing there. */
DATELINE_API dateline_status dateline_find_nearest(
    dateline *dl, dateline_lonlat where, const dateline_geocode_options *options,
    dateline_nearest *out, dateline_error *err);

/** Look up each row of a CSV table, whatever its delimiter, as dateline_find_place
    does. Its header names the columns id and query, and perhaps country (a code, or a
    name) and lang, which go before those of options. What is written is CSV with the
    columns id, query, name, lon, lat, country (its code), kind, precision, radius_km,
    confidence and place_id, a row for each row in the same order. A row that is not
    found, or with less than min_confidence, has the first two only. Memory does not
    grow with the table. *rows and *located, if not NULL, are set to how many there
    are. */
DATELINE_API dateline_status dateline_geocode_table(
    dateline *dl, dateline_input in, const dateline_geocode_options *options,
    dateline_output out, uint64_t *rows, uint64_t *located, dateline_error *err);

/** How many places and names the gazetteer has. */
DATELINE_API dateline_status dateline_gazetteer_size(dateline *dl, size_t *places,
                                                     size_t *names, dateline_error *err);

/** "exact", "near", "adm2", ...; "" for unknown. Never NULL. */
DATELINE_API const char *dateline_geo_precision_name(dateline_geo_precision precision);

/* -------------------------------------------------------------------- Maps */

/** A map that is ready to draw: projected, styled, its labels placed. It keeps
    nothing of the events it was made from. */
typedef struct dateline_map dateline_map;

typedef enum dateline_annotation_type {
    DATELINE_NOTE_TEXT = 0, /**< text at a place */
    DATELINE_NOTE_CALLOUT,  /**< text in a box, with a line to a place */
    DATELINE_NOTE_ARROW,    /**< from points[0] to the last, curved */
    DATELINE_NOTE_LINE,
    DATELINE_NOTE_AREA, /**< points is a ring, or several by parts */
    DATELINE_NOTE_RING, /**< a circle of radius_km around points[0] */
} dateline_annotation_type;

/** Something drawn on a map that is no event. */
typedef struct dateline_annotation {
    dateline_annotation_type type;
    const dateline_lonlat *points;
    size_t n_points;
    const size_t *parts; /**< of an area: where each ring starts, the edge first, then
                              its holes; NULL: one ring */
    size_t n_parts;
    const char *text;
    const char
        *style_class; /**< of the style: "area", "corridor", ...; else what suits */
    double radius_km, curve; /**< bend of an arrow, of its length; else 0.25 */
    double width_px;         /**< of a callout; else 180 */
    double body_px;          /**< of an arrow, where it is widest; else 5 */
    bool hatch;
    bool on_page;   /**< a text or a callout that belongs to no place, */
    dateline_xy at; /**< and where on the page its upper left corner stands */
} dateline_annotation;

/** What would stand on a map, and what shall stand there. */
typedef struct dateline_rename {
    const char *from, *to;
} dateline_rename;

typedef struct dateline_map_options {
    const char *preset;     /**< "desktop", "mobile", "slide", ...: size and type */
    const char *style;      /**< a style's name, or a path ending in .json */
    const char *projection; /**< "auto", "mercator", "lambert", ..., or a PROJ string */
    dateline_box box;       /**< area; all zero: fits the located events */
    dateline_when during;   /**< only events that overlap it; undated: all */
    bool fitted;            /**< box is what fits the events: with room around it */
    double padding;         /**< that room, of the shorter side; else 0.08 to 0.12 */
    int fit_priority;       /**< the map fits events up to this priority, of those in
                                 the box if there is one; else all */
    dateline_kind kinds[DATELINE_KINDS]; /**< only events of these, */
    size_t n_kinds;                      /**< so many; else of any */
    int priority_max;                    /**< only events up to this priority; 0: all */
    int width_px;                        /**< else the preset's; at most 16384 */
    int height_px;
    double width_mm, height_mm; /**< the same of a page in print */
    double scale;               /**< device pixels for one pixel; else 1 */
    const char *title, *subtitle, *source, *credit;
    const char *lang;       /**< of labels and of what the map says; else "en" */
    bool no_note;           /**< without the note on boundaries */
    bool missing_glyphs;    /**< characters that no font has are boxes, not an error */
    bool outline_text;      /**< SVG: outlines in place of live text */
    const char *boundaries; /**< "un" or "defacto"; else "un" */
    const char *asof;       /**< a day, "2021-11-16": borders and areas of then; else
                                 of the latest event */
    const char *names; /**< "as-written", "dual", "local", or a path of a table of two
                            columns: what would stand on the map, what shall */
    const dateline_rename *renames; /**< the same, before that table */
    size_t n_renames;
    int reference_cities; /**< how many towns to name beside the events'; at most 500 */
    double min_text_px;   /**< no text is smaller; else 11, what print and slides need */
    const char *areas;    /**< disputed areas: "hatch", "tint" or "none" */
    const char *cluster;  /**< "none": markers that are near stay apart; else "auto",
                               or "badge", which is the same */
    double cluster_px;    /**< nearer markers are one; else by how dense they are */
    const char *legend, *inset, *list, *relief; /**< "auto", "none" or "always"; else
                                                     "auto"; a list also "right" or
                                                     "below" the map */
    const char *inset_corner;   /**< "upper-left", "upper-right", "lower-right" or
                                     "lower-left"; else where it hides least */
    double inset_size;          /**< its width, of the map's: 0.1 to 0.34; else 0.19 */
    const dateline_lonlat *far; /**< places that the map points to: events there do not
                                     widen it */
    size_t n_far;
    const char *published; /**< the day that the map is of, for metadata; else of the
                                latest event */
    const char *terrain;   /**< path of a finer relief: .hgt or GeoTIFF */
    const char *logo;      /**< path of a PNG */
    const char *alt;       /**< alternative text; else made from the events */
    const char *notes;     /**< further lines below the map, divided by '\n' */
    double bleed_mm;       /**< PDF: beyond the page on each side */
    bool graticule, north;
    bool numbers; /**< events are numbered by date and told in the list */
    const dateline_annotation *annotations;
    size_t n_annotations;
} dateline_map_options;

/** Compose a map. No located events and no box is DATELINE_NOT_FOUND; a character on it
    that no font has is DATELINE_INPUT. */
DATELINE_API dateline_status dateline_map_new(dateline *dl, const dateline_events *events,
                                              const dateline_map_options *options,
                                              dateline_map **out, dateline_error *err);

/** Where a place falls on the map. False if the projection has no such point. */
DATELINE_API bool dateline_map_locate(const dateline_map *map, dateline_lonlat where,
                                      dateline_xy *px);

/** How many of its events are located, and how many things it leaves out: labels
    without a place, and events that no point on it could stand for. */
DATELINE_API void dateline_map_count(const dateline_map *map, size_t *drawn,
                                     size_t *unplaced);

/** Draw as PNG, SVG or PDF. A map can be written many times. */
DATELINE_API dateline_status dateline_map_write(dateline_map *map, dateline_output out,
                                                dateline_error *err);

/** Write the alternative text, one line, and below it the long description. */
DATELINE_API dateline_status dateline_map_write_alt(const dateline_map *map,
                                                    dateline_output out,
                                                    dateline_error *err);

/** Write a map spec of what was drawn, the events in it included: drawing it gives the
    same bytes. Files that the map was made with, such as a logo, are named in it. */
DATELINE_API dateline_status dateline_map_write_spec(const dateline_map *map,
                                                     dateline_output out,
                                                     dateline_error *err);

/** Write what was drawn where, as JSON: texts, markers, what was left out. */
DATELINE_API dateline_status dateline_map_write_layout(const dateline_map *map,
                                                       dateline_output out,
                                                       dateline_error *err);
DATELINE_API void dateline_map_free(dateline_map *map);

/** The name and size in pixels of the i-th preset; NULL past the last. */
DATELINE_API const char *dateline_preset_at(dateline *dl, size_t i, int *width_px,
                                            int *height_px);

typedef struct dateline_variants_options {
    dateline_map_options map;    /**< of each of them, but for preset and size */
    const char *const *variants; /**< presets */
    size_t n_variants;
    const char *name;               /**< files are called name-variant; else "map" */
    const dateline_format *formats; /**< PNG, SVG, PDF; else PDF of a print preset, PNG of
                                         others. Beside these GEOJSON: the events */
    size_t n_formats;
    bool retina; /**< beside each PNG one of twice the pixels, name-variant@2x.png */
} dateline_variants_options;

/** Lay the same map out anew for each of several presets and write all into a
    directory, with embed.html, which shows the one that suits the width of a page.
    Either all files appear or none. *files, if not NULL, is set to how many. */
DATELINE_API dateline_status dateline_variants(dateline *dl,
                                               const dateline_events *events,
                                               const dateline_variants_options *options,
                                               dateline_output out, size_t *files,
                                               dateline_error *err);

/* ------------------------------------------------------------------- Tiles */

typedef struct dateline_tile_options {
    const char *style, *lang;
    const char *boundaries, *asof, *names, *relief, *terrain; /**< as those of maps */
    dateline_format content;                                  /**< MVT or PNG; else MVT */
    int size_px;  /**< of a PNG, 256 or 512; else 512 */
    double scale; /**< device pixels for one pixel; else 1 */
    int min_zoom;
    int zooms;        /**< how many levels from min_zoom; else up to 10 */
    dateline_box box; /**< area; all zero: fits the located events */
    const char *name, *attribution;
} dateline_tile_options;

/** A whole tileset: a directory (XYZ) or MBTiles. *tiles, if not NULL, is set to
    how many it has. */
DATELINE_API dateline_status dateline_tiles(dateline *dl, const dateline_events *events,
                                            const dateline_tile_options *options,
                                            dateline_output out, uint64_t *tiles,
                                            dateline_error *err);

/* ------------------------------------------------------------------ Slides */

typedef enum dateline_step {
    DATELINE_STEP_EVENT = 0,
    DATELINE_STEP_DAY,
    DATELINE_STEP_MONTH,
    DATELINE_STEP_YEAR,
} dateline_step;

typedef struct dateline_slides_options {
    dateline_map_options map; /**< of every slide; its preset is "slide" if none */
    dateline_step step;       /**< what makes a new slide */
    bool cumulative;          /**< earlier events stay, faded */
    const double *fade;       /**< opacity of events by age, in slides, 0 to 1; what is
                                   older has the last; else 1, 0.55, 0.35, 0.25 */
    size_t n_fade;
} dateline_slides_options;

/** Tell the events in order: a PDF deck, or numbered PNGs when the path is a
    directory. *slides, if not NULL, is set to how many there are. */
DATELINE_API dateline_status dateline_slides(dateline *dl, const dateline_events *events,
                                             const dateline_slides_options *options,
                                             dateline_output out, size_t *slides,
                                             dateline_error *err);

/* ------------------------------------------------------------------- Specs */

/** A map spec that was read: docs/map-spec.schema.json says what may stand in one. All
    of it lives until it is freed. */
typedef struct dateline_spec {
    dateline_map_options map;
    const char *const *files; /**< of events; paths, those in the spec being relative to
                                   it */
    size_t n_files;
    const char *events; /**< events that stand in it, JSON; else NULL */
    bool no_geocode;    /**< places are as they should be */
    const char *const *variants;
    size_t n_variants;
    const dateline_format *formats;
    size_t n_formats;
    dateline_step step; /**< for slides */
    bool cumulative;
    const double *fade;
    size_t n_fade;
    double hold_s,
        final_hold_s; /**< how long a moving picture would stand; 0: not said */
    const char *name; /**< of the document, for messages */
    void *memory;
} dateline_spec;

/** Read a map spec. Places in it that are named are looked up. What is wrong in it, a
    key that is not known or one that cannot be followed yet, is DATELINE_INPUT; the name
    of a place, style, preset or language that there is not is DATELINE_NOT_FOUND. */
DATELINE_API dateline_status dateline_spec_read(dateline *dl, dateline_input in,
                                                dateline_spec **out, dateline_error *err);
DATELINE_API void dateline_spec_free(dateline_spec *spec);

/* ----------------------------------------------------------------- Geodata */

typedef struct dateline_gazetteer_options {
    bool add;            /**< on top of the gazetteer that is in use */
    bool strict;         /**< a row that is rejected is an error */
    const char *licence; /**< of the tables: who is to be named, and under what terms */
} dateline_gazetteer_options;

/** What became of the rows of all tables: rows is the sum of places, names, words,
    rejected, other and retired. */
typedef struct dateline_gazetteer_report {
    uint64_t rows;
    uint64_t places;   /**< became a place, or add to one */
    uint64_t known;    /**< of these: add to one of the gazetteer below */
    uint64_t names;    /**< of a table of names: went to a place */
    uint64_t words;    /**< type words and endings */
    uint64_t rejected; /**< could not be used */
    uint64_t other;    /**< of a kind that is not kept, or names of other places */
    uint64_t retired;  /**< places that the table says are no more */
    uint64_t base;     /**< places of compiled gazetteers, which are in no other count */
    const dateline_reject *rejects; /**< the first 20; they live as long as dl */
    size_t n_rejects;
} dateline_gazetteer_report;

/** Compile tables into the gazetteer file that lookups map into memory. Each may be a
    table in the project's own form, a GeoNames dump, GeoNames' alternateNamesV2, a TSV
    of Who's On First, CSV or TSV whose header has name, lat and lon, or a compiled
    gazetteer; what it is shows in its content. With add, a place that the gazetteer in
    use has by that name, of that kind and near there is that place. Later tables come
   over earlier ones. A table without any usable row is DATELINE_INPUT. options and report
   may be NULL. */
DATELINE_API dateline_status
dateline_gazetteer_build(dateline *dl, const char *const *tables, size_t n,
                         const dateline_gazetteer_options *options, dateline_output out,
                         dateline_gazetteer_report *report, dateline_error *err);
/** Whom places are owed to, with the licence lines of added layers. */
DATELINE_API const char *dateline_gazetteer_attribution(dateline *dl);
/** Verify a compiled gazetteer: checksums, and every reference in it. */
DATELINE_API dateline_status dateline_gazetteer_check(const char *path,
                                                      dateline_error *err);
/** Compile GeoJSON text sequences into the base map file. */
DATELINE_API dateline_status dateline_basemap_build(const char *const *sources, size_t n,
                                                    dateline_output out,
                                                    dateline_error *err);

#ifdef __cplusplus
}
#endif
#endif
