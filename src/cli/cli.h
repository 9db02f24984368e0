/*
 * cli - the command: a customer of dateline.h.
 *
 * Each verb has one table of options; the parser, -h, `help VERB`, the manual
 * page and the completions all come from it. A new option is a row there and a
 * member of cli_settings.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cli_type {
    CLI_FLAG = 0,
    CLI_COUNT, /* a flag that adds up: -v -v */
    CLI_TEXT,
    CLI_LINES, /* texts, one a line: may be given again */
    CLI_INT,
    CLI_NUMBER,
    CLI_SIZE,  /* WxH or WxHmm */
    CLI_BOX,   /* W,S,E,N */
    CLI_PAIR,  /* LON,LAT */
    CLI_RANGE, /* A-B or A */
    CLI_WHEN,  /* FROM/TO or a date */
} cli_type;

typedef struct cli_range {
    int min, max;
    bool given;
} cli_range;

typedef struct cli_settings {
    const char *output, *format, *style, *preset, *lang, *projection, *title, *subtitle,
        *source, *credit, *country, *geodata, *styles, *layout, *step, *batch, *name,
        *attribution, *content, *completion, *gazetteer, *licence, *boundaries, *asof,
        *names, *cluster, *relief, *terrain, *legend, *inset, *list, *logo, *alt, *notes,
        *spec, *save_spec, *variants, *published, *outlet, *url, *mentions, *review;
    dateline_xy size; /* width, height */
    bool size_in_mm;
    dateline_box box, near;
    dateline_when during;
    dateline_lonlat reverse;
    cli_range zoom;
    double scale, min_confidence, bleed;
    int threads, limit, tile_size, cities, verbose;
    bool quiet, json, strict, help, no_note, outline_text, no_geocode, cumulative, man,
        has_reverse, add, check, graticule, north, numbers, retina, jsonl, missing_glyphs;
} cli_settings;

typedef struct cli_option {
    const char *name; /* without "--" */
    char letter;      /* 0: none */
    cli_type type;
    const char *arg, *help;
    size_t offset;              /* in cli_settings */
    const char *const *choices; /* ends with NULL; NULL: anything */
    const char *group;          /* heading in the help */
} cli_option;

typedef struct cli {
    arena memory;
    cli_settings set;
    const char **files;
    size_t n_files;
    bool terminal; /* stderr is one */
    dateline *dl;
    dateline_spec *spec; /* NULL: none was asked for */
} cli;

typedef struct cli_verb {
    const char *name, *summary, *args;
    const char *const *examples; /* command lines, ends with NULL */
    const cli_option *options;
    size_t n_options;
    dateline_status (*run)(cli *c, dateline_error *err);
} cli_verb;

extern const cli_verb cli_map, cli_extract, cli_geocode, cli_geojson, cli_tiles,
    cli_slides, cli_styles, cli_gazetteer, cli_basemap, cli_help;
/* All of them, in the order of the help; NULL past the last. */
const cli_verb *cli_verb_at(size_t i);
/* NULL for what is none, with the nearest name in *err. */
const cli_verb *cli_verb_find(const char *name, dateline_error *err);
/* Options that every verb has. */
extern const cli_option cli_common[];
extern const size_t cli_n_common;

/* Read the words after the verb. DATELINE_USAGE with what is wrong. */
dateline_status cli_parse(cli *c, const cli_verb *v, int argc, char **argv,
                          dateline_error *err);
/* A name that is not in a list, with the nearest one. */
dateline_status cli_unknown(const char *what, const char *name, const char *const *all,
                            size_t n, dateline_error *err);

void cli_print_help(const cli_verb *v, buf *out);
void cli_print_overview(buf *out);
void cli_print_man(buf *out);
dateline_status cli_print_completion(const char *shell, buf *out, dateline_error *err);

/* Open the library with the settings of the command line, and read the map spec that
   they name. */
dateline_status cli_open(cli *c, bool draws, dateline_error *err);
/* All files into one collection, located unless --no-geocode. */
dateline_status cli_events(cli *c, dateline_events **out, dateline_error *err);
/* An article among the files of the command line. */
dateline_input cli_article(const cli *c, const char *path);
/* The map options that several verbs share: those of the command line before those of
   the spec. */
