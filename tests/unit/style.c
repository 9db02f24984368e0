#include "style/style.h"

#include "base/file.h"
#include "base/rng.h"
#include "style/preset.h"
#include "text/utf8.h"

#include "test.h"

/* A document with a size for every role, so that it stands on its own. */
#define SIZES                                                                         \
    "\"types\": {\"title\":{\"size\":20},\"subtitle\":{\"size\":20},"                 \
    "\"body\":{\"size\":20},\"credit\":{\"size\":20},\"country\":{\"size\":20},"      \
    "\"water\":{\"size\":20},\"capital\":{\"size\":20},"                              \
    "\"city\":{\"size\":20},\"town\":{\"size\":20},\"event\":{\"size\":20},"          \
    "\"event-date\":{\"size\":20},\"badge\":{\"size\":20},\"pointer\":{\"size\":20}," \
    "\"scale\":{\"size\":20},\"stamp\":{\"size\":20},"                                \
    "\"region\":{\"size\":20},\"river-name\":{\"size\":20},"                          \
    "\"legend\":{\"size\":20},\"list\":{\"size\":20},"                                \
    "\"callout\":{\"size\":20},\"degree\":{\"size\":20}}"

/* Documents by name: "base" stands alone, "circle" extends itself by way of "back". */
static dateline_status load(void *ctx, const char *name, str *text, dateline_error *err)
{
    ++*(int *)ctx;
    if (!strcmp(name, "base"))
        *text = STR("{" SIZES ", \"kind-size\": 9, \"kinds\": {\"attack\":"
                    " {\"symbol\": \"star4\", \"color\": \"#112233\"}}}");
    else if (!strcmp(name, "circle"))
        *text = STR("{\"extends\": \"back\"}");
    else if (!strcmp(name, "back"))
        *text = STR("{\"extends\": \"circle\"}");
    else if (!strcmp(name, "broken"))
        *text = STR("{\n  \"clases\": {}}");
    else {
        if (err)
            *err = (dateline_error){ .status = DATELINE_NOT_FOUND };
        return DATELINE_NOT_FOUND;
    }
    return DATELINE_OK;
}

typedef struct reading {
    arena a;
    style style;
    dateline_error err;
    dateline_status status;
    int loads;
} reading;

static reading read_text(const char *text)
{
    reading r = { 0 };
    r.status =
        style_read(str_of(text), "my.json", load, &r.loads, &r.a, &r.style, &r.err);
    return r;
}

/* The document is refused where the '@' stands, with a message that has part. */
static void check_refused(const char *marked, const char *part)
{
    char text[200] = { 0 };
    size_t before = strcspn(marked, "@");
    int line, column;
    CHECK(strlen(marked) < sizeof text && marked[before] == '@');
    memcpy(text, marked, before);
    memcpy(text + before, marked + before + 1, strlen(marked) - before);
    text_position(str_of(text), before, &line, &column);
    reading r = read_text(text);
    if (r.status != DATELINE_INPUT || r.err.line != line || r.err.column != column ||
        !strstr(r.err.message, part))
        TEST_FAIL("%s: status %d at %d:%d \"%s\", not at %d:%d \"%s\"", text, r.status,
                  r.err.line, r.err.column, r.err.message, line, column, part);
    arena_clear(&r.a);
}

TEST(style_of_the_house_has_everything)
{
    arena a = { 0 };
    str text;
    style s;
    dateline_error err = { 0 };
    CHECK_INT(file_read(&a, "styles/newsroom-light.json", &text, NULL), DATELINE_OK);
    if (style_read(text, "newsroom-light", NULL, NULL, &a, &s, &err))
        TEST_FAIL("%d:%d %s", err.line, err.column, err.message);
    for (int i = 0; i < STYLE_ROLES; i++)
        CHECK(s.types[i].size_px > 4 && s.types[i].color);
    for (int i = 0; i < DATELINE_KINDS; i++)
        CHECK(s.kinds[i].fill);
    CHECK(s.classes[STYLE_LAND].fill && s.classes[STYLE_SEA].fill);
    arena_clear(&a);
}

