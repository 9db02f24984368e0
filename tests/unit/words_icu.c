/* What styles/words says of dates, numbers and plurals, beside what ICU says. ICU is
   opened at run time, so that nothing else of the tests needs it. */
#include "style/words.h"

#include "test.h"

#if defined(__has_include)
#if __has_include(<unicode/udatpg.h>) && __has_include(<dlfcn.h>)
#define HAVE_ICU
#endif
#endif

#ifdef HAVE_ICU
#define U_DISABLE_RENAMING 1
#include "base/civil.h"
#include "base/file.h"

#include <dlfcn.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

typedef struct icu {
    UDateTimePatternGenerator *(*patterns)(const char *, UErrorCode *);
    int32_t (*best)(UDateTimePatternGenerator *, const UChar *, int32_t, UChar *, int32_t,
                    UErrorCode *);
    UDateFormat *(*dates)(UDateFormatStyle, UDateFormatStyle, const char *, const UChar *,
                          int32_t, const UChar *, int32_t, UErrorCode *);
    int32_t (*date)(const UDateFormat *, UDate, UChar *, int32_t, UFieldPosition *,
                    UErrorCode *);
    UNumberFormat *(*numbers)(UNumberFormatStyle, const UChar *, int32_t, const char *,
                              UParseError *, UErrorCode *);
    int32_t (*number)(const UNumberFormat *, int64_t, UChar *, int32_t, UFieldPosition *,
                      UErrorCode *);
    UPluralRules *(*plurals)(const char *, UErrorCode *);
    int32_t (*plural)(const UPluralRules *, double, UChar *, int32_t, UErrorCode *);
    void (*close_patterns)(UDateTimePatternGenerator *);
    void (*close_dates)(UDateFormat *);
    void (*close_numbers)(UNumberFormat *);
    void (*close_plurals)(UPluralRules *);
} icu;

static bool find(void *lib, const char *name, void *to)
{
    char versioned[64];
    snprintf(versioned, sizeof versioned, "%s_%s", name, U_ICU_VERSION_SHORT);
    void *symbol = dlsym(lib, versioned);
    memcpy(to, &symbol, sizeof symbol);
    return symbol != NULL;
}

static bool open_icu(icu *i)
{
    void *lib = dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_LAZY);
    return lib && find(lib, "udatpg_open", &i->patterns) &&
           find(lib, "udatpg_getBestPattern", &i->best) &&
           find(lib, "udat_open", &i->dates) && find(lib, "udat_format", &i->date) &&
           find(lib, "unum_open", &i->numbers) &&
           find(lib, "unum_formatInt64", &i->number) &&
           find(lib, "uplrules_open", &i->plurals) &&
           find(lib, "uplrules_select", &i->plural) &&
           find(lib, "udatpg_close", &i->close_patterns) &&
           find(lib, "udat_close", &i->close_dates) &&
           find(lib, "unum_close", &i->close_numbers) &&
           find(lib, "uplrules_close", &i->close_plurals);
}

/* The texts here are inside the BMP. */
static const char *utf8(const UChar *from, int32_t n, arena *a)
{
    char *z = arena_array(a, char, (size_t)n * 3 + 1), *c = z;
    for (int32_t i = 0; i < n; i++) {
        unsigned u = from[i];
        if (u < 0x80) {
            *c++ = (char)u;
        } else if (u < 0x800) {
            *c++ = (char)(0xC0 | u >> 6);
            *c++ = (char)(0x80 | (u & 0x3F));
        } else {
            *c++ = (char)(0xE0 | u >> 12);
            *c++ = (char)(0x80 | (u >> 6 & 0x3F));
            *c++ = (char)(0x80 | (u & 0x3F));
        }
    }
    *c = 0;
    return z;
}

static int32_t widen(const char *ascii, UChar *out)
{
    int32_t n = 0;
    for (; ascii[n]; n++)
        out[n] = (UChar)ascii[n];
    out[n] = 0;
    return n;
}

static const char *icu_date(const icu *i, const char *lang, const char *skeleton,
                            int64_t seconds, arena *a)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar asked[32], pattern[64], zone[8], text[96];
    int32_t n_zone = widen("UTC", zone);
    UDateTimePatternGenerator *g = i->patterns(lang, &e);
    int32_t n = i->best(g, asked, widen(skeleton, asked), pattern, 64, &e);
    UDateFormat *f =
        i->dates(UDAT_PATTERN, UDAT_PATTERN, lang, zone, n_zone, pattern, n, &e);
    n = i->date(f, (double)seconds * 1000, text, 96, NULL, &e);
    i->close_dates(f);
    i->close_patterns(g);
    CHECK(U_SUCCESS(e));
    return utf8(text, n, a);
}

static style_words speak(const char *lang, arena *a)
{
    style_words w;
    str text;
    const char *path = str_print(a, "styles/words/%s.json", lang);
    CHECK_INT(file_read(a, path, &text, NULL), DATELINE_OK);
    CHECK_INT(style_words_read(text, path, a, &w, NULL), DATELINE_OK);
    return w;
}

