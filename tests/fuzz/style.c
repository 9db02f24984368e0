/* Documents of styles/: a style, the words of a language, presets. Whatever is
   accepted is whole and within its limits; whatever is refused says why and where. */
#include "style/style.h"
#include "style/preset.h"
#include "style/words.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every base is the document itself: the shortest circle. */
static dateline_status load(void *ctx, const char *name, str *text, dateline_error *err)
{
    (void)name;
    (void)err;
    *text = *(const str *)ctx;
    return DATELINE_OK;
}

static void must(bool so)
{
    if (!so)
        abort();
}

static void check_refusal(dateline_status st, const dateline_error *err)
{
    must(st == err->status && *err->message && err->line >= 0 && err->column >= 0);
}

static void check_style(const style *s)
{
    for (int i = 0; i < STYLE_ROLES; i++)
        must(s->types[i].size_px >= 4 && s->types[i].size_px <= 400);
    for (int i = 0; i < STYLE_CLASSES; i++)
        must(s->classes[i].opacity >= 0 && s->classes[i].opacity <= 1 &&
             s->classes[i].symbol < STYLE_SYMBOLS && s->classes[i].width <= 400);
    for (int i = 0; i < DATELINE_KINDS; i++)
        must(s->kinds[i].symbol < STYLE_SYMBOLS);
}

static void speak(const style_words *w, arena *a)
{
    dateline_when when = { .begin = -1,
                           .end = 86400,
                           .precision = DATELINE_DAY,
                           .interval = true,
                           .approximate = true };
    for (int i = 0; i < WORDS; i++)
        must(style_say(w, (style_word)i, a, "a", "{b}", "b", "x", "n", "1", NULL) !=
             NULL);
    must(style_when(w, when, a) != NULL && style_span(w, when, when, a) != NULL);
    must(style_events(w, 22, a) != NULL && style_number(w, -1234567, a) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = { 0 };
    str text = { (const char *)data, size };
    style s;
    style_words w;
    style_preset *presets;
    size_t n;
    dateline_error err = { 0 };
    dateline_status st = style_read(text, "fuzz", load, &text, &a, &s, &err);
    if (st)
        check_refusal(st, &err);
    else
        check_style(&s);
    st = style_words_read(text, "fuzz", &a, &w, &err);
    if (st)
        check_refusal(st, &err);
    else
        speak(&w, &a);
    st = style_presets_read(text, "fuzz", &a, &presets, &n, &err);
    if (st)
        check_refusal(st, &err);
    for (size_t i = 0; !st && i < n; i++)
        must(presets[i].width_px >= 64 && presets[i].height_px >= 64 &&
             presets[i].type_scale > 0);
    arena_clear(&a);
    return 0;
}
