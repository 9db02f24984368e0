/*
 * What places are called on the map, by the naming policy: as the source writes them,
 * by both names where two are in use, or as the country has them; and what was asked
 * to stand in place of a name, whatever the policy.
 */
#include "scene/input.h"

#include "text/fold.h"
#include "text/near.h"
#include "text/utf8.h"

#include <string.h>

enum { FOLD = 256 };

typedef struct folded {
    char at[FOLD];
    size_t n;
} folded;

static folded fold(str name)
{
    folded f;
    f.n = text_fold(name, f.at, sizeof f.at);
    return f;
}

static bool same(const folded *a, const folded *b)
{
    return a->n == b->n && !memcmp(a->at, b->at, a->n);
}

/* What the table tags with no language is the international form, which English
   uses. */
static bool is_in(const char *tag, const char *lang)
{
    return !strcmp(tag, lang) || (!tag[0] && !strcmp(lang, "en"));
}

/* Whether a name is one that the language has for the place. */
static bool is_own_name(const gazetteer *g, uint32_t place, str written, const char *lang)
{
    folded wanted = fold(written);
    char tag[4];
    str name;
    for (size_t i = 0; wanted.n && gazetteer_name_at(g, place, i, &name, tag); i++) {
        folded own = fold(name);
        if (same(&own, &wanted) && is_in(tag, lang))
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

/* The language of the signs of a country; "" where there is none or several. */
static const char *country_lang(const scene_input *in, const char *code)
{
    for (size_t i = 0; i < in->n_signs; i++)
        if (!strcmp(in->signs[i].country, code))
            return in->signs[i].lang;
    return "";
}

static bool contains(str whole, str part)
{
    for (size_t i = 0; i + part.len <= whole.len; i++)
        if (!memcmp(whole.at + i, part.at, part.len))
            return true;
    return false;
}

/* Two spellings of one name share most of their letters; a short form is part of the
   long one. */
static bool is_variant(const folded *a, const folded *b)
{
    str p = { a->at, a->n }, q = { b->at, b->n };
    size_t n = text_count(p), m = text_count(q);
    int half = (int)(n > m ? n : m) / 2;
    return contains(p, q) || contains(q, p) || text_distance(p, q, half) <= half;
}

/* Whether the place lies in an area that several sides call theirs: one that is no
   unit of a country. */
static bool is_contested(const gazetteer *g, uint32_t place)
{
    enum { DEEP = 8 };
    uint32_t at = place, up;
    for (int i = 0; i < DEEP; i++) {
        if (gazetteer_at(g, at).kind == GAZETTEER_REGION)
            return true;
        if (!gazetteer_parent(g, at, &up) || up == at)
            return false;
        at = up;
    }
    return false;
}

/* The first further name in the language that is no variant of this one; at.len 0:
   there is none. */
static str other_name(const gazetteer *g, uint32_t place, str first, const char *lang)
{
    folded own = fold(first);
    char tag[4];
    str name;
    for (size_t i = 0; gazetteer_name_at(g, place, i, &name, tag); i++) {
        folded next = fold(name);
        if (!strcmp(tag, lang) && next.n && !is_variant(&own, &next))
            return name;
    }
    return (str){ "", 0 };
}

/* The name with the other one that the language has, if it has two. */
static const char *both_names(const scene_input *in, uint32_t place, str first, arena *a)
{
    str second = other_name(in->gazetteer, place, first, in->words->lang);
    if (!second.len)
        return str_copy(a, first);
    return str_print(a, "%.*s / %.*s", STR_ARGS(first), STR_ARGS(second));
}

static const char *dual_name(const scene_input *in, uint32_t place, str first, arena *a)
{
    return is_contested(in->gazetteer, place) ? both_names(in, place, first, a)
                                              : str_copy(a, first);
}

/* Blocks of Unicode up to Latin Extended-B are of one script. */
static bool is_latin(str name)
{
    return name.len && text_next(&name) < 0x250;
}

/* Two names as the source writes them; in the letters of the map's language if these are
   others and it has both. */
static const char *two_names(const scene_input *in, uint32_t place, str written, arena *a)
{
    bool found;
    str name = gazetteer_name(in->gazetteer, place, in->words->lang, &found);
    const char *both = found && is_latin(name) != is_latin(written)
                           ? both_names(in, place, name, a)
                           : "";
    return has_two_names(str_of(both)) ? both : str_copy(a, written);
}

static const char *overridden(const scene_input *in, const char *name)
{
    folded own = fold(str_of(name));
    for (size_t i = 0; i < in->n_names; i++) {
        folded from = fold(str_of(in->names[i].from));
        if (same(&from, &own))
            return in->names[i].to;
    }
    return name;
}

/* The name that the country has; false where the table does not know it, or where no
   font has its letters. */
static bool local_name(const scene_input *in, uint32_t place, str *out)
{
    bool found = false;
    const char *lang = country_lang(in, gazetteer_at(in->gazetteer, place).country);
    if (*lang)
        *out = gazetteer_name(in->gazetteer, place, lang, &found);
    const style_type *t = &in->style->types[STYLE_EVENT];
    font_spec spec = { t->size_px * scene_scale(in), t->bold, t->italic, t->spacing_em };
    return found && !(in->font && font_measure(in->font, *out, spec).missing);
}

static const char *name_of(const scene_input *in, uint32_t place, str name, arena *a)
{
    str local;
    if (in->naming == SCENE_DUAL)
        return dual_name(in, place, name, a);
    if (in->naming == SCENE_LOCAL && local_name(in, place, &local))
        return str_copy(a, local);
    return str_copy(a, name);
}

/* "Thành phố Hà Giang" without the word for what kind of place it is, where the rest is
   the place's own name. */
static str without_type(const scene_input *in, uint32_t place, str name)
{
    gazetteer_place p = gazetteer_at(in->gazetteer, place);
    folded own = fold(p.name);
    if (p.kind != GAZETTEER_SETTLEMENT || !own.n)
        return name;
    for (size_t i = 1; i + 1 < name.len; i++) {
        str rest = { name.at + i + 1, name.len - i - 1 };
        folded after = fold(rest);
        if (name.at[i] != ' ' || !same(&after, &own))
            continue;
        folded type = fold((str){ name.at, i });
        return gazetteer_type(in->gazetteer, (str){ type.at, type.n }, GAZETTEER_BEFORE)
                   ? rest
                   : name;
    }
    return name;
}

const char *scene_name_of(const scene_input *in, uint32_t place, arena *a)
{
    bool found;
    str name = gazetteer_name(in->gazetteer, place, in->words->lang, &found);
    name = without_type(in, place, name);
    return overridden(in, name_of(in, place, name, a));
}

/* As the source writes it where that serves the language of the map. */
static const char *event_name(const scene_input *in, const dateline_event *e, arena *a)
{
    str rest = str_of(*e->place ? e->place : e->place_name);
    str written = str_trim(str_cut(&rest, ','));
    uint32_t place;
    bool found, known = *e->place_id &&
                        gazetteer_by_id(in->gazetteer, str_of(e->place_id), &place);
    if (!known)
        return str_copy(a, written);
    if (has_two_names(written) && in->naming != SCENE_LOCAL)
        return two_names(in, place, written, a);
    const char *lang = in->words->lang;
    str name = written;
    if (!is_own_name(in->gazetteer, place, written, lang)) {
        name = gazetteer_name(in->gazetteer, place, lang, &found);
        if (!found && strcmp(lang, "en"))
            name = written;
        else
            name = without_type(in, place, name);
    }
    return name_of(in, place, name, a);
}

const char *scene_place_name(const scene_input *in, const dateline_event *e, arena *a)
{
    return overridden(in, event_name(in, e, a));
}