dateline_map_options cli_map_options(const cli *c);
/* A line for the person, unless -q; on stderr. */
void cli_tell(const cli *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* -o is there, and is no terminal. */
dateline_status cli_need_output(const cli *c, dateline_error *err);
dateline_output cli_output(const cli *c, const char *path, dateline_format format);
void cli_print(str text);
/* As text or, with --json, as one object; on stderr. */
void cli_print_error(const cli *c, const dateline_error *err);
/* A row that could not be used, likewise. */
void cli_print_reject(const cli *c, const dateline_reject *r);
/* For dateline_config.progress: false once the person has pressed Ctrl-C. */
bool cli_progress(void *user, const char *stage, uint64_t done, uint64_t total);

extern const char *const cli_views[], *const cli_choices[];

#define CLI_OFFSET(member) offsetof(cli_settings, member)
/* Options of drawing, for the tables of map, slides and tiles. */
#define CLI_DRAWING                                                                       \
    {                                                                                     \
        "style",                                                                          \
        0,                                                                                \
        CLI_TEXT,                                                                         \
        "NAME|FILE",                                                                      \
        "how it looks; see dateline styles",                                              \
        CLI_OFFSET(style),                                                                \
        NULL,                                                                             \
        "Looks"                                                                           \
    },                                                                                    \
        { "lang",                                                                         \
          0,                                                                              \
          CLI_TEXT,                                                                       \
          "LL",                                                                           \
          "language of labels: en vi fr ru tr az hy ka",                                  \
          CLI_OFFSET(lang),                                                               \
          NULL,                                                                           \
          "Looks" },                                                                      \
        { "box",                                                                          \
          0,                                                                              \
          CLI_BOX,                                                                        \
          "W,S,E,N",                                                                      \
          "the area, in degrees; else what fits the events",                              \
          CLI_OFFSET(box),                                                                \
          NULL,                                                                           \
          "Area" },                                                                       \
        { "boundaries",                                                                   \
          0,                                                                              \
          CLI_TEXT,                                                                       \
          "un|defacto",                                                                   \
          "whose view of disputed borders; else un",                                      \
          CLI_OFFSET(boundaries),                                                         \
          cli_views,                                                                      \
          "Looks" },                                                                      \
        { "asof",                                                                         \
          0,                                                                              \
          CLI_TEXT,                                                                       \
          "DATE",                                                                         \
          "borders of a day, YYYY-MM-DD; else of the latest event",                       \
          CLI_OFFSET(asof),                                                               \
          NULL,                                                                           \
          "Looks" },                                                                      \
        { "names",                                                                        \
          0,                                                                              \
          CLI_TEXT,                                                                       \
          "POLICY|FILE",                                                                  \
          "as-written, dual, local, or a table: would stand, shall",                      \
          CLI_OFFSET(names),                                                              \
          NULL,                                                                           \
          "Looks" },                                                                      \
        { "relief",           0,           CLI_TEXT, "CHOICE", "auto, none or always",    \
          CLI_OFFSET(relief), cli_choices, "Looks" },                                     \
        { "terrain",           0,    CLI_TEXT, "FILE", "a finer relief: .hgt or GeoTIFF", \
          CLI_OFFSET(terrain), NULL, "Looks" },                                           \
    {                                                                                     \
        "during", 0, CLI_WHEN, "FROM/TO", "only events of this time",                     \
            CLI_OFFSET(during), NULL, "Area"                                              \
    }
/* Of articles among the files. */
#define CLI_ARTICLES                                                                     \
    { "published",                                                                       \
      0,                                                                                 \
      CLI_TEXT,                                                                          \
      "DATE",                                                                            \
      "day of articles; else that of the page",                                          \
      CLI_OFFSET(published),                                                             \
      NULL,                                                                              \
      "Articles" },                                                                      \
        { "outlet",           0,    CLI_TEXT,  "NAME", "who published them",             \
          CLI_OFFSET(outlet), NULL, "Articles" },                                        \
    {                                                                                    \
        "url", 0, CLI_TEXT, "URL", "where they stand", CLI_OFFSET(url), NULL, "Articles" \
    }
#define CLI_LOCATING                                                              \
    CLI_ARTICLES, { "country",                                                    \
                    0,                                                            \
                    CLI_TEXT,                                                     \
                    "CC",                                                         \
                    "country to prefer for places (ISO 3166, AZ)",                \
                    CLI_OFFSET(country),                                          \
                    NULL,                                                         \
                    "Places" },                                                   \
        { "no-geocode",           0,    CLI_FLAG, NULL, "do not look places up",  \
          CLI_OFFSET(no_geocode), NULL, "Places" },                               \
    {                                                                             \
        "strict", 0, CLI_FLAG, NULL, "fail when a row or a place cannot be used", \
            CLI_OFFSET(strict), NULL, "Places"                                    \
    }
/* What stands around a map, how it looks and what is on it: for those of whole
   pages. */
#define CLI_PAGE                                                                         \
    { "subtitle",           0,    CLI_TEXT, "TEXT", "else the span of the events",       \
      CLI_OFFSET(subtitle), NULL, "Words" },                                             \
        { "source",           0,    CLI_TEXT, "TEXT", "source of the events",            \
          CLI_OFFSET(source), NULL, "Words" },                                           \
        { "credit",           0,    CLI_TEXT, "TEXT", "who made the map",                \
          CLI_OFFSET(credit), NULL, "Words" },                                           \
        { "note",                                                                        \
          0,                                                                             \
          CLI_LINES,                                                                     \
          "TEXT",                                                                        \
          "a line below the map; may be given again",                                    \
          CLI_OFFSET(notes),                                                             \
          NULL,                                                                          \
          "Words" },                                                                     \
        { "no-disclaimer",     0,    CLI_FLAG, NULL, "without the note on boundaries",   \
          CLI_OFFSET(no_note), NULL, "Words" },                                          \
        { "legend",           0,           CLI_TEXT,   "CHOICE", "auto, none or always", \
          CLI_OFFSET(legend), cli_choices, "Furniture" },                                \
        { "inset",                                                                       \
          0,                                                                             \
          CLI_TEXT,                                                                      \
          "CHOICE",                                                                      \
          "where on Earth it is: auto, none or always",                                  \
          CLI_OFFSET(inset),                                                             \
          cli_choices,                                                                   \
          "Furniture" },                                                                 \
        { "graticule",           0,    CLI_FLAG,   NULL, "meridians and parallels",      \
          CLI_OFFSET(graticule), NULL, "Furniture" },                                    \
        { "north",           0,    CLI_FLAG,   NULL, "an arrow to the north",            \
          CLI_OFFSET(north), NULL, "Furniture" },                                        \
        { "cities",                                                                      \
          0,                                                                             \
          CLI_INT,                                                                       \
          "N",                                                                           \
          "how many towns to name; else as many as suit the page",                       \
          CLI_OFFSET(cities),                                                            \
          NULL,                                                                          \
          "Furniture" },                                                                 \
        { "logo",           0,    CLI_TEXT,   "FILE", "a PNG in the lower corner",       \
          CLI_OFFSET(logo), NULL, "Furniture" },                                         \
        { "bleed",                                                                       \
          0,                                                                             \
          CLI_NUMBER,                                                                    \
          "MM",                                                                          \
          "PDF: how far the ground goes beyond the page",                                \
          CLI_OFFSET(bleed),                                                             \
          NULL,                                                                          \
          "Output" },                                                                    \
        { "missing-glyphs",                                                              \
          0,                                                                             \
          CLI_FLAG,                                                                      \
          NULL,                                                                          \
          "boxes for characters that no font has, not an error",                         \
          CLI_OFFSET(missing_glyphs),                                                    \
          NULL,                                                                          \
          "Words" },                                                                     \
        { "spec",                                                                        \
          0,                                                                             \
          CLI_TEXT,                                                                      \
          "FILE",                                                                        \
          "a map spec, JSON; options go before what it says",                            \
          CLI_OFFSET(spec),                                                              \
          NULL,                                                                          \
          "Output" },                                                                    \
        CLI_DRAWING,                                                                     \
        { "projection",                                                                  \
          0,                                                                             \
          CLI_TEXT,                                                                      \
          "NAME|PROJ",                                                                   \
          "auto, lambert, albers, mercator, +proj=...",                                  \
          CLI_OFFSET(projection),                                                        \
          NULL,                                                                          \
          "Area" },                                                                      \
        CLI_LOCATING
#endif
