#include "base/rng.h"
#include "geocode/geocode.h"
#include "geocode_world.h"
#include "text/utf8.h"

#include "test.h"

#include <stdlib.h>

typedef struct sample {
    buf bytes;
    gazetteer *g;
} sample;

static sample open_sample(void)
{
    sample s = { 0 };
    dateline_error err = { 0 };
    if (geocode_world_compile(&s.bytes, &err))
        TEST_FAIL("%s:%d:%d: %s", err.source, err.line, err.column, err.message);
    CHECK_INT(gazetteer_open_bytes(buf_str(&s.bytes), "sample", &s.g, NULL), 0);
    return s;
}

static void close_sample(sample *s)
{
    gazetteer_close(s->g);
    buf_clear(&s->bytes);
}

/* Every byte and every bit, which takes minutes, when $DATELINE_PROOF says so. */
static bool is_proof(void)
{
    const char *stated = getenv("DATELINE_PROOF");
    return stated && *stated;
}

static void ask(const gazetteer *g, str text, const char *lang, bool sound)
{
    enum { CAPACITY = 16 };
    geocode_answer a[CAPACITY];
    geocode_query query = { .text = text, .lang = lang };
    size_t n = geocode_find(g, &query, a, CAPACITY);
    CHECK(n <= CAPACITY);
    for (size_t i = 0; sound && i < n; i++) {
        CHECK(a[i].place < gazetteer_count(g));
        CHECK(a[i].confidence >= 0 && a[i].confidence <= 1);
        CHECK(!i || a[i].confidence <= a[i - 1].confidence);
        CHECK(a[i].where.lat >= -90 && a[i].where.lat <= 90);
        CHECK(a[i].where.lon >= -180 && a[i].where.lon <= 180);
        CHECK(a[i].radius_km >= 0 && a[i].radius_km < 21000);
        CHECK_INT(text_utf8_check(a[i].name), a[i].name.len);
    }
}

/* What names are made of, and what they should not be made of. */
static const char *const pieces[] = {
    "Shusha",
    "Мартуни",
    "Երևանում",
    "ერევანში",
    "Şuşa'da",
    "قره باغ",
    "làng ",
    " village",
    "near ",
    "between ",
    " and ",
    "10 km ",
    "north of ",
    ", ",
    " (",
    ") ",
    " / ",
    " - ",
    "'",
    "\xE2\x80\x99",
    "\x01",
    "\x7F",
    "\t",
    "\n",
    "\xFF",
    "\xC3",
    "\xED\xA0",
    "\xE2\x80\xAE",
    "\xCC\x81",
    "\xF0\x9F\x8F\x94",
    "a",
    " ",
    "Шуshа",
    "Armenian",
    "армянский",
    "24",
    "Ác-mê-",
    "Lake ",
    "\xC2\xA0",
    "\xEF\xBB\xBF",
    "-",
    "\xD5\x87",
    "\xE1\x83\x90ი",
    "Stepanakret ",
    "\xF4\x90\x80\x80",
};

TEST(geocode_answers_whatever_bytes_are_asked)
{
    static const char *const langs[] = { NULL, "en", "ru", "hy", "tr", "az", "ka", "vi" };
    sample s = open_sample();
    uint64_t seed = 5;
    int rounds = is_proof() ? 2000000 : 4000;
    for (int round = 0; round < rounds; round++) {
        buf text = { 0 };
        for (uint32_t n = rng_below(&seed, 7); n; n--)
            buf_add_text(&text, pieces[rng_below(&seed, sizeof pieces / sizeof *pieces)]);
        if (round % 5 == 0)
            buf_add_byte(&text, (unsigned char)rng_below(&seed, 256));
        ask(s.g, buf_str(&text), langs[rng_below(&seed, 8)], true);
        buf_clear(&text);
    }
    close_sample(&s);
}