static const struct {
    const char *lang;
    const char *day, *month; /* skeletons; NULL: ours is another, on purpose */
} langs[] = {
    { "vi", "yMd", NULL },     { "en", NULL, "yMMM" },    { "fr", "yMMMd", "yMMM" },
    { "ru", "yMMMd", "yMMM" }, { "tr", "yMMMd", "yMMM" }, { "az", "yMMMd", "yMMM" },
    { "hy", "yMMMd", "yMMM" }, { "ka", "yMMMd", "yMMM" },
};
enum { LANGS = sizeof langs / sizeof *langs };

static void open_or_skip(icu *i)
{
    if (!open_icu(i))
        TEST_SKIP("%s", "ICU cannot be opened");
}

/* Ours keep a year with the word for it: a space that no line ends at is one to ICU. */
static const char *spaced(const char *text, arena *a)
{
    char *out = arena_array(a, char, strlen(text) + 1);
    size_t n = 0;
    for (const char *c = text; *c; c++) {
        bool no_break = !strncmp(c, "\u00A0", 2);
        out[n++] = *c;
        if (no_break)
            out[n - 1] = ' ';
        c += no_break;
    }
    return out;
}

static int compare(const char *lang, const char *what, const char *ours, const char *icus)
{
    if (!strcmp(ours, icus))
        return 0;
    printf("%s: %s is '%s', ICU has '%s'\n", lang, what, ours, icus);
    return 1;
}

TEST(words_of_dates_are_those_of_icu)
{
    icu i;
    int wrong = 0;
    open_or_skip(&i);
    for (int l = 0; l < LANGS; l++)
        for (int month = 1; month <= 12; month++) {
            arena a = { 0 };
            style_words w = speak(langs[l].lang, &a);
            int64_t at = civil_seconds((civil_time){ 2021, month, 9, 12, 0, 0 });
            dateline_when when = { .begin = at,
                                   .end = at + 1,
                                   .precision = DATELINE_DAY };
            if (langs[l].day)
                wrong +=
                    compare(langs[l].lang, "a day", spaced(style_when(&w, when, &a), &a),
                            icu_date(&i, langs[l].lang, langs[l].day, at, &a));
            when.precision = DATELINE_MONTH;
            if (langs[l].month)
                wrong += compare(langs[l].lang, "a month",
                                 spaced(style_when(&w, when, &a), &a),
                                 icu_date(&i, langs[l].lang, langs[l].month, at, &a));
            arena_clear(&a);
        }
    CHECK_INT(wrong, 0);
}

TEST(words_of_numbers_are_those_of_icu)
{
    static const int64_t numbers[] = { 0, 7, 12345, 987654, 1234567, -98765 };
    icu i;
    int wrong = 0;
    open_or_skip(&i);
    for (int l = 0; l < LANGS; l++) {
        arena a = { 0 };
        UErrorCode e = U_ZERO_ERROR;
        style_words w = speak(langs[l].lang, &a);
        UNumberFormat *f = i.numbers(UNUM_DECIMAL, NULL, 0, langs[l].lang, NULL, &e);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            UChar text[64];
            int32_t n = i.number(f, numbers[k], text, 64, NULL, &e);
            wrong += compare(langs[l].lang, "a number",
                             style_number(&w, (double)numbers[k], &a), utf8(text, n, &a));
        }
        CHECK(U_SUCCESS(e));
        i.close_numbers(f);
        arena_clear(&a);
    }
    CHECK_INT(wrong, 0);
}

TEST(words_of_plurals_are_those_of_icu)
{
    icu i;
    int wrong = 0;
    open_or_skip(&i);
    for (int l = 0; l < LANGS; l++) {
        arena a = { 0 };
        UErrorCode e = U_ZERO_ERROR;
        style_words w = speak(langs[l].lang, &a);
        UPluralRules *rules = i.plurals(langs[l].lang, &e);
        for (int n = 0; n <= 230; n++) {
            UChar text[32];
            int32_t len = i.plural(rules, n, text, 32, &e);
            const char *which = utf8(text, len, &a);
            style_word word = !strcmp(which, "one")   ? WORD_EVENTS_ONE
                              : !strcmp(which, "few") ? WORD_EVENTS_FEW
                                                      : WORD_EVENTS_MANY;
            const char *number = style_number(&w, n, &a);
            wrong += compare(langs[l].lang, "a plural", style_events(&w, n, &a),
                             style_say(&w, word, &a, "n", number, NULL));
        }
        CHECK(U_SUCCESS(e));
        i.close_plurals(rules);
        arena_clear(&a);
    }
    CHECK_INT(wrong, 0);
}
#else
TEST(words_of_dates_are_those_of_icu)
{
    TEST_SKIP("%s", "there are no headers of ICU");
}
#endif