TEST(style_texts_of_the_house_can_be_read)
{
    arena a = { 0 };
    str text;
    style s;
    CHECK_INT(file_read(&a, "styles/newsroom-light.json", &text, NULL), DATELINE_OK);
    CHECK_INT(style_read(text, "x", NULL, NULL, &a, &s, NULL), DATELINE_OK);
    for (int i = 0; i < STYLE_ROLES; i++) {
        style_color ground = i == STYLE_BADGE   ? s.classes[STYLE_BADGE_MARK].fill
                             : i == STYLE_WATER ? s.classes[STYLE_SEA].fill
                                                : s.classes[STYLE_LAND].fill;
        if (style_contrast(s.types[i].color, ground) < 3)
            TEST_FAIL("role %d has a contrast of %.2f", i,
                      style_contrast(s.types[i].color, ground));
    }
    arena_clear(&a);
}

TEST(style_reads_paints_types_and_colors)
{
    reading r = read_text(
        "{\"extends\":\"base\",\"title\":\"T\",\"event-ground\":\"#"
        "FFFFFF80\","
        "\"classes\":{\"border\":{\"stroke\":\"#0a0B0c\",\"width\":1.5,\"dash\":[4,2],"
        "\"opacity\":0.5,\"fill\":\"none\",\"symbol\":\"plus\"}},"
        "\"types\":{\"city\":{\"bold\":true,\"spacing\":0.1,\"halo_width\":2}}}");
    CHECK_INT(r.status, DATELINE_OK);
    const style_paint *p = &r.style.classes[STYLE_BORDER];
    CHECK_INT(p->stroke, 0x0A0B0CFF);
    CHECK_INT(p->fill, 0);
    CHECK_NEAR(p->width, 1.5, 0);
    CHECK_NEAR(p->dash[1], 2, 0);
    CHECK_NEAR(p->opacity, 0.5, 0);
    CHECK_INT(p->symbol, STYLE_PLUS);
    CHECK_NEAR(r.style.classes[STYLE_RIVER].opacity, 1, 0);
    CHECK_INT(r.style.event_ground, 0xFFFFFF80);
    CHECK(r.style.types[STYLE_CITY].bold);
    CHECK_NEAR(r.style.types[STYLE_CITY].size_px, 20, 0);
    arena_clear(&r.a);
}

TEST(style_that_extends_another_changes_only_what_it_says)
{
    reading r = read_text("{\"extends\":\"base\",\"kinds\":"
                          "{\"attack\":{\"color\":\"#445566\"}}}");
    CHECK_INT(r.status, DATELINE_OK);
    CHECK_INT(r.loads, 1);
    CHECK_NEAR(r.style.kind_size, 9, 0);
    CHECK_INT(r.style.kinds[DATELINE_ATTACK].symbol, STYLE_STAR4);
    CHECK_INT(r.style.kinds[DATELINE_ATTACK].fill, 0x445566FF);
    arena_clear(&r.a);
}

TEST(style_that_extends_itself_in_a_circle_is_refused)
{
    reading r = read_text("{\"extends\": \"circle\"}");
    CHECK_INT(r.status, DATELINE_INPUT);
    CHECK_TEXT(r.err.message, "styles extend each other in a circle");
    CHECK(r.loads < 20);
    arena_clear(&r.a);
}

TEST(style_error_in_a_base_names_the_base)
{
    reading r = read_text("{\"extends\": \"broken\"}");
    CHECK_INT(r.status, DATELINE_INPUT);
    CHECK_TEXT(r.err.source, "broken");
    CHECK_INT(r.err.line, 2);
    CHECK_INT(r.err.column, 13);
    CHECK(strstr(r.err.message, "did you mean 'classes'?") != NULL);
    arena_clear(&r.a);
    r = read_text("{\"extends\": \"nowhere\"}");
    CHECK_INT(r.status, DATELINE_NOT_FOUND);
    arena_clear(&r.a);
}

