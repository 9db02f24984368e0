/*
 * api/handle - what a dateline handle holds, for the files of this room.
 */
#ifndef API_HANDLE_H
#define API_HANDLE_H

#include "base/arena.h"
#include "base/file.h"
#include "base/pool.h"
#include "basemap/basemap.h"
#include "event/event.h"
#include "font/font.h"
#include "gazetteer/gazetteer.h"
#include "lexicon/language.h"
#include "lexicon/lexicon.h"
#include "scene/input.h"
#include "style/preset.h"
#include "style/style.h"
#include "style/words.h"

#include <dateline.h>

enum { HANDLE_LEXICONS = 24 };

/* The words of a language; lang "" those that are alike in all. */
typedef struct handle_words_of {
    char lang[8];
    lexicon *words;
} handle_words_of;

struct dateline {
    arena memory;
    dateline_config config;
    const char *geodata, *styles; /* directories */
    const char *gazetteer_path;
    gazetteer *gazetteer;
    basemap *basemap;
    font *font;
    pool_aside *aside; /* loading libraries and fonts */
    font *aside_font;
    lexicon_languages *languages;
    str offsets;   /* the table of local times; empty until it is asked for */
    str signs;     /* that of the languages of signs; likewise */
    char **tables; /* of the lexicon, by name; NULL until they are asked for */
    size_t n_tables;
    handle_words_of lexicons[HANDLE_LEXICONS];
    size_t n_lexicons;
};

/* Each opens what it names when it is first asked for. */
dateline_status handle_gazetteer(dateline *dl, dateline_error *err);
dateline_status handle_basemap(dateline *dl, dateline_error *err);
dateline_status handle_font(dateline *dl, dateline_error *err);
dateline_status handle_languages(dateline *dl, dateline_error *err);
/* Local times of countries. */
dateline_status handle_offsets(dateline *dl, dateline_error *err);
/* Without the table the signs stay empty. */
dateline_status handle_signs(dateline *dl, dateline_error *err);
/* The lexicon of a language with the words that are alike in all; for one that has no
   tables the latter alone. */
dateline_status handle_lexicon(dateline *dl, const char *lang, const lexicon **out,
                               dateline_error *err);
/* Those of all languages that have tables: then several threads may ask for them. */
dateline_status handle_all_lexicons(dateline *dl, dateline_error *err);
const char *handle_fonts_conf(dateline *dl);
/* base, and the licence lines of the layers of the gazetteer. In the arena. */
const char *handle_credit(dateline *dl, const char *base, arena *a);

/* The style that is used when none is named. */
#define HANDLE_STYLE "newsroom-light"
/* A style by name or path, words by language, a preset by name; in the arena. */
dateline_status handle_style(dateline *dl, const char *name, arena *a, style *out,
                             dateline_error *err);
dateline_status handle_words(dateline *dl, const char *lang, arena *a, style_words *out,
                             dateline_error *err);
dateline_status handle_preset(dateline *dl, const char *name, arena *a, style_preset *out,
                              dateline_error *err);

void handle_log(const dateline *dl, dateline_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* DATELINE_CANCELLED when config.progress says so; called between the stages of
   whatever takes long. */
dateline_status handle_go_on(const dateline *dl, const char *stage, uint64_t done,
                             uint64_t total, dateline_error *err);

/* The creation date of documents: config.now, else $SOURCE_DATE_EPOCH, else the
   latest event. */
int64_t handle_now(const dateline *dl, const dateline_events *events);

/* "no style 'x'; there are: a, b", with the nearest name if there is one. */
dateline_status handle_no_such(dateline *dl, const char *what, const char *name,
                               const char *const *all, size_t n, dateline_error *err);

/* A complete document to a path or a function. */
dateline_status handle_write(dateline_output out, str bytes, dateline_error *err);
/* The format that an output asks for: stated, or by its suffix. */
dateline_format handle_format(dateline_output out);
int handle_threads(const dateline *dl);
#endif
