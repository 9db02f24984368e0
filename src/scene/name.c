#include "scene/scene.h"

#include "text/fold.h"

#include <string.h>

enum { FOLD = 256 };

/* Whether a name is one that the language has for the place. What the table tags
   with no language is the international form, which English uses. */
static bool is_own_name(const gazetteer *g, uint32_t place, str written, const char *lang)
{
    char wanted[FOLD], folded[FOLD], tag[4];
    size_t n = text_fold(written, wanted, sizeof wanted);
    str name;
    for (size_t i = 0; n && gazetteer_name_at(g, place, i, &name, tag); i++) {
        size_t m = text_fold(name, folded, sizeof folded);
        if (m == n && !memcmp(wanted, folded, n) &&
            (!strcmp(tag, lang) || (!tag[0] && !strcmp(lang, "en"))))
            return true;
    }
    return false;
}

static bool has_two_names(str written)
{
    for (size_t i = 1; i + 1 < written.len; i++)
        if (written.at[i] == '/')
            return true;
    return false;
}

const char *scene_place_name(const scene_input *in, const dateline_event *e, arena *a)
{
    str rest = str_of(*e->place ? e->place : e->place_name);
    str written = str_trim(str_cut(&rest, ','));
    uint32_t place;
    bool found;
    if (has_two_names(written) || !*e->place_id ||
        !gazetteer_by_id(in->gazetteer, str_of(e->place_id), &place))
        return str_copy(a, written);
    const char *lang = in->words->lang;
    if (is_own_name(in->gazetteer, place, written, lang))
        return str_copy(a, written);
    str name = gazetteer_name(in->gazetteer, place, lang, &found);
    return str_copy(a, found || !strcmp(lang, "en") ? name : written);
}
