/* The check of styles, the colors it goes by, and the styles and presets of the house
   as it sees them. */
#include "style/check.h"

#include "base/file.h"
#include "style/color.h"
#include "style/preset.h"

#include "test.h"

static dateline_status load(void *ctx, const char *name, str *text, dateline_error *err)
{
    arena *a = ctx;
    return file_read(a, str_print(a, "styles/%s.json", name), text, err);
}

static style read_style(arena *a, const char *name, str text)
{
    style s;
    dateline_error err = { 0 };
    if (style_read(text, name, load, a, a, &s, &err))
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    return s;
}

static style house_style(arena *a, const char *name)
{
    str text;
    CHECK_INT(load(a, name, &text, NULL), DATELINE_OK);
    return read_style(a, name, text);
}

static const char *const themes[] = {
    "newsroom-light", "newsroom-dark", "wire",       "atlas",    "relief",
    "minimal-grey",   "slide-light",   "slide-dark", "print-bw", "high-contrast",
};
enum { THEMES = sizeof themes / sizeof *themes };

/* ------------------------------------------------------------------- colors */

/* Pairs of the supplementary data of Sharma, Wu and Dalal, "The CIEDE2000
   Color-Difference Formula" (2005). */
TEST(style_distance_is_ciede2000)
{
    static const struct {
        style_lab x, y;
        double distance;
    } pairs[] = {
        { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
        { { 50, 3.1571, -77.2803 }, { 50, 0, -82.7485 }, 2.8615 },
        { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
        { { 50, 2.49, -0.001 }, { 50, -2.49, 0.0009 }, 7.1792 },
        { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
        { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
        { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
        { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
        { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        CHECK_NEAR(style_distance(pairs[i].x, pairs[i].y), pairs[i].distance, 5e-5);
        CHECK_NEAR(style_distance(pairs[i].y, pairs[i].x), pairs[i].distance, 5e-5);
        CHECK_NEAR(style_distance(pairs[i].x, pairs[i].x), 0, 1e-9);
    }
}

TEST(style_colors_are_seen_as_eyes_see_them)
{
    style_lab red = style_seen(0xFF0000FF, STYLE_NORMAL);
    CHECK_NEAR(red.l, 53.24, 0.02);
    CHECK_NEAR(red.a, 80.09, 0.02);
    CHECK_NEAR(red.b, 67.20, 0.02);
    for (int v = 0; v < STYLE_VISIONS; v++) {
        /* Greys are grey to everyone. */
        style_lab grey = style_seen(0x808080FF, (style_vision)v);
        CHECK_NEAR(grey.a, 0, 0.5);
        CHECK_NEAR(grey.b, 0, 0.5);
        CHECK(*style_vision_name((style_vision)v));
    }
    style_lab r = style_seen(0xC1272DFF, STYLE_DEUTERANOPIA);
    style_lab g = style_seen(0x6B6B00FF, STYLE_DEUTERANOPIA);
    CHECK(style_distance(r, g) < style_distance(style_seen(0xC1272DFF, STYLE_NORMAL),
                                                style_seen(0x6B6B00FF, STYLE_NORMAL)));
}

TEST(style_over_is_what_is_seen_through)
{
    CHECK_INT(style_over(0xFF000000, 0x123456FF), 0x123456FF);
    CHECK_INT(style_over(0xFF0000FF, 0x123456FF), 0xFF0000FF);
    CHECK_INT(style_over(0x00000080, 0xFFFFFFFF), 0x7F7F7FFF);
}

/* -------------------------------------------------------------------- check */

TEST(style_check_passes_every_style_of_the_house)
{
    arena all = { 0 };
    char **files;
    size_t n_files, documents = 0;
    CHECK_INT(file_list(&all, "styles", &files, &n_files, NULL), DATELINE_OK);
    for (size_t i = 0; i < n_files; i++)
        documents += str_ends(str_of(files[i]), STR(".json"));
    CHECK_INT(documents, THEMES + 2); /* and presets, schema */
    for (int t = 0; t < THEMES; t++) {
        arena a = { 0 };
        style s = house_style(&a, themes[t]);
        style_finding *list;
        size_t n, failed = style_check(&s, &a, &list, &n);
        CHECK(n > 150);
        for (size_t i = 0; i < n; i++)
            if (list[i].fails)
                TEST_FAIL("%s: %s on %s: %s %.2f", themes[t], list[i].what, list[i].on,
                          list[i].measure, list[i].value);
        CHECK_INT(failed, 0);
        arena_clear(&a);
    }
    arena_clear(&all);
}

/* A small change for the worse, and what must be said about it. */
TEST(style_check_finds_what_is_wrong)
{
    static const struct {
        const char *change, *what, *measure;
    } wrong[] = {
        { "\"types\": {\"town\": {\"color\": \"#999999\"}}", "town", "contrast" },
        { "\"types\": {\"credit\": {\"size\": 9}}", "credit", "px" },
        { "\"types\": {\"city\": {\"halo_width\": 3}}", "city", "halo" },
        { "\"types\": {\"legend\": {\"color\": \"#bbbbbb\"}}", "legend", "contrast" },
        { "\"types\": {\"city\": {\"size\": 17}}", "labels", "sizes" },
        { "\"types\": {\"water\": {\"italic\": false}}", "water", "italic" },
        { "\"contrast\": 7", "country", "contrast" },
        { "\"kinds\": {\"attack\": {\"color\": \"#e8a0a0\"}}", "attack", "contrast" },
        { "\"kinds\": {\"attack\": {\"symbol\": \"triangle\"}}", "attack", "shapes" },
        { "\"kinds\": {\"attack\": {\"color\": \"#c0392b\"}}", "attack",
          "distance, normal sight" },
        /* To normal eyes these two are far apart. */
        { "\"kinds\": {\"attack\": {\"color\": \"#0f7532\"}, \"clash\": {\"color\": "
          "\"#9a4a2f\"}}",
          "clash", "distance, deuteranopia" },
        { "\"classes\": {\"border-disputed\": {\"dash\": [], \"stroke\": \"#888076\"}}",
          "border-disputed", "distance, normal sight" },
        { "\"classes\": {\"wash\": {\"fill\": \"#c1272dcc\"}}", "wash", "opacity" },
        { "\"classes\": {\"sea\": {\"fill\": \"#f4f1eb\"}}", "land",
          "distance, protanopia" },
        { "\"classes\": {\"leader\": {\"stroke\": \"#dddddd\"}}", "leader", "contrast" },
        { "\"classes\": {\"badge-mark\": {\"size\": 12}}", "badge-mark", "px" },
        { "\"ramps\": {\"land\": [[0, \"#ffffff\"], [3000, \"#7a5a3a\"]]}", "offensive",
          "contrast" },
        { "\"political\": [\"#f2e6c9\", \"#f2e6c8\"]", "tint 2",
          "distance, normal sight" },
        { "\"mono\": true", "sea", "ink or none" },
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        arena a = { 0 };
        const char *text =
            str_print(&a, "{\"extends\": \"newsroom-light\", %s}", wrong[k].change);
        style s = read_style(&a, "my.json", str_of(text));
        style_finding *list;
        size_t n, found = 0;
        (void)style_check(&s, &a, &list, &n);
        for (size_t i = 0; i < n; i++)
            found += list[i].fails && !strcmp(list[i].what, wrong[k].what) &&
                     !strcmp(list[i].measure, wrong[k].measure);
        if (!found)
            TEST_FAIL("%s is not found by its %s", wrong[k].change, wrong[k].measure);
        arena_clear(&a);
    }
}

/* ------------------------------------------------- ramps, tints and the others */

TEST(style_reads_ramps_tints_and_flags)
{
    arena a = { 0 };
    style s = read_style(
        &a, "my.json",
        STR("{\"extends\": \"newsroom-light\", \"shade\": 0.3, \"slide\": true, "
            "\"mono\": true, \"contrast\": 7, \"settlements\": 0.5,"
            "\"ramps\": {\"land\": [[-10, \"#000102\"], [2500.5, \"#aabbcc\"]]},"
            "\"political\": [\"#111111\", \"#222222\"],"
            "\"classes\": {\"border-contact\": {\"dash\": []}}}"));
    CHECK_INT(s.land.n, 2);
    CHECK_NEAR(s.land.height[1], 2500.5, 0);
    CHECK_INT(s.land.color[1], 0xAABBCCFF);
    CHECK(s.sea.n > 2); /* as it is in what is extended */
    CHECK_INT(s.political[1], 0x222222FF);
    CHECK_INT(s.political[2], 0);
    CHECK(s.slide && s.mono);
    CHECK_NEAR(s.shade, 0.3, 0);
    CHECK_NEAR(s.least_contrast, 7, 0);
    CHECK_NEAR(s.settlements, 0.5, 0);
    CHECK_NEAR(s.classes[STYLE_BORDER_CONTACT].dash[0], 0, 0);
    CHECK_NEAR(s.classes[STYLE_BORDER_DISPUTED].dash[0], 6, 0);

    s = read_style(&a, "my.json",
                   STR("{\"extends\": \"atlas\", \"political\": [], \"ramps\": "
                       "{\"sea\": []}}"));
    CHECK_INT(s.political[0], 0);
    CHECK_INT(s.sea.n, 0);
    arena_clear(&a);
}

TEST(style_refuses_ramps_and_tints_that_make_no_sense)
{
    static const struct {
        const char *text, *message;
    } wrong[] = {
        { "{\n\"ramps\": []}", "ramps are an object of 'land' and 'sea'" },
        { "{\n\"ramps\": {\"lend\": []}}", "unknown name 'lend'; did you mean 'land'?" },
        { "{\n\"ramps\": {\"land\": 5}}",
          "a ramp is a list of at most 12 steps [height, color]" },
        { "{\n\"ramps\": {\"land\": [[0]]}}",
          "a step of a ramp is [height in metres, color]" },
        { "{\n\"ramps\": {\"land\": [[0, \"red\"]]}}",
          "a color is written \"#rrggbb\", \"#rrggbbaa\" or \"none\"" },
        { "{\n\"ramps\": {\"land\": [[0, \"none\"]]}}",
          "a step of a ramp has an opaque color" },
        { "{\n\"ramps\": {\"land\": [[5, \"#000000\"], [5, \"#111111\"]]}}",
          "the heights of a ramp rise" },
        { "{\n\"political\": \"#000000\"}", "'political' is a list of at most 6 colors" },
        { "{\n\"political\": [\"#00000080\"]}",
          "a tint of countries is an opaque color" },
        { "{\n\"shade\": 2}", "'shade' must be a number from 0 to 1" },
        { "{\n\"mono\": 1}", "true or false is wanted here" },
        { "{\n\"contrast\": 30}", "'contrast' must be a number from 3 to 21" },
        { "{\n\"extends\": 5}", "'extends' is the name of a style" },
        { "{\n\"title\": 5}", "a text is wanted here" },
        { "{\n\"contrasts\": 5}", "unknown name 'contrasts'; did you mean 'contrast'?" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        arena a = { 0 };
        style s;
        dateline_error err = { 0 };
        CHECK_INT(style_read(str_of(wrong[i].text), "my.json", load, &a, &a, &s, &err),
                  DATELINE_INPUT);
        CHECK_TEXT(err.message, wrong[i].message);
        CHECK_INT(err.line, 2);
        CHECK(err.column > 0);
        arena_clear(&a);
    }
}

TEST(style_of_the_house_keeps_the_numbers_of_its_rules)
{
    arena a = { 0 };
    style s = house_style(&a, "newsroom-light");
    CHECK_INT(s.types[STYLE_COUNTRY].color, 0x5F6368FF);
    CHECK_INT(s.types[STYLE_WATER].color, 0x2F5F86FF);
    CHECK_INT(s.kinds[DATELINE_OFFENSIVE].fill, 0xC1272DFF);
    CHECK_NEAR(s.classes[STYLE_BORDER].width, 1, 0);
    CHECK_NEAR(s.classes[STYLE_BORDER_DISPUTED].width, 1.2, 1e-9);
    CHECK_NEAR(s.classes[STYLE_BORDER_DISPUTED].dash[0], 6, 0);
    CHECK_NEAR(s.classes[STYLE_BORDER_CONTACT].width, 1.6, 1e-9);
    CHECK_NEAR(s.classes[STYLE_BORDER_CONTACT].dash[1], 3, 0);
    CHECK_NEAR(s.classes[STYLE_DISPUTED_AREA].hatch_gap, 5, 0);
    CHECK(s.classes[STYLE_BADGE_MARK].size >= 20 && s.types[STYLE_BADGE].bold);
    arena_clear(&a);
}

/* ------------------------------------------------------------------- presets */

/* All text of all styles on all pages. */
TEST(presets_have_type_that_is_large_enough)
{
    arena a = { 0 };
    str text;
    style_preset *p;
    size_t n;
    CHECK_INT(file_read(&a, "styles/presets.json", &text, NULL), DATELINE_OK);
    CHECK_INT(style_presets_read(text, "p", &a, &p, &n, NULL), DATELINE_OK);
    CHECK(n >= 13);
    for (int t = 0; t < THEMES; t++) {
        style s = house_style(&a, themes[t]);
        for (size_t i = 0; i < n; i++)
            for (int r = 0; r < STYLE_ROLES; r++) {
                double px = s.types[r].size_px * p[i].type_scale;
                if (px < style_least_type(&p[i]) - 1e-9)
                    TEST_FAIL("%s on %s has role %d at %.2f px", themes[t], p[i].name, r,
                              px);
            }
    }
    arena_clear(&a);
}

TEST(presets_of_print_are_exact_to_the_millimetre)
{
    arena a = { 0 };
    style_preset *p;
    size_t n;
    CHECK_INT(style_presets_read(STR("{\"x\": {\"size_mm\": [107, 80.5], \"type\": 0.8},"
                                     "\"s\": {\"size\": [1920, 1080], \"type\": 2.6, "
                                     "\"slide\": true}}"),
                                 "p", &a, &p, &n, NULL),
              DATELINE_OK);
    CHECK_INT(p[0].medium, STYLE_PRINT);
    CHECK_NEAR(p[0].width_px * p[0].points_per_px, 107 / 25.4 * 72, 1e-9);
    CHECK_NEAR(p[0].height_px * p[0].points_per_px, 80.5 / 25.4 * 72, 1e-9);
    CHECK_NEAR(style_least_type(&p[0]), 8, 1e-9);
    CHECK_INT(p[1].medium, STYLE_ROOM);
    CHECK_NEAR(p[1].width_px * p[1].points_per_px, 13 * 72 + 24, 1e-9);
    CHECK_NEAR(style_least_type(&p[1]), 28, 1e-9);
    dateline_error err = { 0 };
    CHECK_INT(style_presets_read(STR("{\"x\": {\"sise\": [107, 80], \"type\": 1}}"), "p",
                                 &a, &p, &n, &err),
              DATELINE_INPUT);
    CHECK_TEXT(err.message, "unknown name 'sise'; did you mean 'size'?");
    CHECK_INT(style_presets_read(
                  STR("{\"x\": {\"size\": [100, 80], \"size_mm\": [9, 9], \"type\": 1}}"),
                  "p", &a, &p, &n, &err),
              DATELINE_INPUT);
    arena_clear(&a);
}