TEST(style_error_has_line_and_column_and_the_name_that_was_meant)
{
    check_refused("{\"clasess\": @{}}", "did you mean 'classes'?");
    check_refused("{\n \"classes\": {\n  \"bordre\": @{}}}", "did you mean 'border'?");
    check_refused("{\"types\": {\"city\": {\"colour\": @1}}}", "did you mean 'color'?");
    check_refused("{\"kinds\": {\"atack\": @{}}}", "did you mean 'attack'?");
    check_refused("{\"classes\": {\"lake\": {\"symbol\": @\"cirle\"}}}",
                  "did you mean 'circle'?");
    check_refused("{\"kinds\": {\"war\": {\"symbol\": \"star5\", \"colr\": @1}}}",
                  "did you mean 'color'?");
    check_refused("{\"qwertyuiop\": @{}}", "unknown name 'qwertyuiop'");
    check_refused("{\"title\": \"ệệệ\", \"ệ\": @1}", "unknown name 'ệ'");
}

TEST(style_values_that_make_no_sense_are_refused)
{
    check_refused("@[]", "a style is a JSON object");
    check_refused("{\"types\": @[]}", "an object is wanted here");
    check_refused("{\"types\": {\"city\": @7}}", "an object is wanted here");
    check_refused("{\"types\": {\"city\": {\"size\": @3}}}",
                  "'size' must be a number from 4 to 400");
    check_refused("{\"types\": {\"city\": {\"size\": @\"20\"}}}", "'size' must be");
    check_refused("{\"types\": {\"city\": {\"bold\": @1}}}", "true or false");
    check_refused("{\"event-ground\": @\"red\"}", "\"#rrggbb\"");
    check_refused("{\"event-ground\": @\"#12345g\"}", "\"#rrggbb\"");
    check_refused("{\"event-ground\": @5}", "\"#rrggbb\"");
    check_refused("{\"classes\": {\"lake\": {\"opacity\": @1.5}}}", "from 0 to 1");
    check_refused("{\"classes\": {\"lake\": {\"width\": @NaN}}}", "'width'");
    check_refused("{\"classes\": {\"lake\": {\"width\": @1e999}}}", "'width'");
    check_refused("{\"classes\": {\"lake\": {\"dash\": @[1]}}}", "two or four");
    check_refused("{\"classes\": {\"lake\": {\"dash\": [1, @-2]}}}", "from 0 to 200");
    check_refused("{\"kinds\": {\"war\": @{\"color\": \"#112233\"}}}",
                  "a kind has a symbol and a color");
    check_refused("@{}", "type 'title' has no size");
    check_refused("{\"title\": \"x\"@", "");
}

TEST(style_calls_kinds_as_events_do)
{
    for (int i = 0; i < DATELINE_KINDS; i++) {
        arena a = { 0 };
        const char *name = dateline_kind_name((dateline_kind)i);
        const char *text =
            str_print(&a,
                      "{\"extends\":\"base\",\"kinds\":{\"%s\":{\"symbol\":"
                      "\"plus\",\"color\":\"#123456\"}}}",
                      name);
        reading r = read_text(text);
        CHECK_INT(r.status, DATELINE_OK);
        CHECK_INT(r.style.kinds[i].fill, 0x123456FF);
        arena_clear(&r.a);
        arena_clear(&a);
    }
}

TEST(style_without_a_loader_extends_nothing)
{
    arena a = { 0 };
    style s;
    dateline_error err = { 0 };
    CHECK_INT(style_read(STR("{\"extends\":\"base\"}"), "x", NULL, NULL, &a, &s, &err),
              DATELINE_INPUT);
    CHECK_TEXT(err.message, "this style may not extend another");
    arena_clear(&a);
}