TEST(geocode_text_of_nothing_but_signs_has_no_answer)
{
    static const char *const none[] = { "",
                                        " ",
                                        "\t\n",
                                        ",",
                                        ",,,,",
                                        "()",
                                        "(((",
                                        "))",
                                        "/",
                                        " - ",
                                        "\xE2\x80\x94",
                                        "...",
                                        "?!",
                                        "'",
                                        "\xCC\x81\xCC\x82",
                                        "\xE2\x80\xAE",
                                        "\x01\x02\x03",
                                        "\xFF\xFE",
                                        "\xF0\x9F\x8F\x94" };
    sample s = open_sample();
    geocode_answer a;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        geocode_query query = { .text = str_of(none[i]) };
        CHECK_INT(geocode_find(s.g, &query, &a, 1), 0);
    }
    geocode_query nul = { .text = { "\0\0\0", 3 } };
    CHECK_INT(geocode_find(s.g, &nul, &a, 1), 0);
    close_sample(&s);
}

/* A piece again and again, to so many bytes. */
static void ask_repeated(const gazetteer *g, const char *piece, size_t bytes)
{
    buf text = { 0 };
    while (text.len + strlen(piece) <= bytes)
        buf_add_text(&text, piece);
    ask(g, buf_str(&text), "ru", true);
    buf_clear(&text);
}

TEST(geocode_of_a_megabyte_or_of_the_longest_name_ends_soon)
{
    sample s = open_sample();
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        ask_repeated(s.g, pieces[i], (size_t)1 << 20);
        ask_repeated(s.g, pieces[i], 1024);
        ask_repeated(s.g, pieces[i], 250);
        ask_repeated(s.g, pieces[i], 60);
    }
    ask_repeated(s.g, "Shusha village, ", 1024);
    ask_repeated(s.g, "near between and ", 1024);
    ask_repeated(s.g, "Шуше в ", 1024);
    close_sample(&s);
}

static void ask_some(const gazetteer *g)
{
    static const char *const names[] = { "Shusha",           "в Шуше",
                                         "Yeravan",          "làng Martuni, Gegharkunik",
                                         "Armenian",         "between Shusha and Martuni",
                                         "Paris, Texas",     "5 km north of Stepanakert",
                                         "Ác-mê-ni-a",       "France 24",
                                         "Lachin corridor",  "Stepanakert / Xankəndi",
                                         "Karabakh province" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ask(g, str_of(names[i]), i % 2 ? "ru" : NULL, false);
}

TEST(geocode_with_a_gazetteer_that_is_cut_is_refused_or_harmless)
{
    sample s = open_sample();
    size_t step = is_proof() ? 1 : 61;
    for (size_t n = 0; n < s.bytes.len; n += step) {
        gazetteer *g = NULL;
        char *copy = malloc(n ? n : 1); /* of that size, so that reading on is seen */
        CHECK(copy != NULL);
        memcpy(copy, s.bytes.at, n);
        dateline_error err = { 0 };
        dateline_status st = gazetteer_open_bytes((str){ copy, n }, "cut", &g, &err);
        if (!st)
            ask_some(g);
        else
            CHECK(st == DATELINE_GEODATA && err.message[0]);
        gazetteer_close(g);
        free(copy);
    }
    close_sample(&s);
}

static void ask_flipped(sample *s, size_t at, unsigned char mask)
{
    gazetteer *g = NULL;
    dateline_error err = { 0 };
    s->bytes.at[at] ^= mask;
    dateline_status st = gazetteer_open_bytes(buf_str(&s->bytes), "flipped", &g, &err);
    if (!st)
        ask_some(g);
    else
        CHECK(st == DATELINE_GEODATA && err.message[0]);
    gazetteer_close(g);
    s->bytes.at[at] ^= mask;
}

TEST(geocode_with_a_gazetteer_of_flipped_bits_is_refused_or_harmless)
{
    sample s = open_sample();
    uint64_t seed = 9;
    for (size_t at = 0; is_proof() && at < s.bytes.len; at++)
        for (unsigned bit = 0; bit < 8; bit++)
            ask_flipped(&s, at, (unsigned char)(1u << bit));
    for (int round = 0; round < 800; round++)
        ask_flipped(&s, rng_below(&seed, (uint32_t)s.bytes.len),
                    (unsigned char)(1 + rng_below(&seed, 255)));
    close_sample(&s);
}