TEST(style_event_tells_claimed_and_planned_from_what_occurred)
{
    reading r = read_text("{\"extends\":\"base\",\"event-ground\":\"#ffffff\"}");
    style_paint did = style_event(&r.style, DATELINE_ATTACK, DATELINE_OCCURRED);
    style_paint said = style_event(&r.style, DATELINE_ATTACK, DATELINE_CLAIMED);
    style_paint will = style_event(&r.style, DATELINE_ATTACK, DATELINE_IS_PLANNED);
    style_paint off = style_event(&r.style, DATELINE_ATTACK, DATELINE_IS_CANCELLED);
    CHECK_INT(did.fill, 0x112233FF);
    CHECK_INT(said.fill, 0xFFFFFFFF);
    CHECK_INT(said.stroke, 0x112233FF);
    CHECK(did.dash[0] == 0 && said.dash[0] == 0 && will.dash[0] > 0);
    CHECK(did.opacity == 1 && off.opacity < 1);
    CHECK_NEAR(did.size, 9, 0);
    arena_clear(&r.a);
}

TEST(style_contrast_is_that_of_wcag)
{
    CHECK_NEAR(style_contrast(0x000000FF, 0xFFFFFFFF), 21, 1e-9);
    CHECK_NEAR(style_contrast(0x777777FF, 0xFFFFFFFF), 4.478, 0.001);
    CHECK_NEAR(style_contrast(0xFF0000FF, 0xFFFFFFFF), 3.998, 0.001);
    uint64_t seed = 1;
    for (int i = 0; i < 500; i++) {
        style_color a = (style_color)rng_next(&seed), b = (style_color)rng_next(&seed);
        double c = style_contrast(a, b);
        CHECK(c >= 1 && c <= 21.0001);
        CHECK_NEAR(c, style_contrast(b, a), 1e-12);
    }
}

/* ----------------------------------------------------------------- presets */

TEST(presets_of_the_house_are_read_in_order)
{
    arena a = { 0 };
    str text;
    style_preset *p;
    size_t n;
    CHECK_INT(file_read(&a, "styles/presets.json", &text, NULL), DATELINE_OK);
    CHECK_INT(style_presets_read(text, "p", &a, &p, &n, NULL), DATELINE_OK);
    CHECK(n >= 9);
    CHECK_TEXT(p[0].name, "desktop");
    CHECK_INT(p[0].width_px, 1280);
    CHECK_INT(p[0].height_px, 960);
    CHECK_NEAR(p[0].type_scale, 1, 0);
    arena_clear(&a);
}

TEST(presets_that_make_no_sense_are_refused_where_they_stand)
{
    static const char *const wrong[] = {
        "{\n \"x\": {\"size\": [1, 2], \"type\": 1}}",
        "{\n \"x\": {\"size\": [100, 99999], \"type\": 1}}",
        "{\n \"x\": {\"size\": [100, 100], \"type\": 0}}",
        "{\n \"x\": {\"size\": [100, 100]}}",
        "{\n \"x\": {\"size\": [100], \"type\": 1}}",
        "{\n \"x\": {\"size\": 100, \"type\": 1}}",
        "{\n \"x\": {\"size\": [\"100\", 100], \"type\": 1}}",
        "{\n \"x\": 5}",
        "\n [{\"size\": [100, 100], \"type\": 1}]",
        "\n 5",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        arena a = { 0 };
        style_preset *p;
        size_t n;
        dateline_error err = { 0 };
        if (style_presets_read(str_of(wrong[i]), "p.json", &a, &p, &n, &err) !=
            DATELINE_INPUT)
            TEST_FAIL("taken for presets: %s", wrong[i]);
        CHECK_INT(err.line, 2);
        CHECK(err.column >= 2);
        CHECK_TEXT(err.source, "p.json");
        arena_clear(&a);
    }
}
