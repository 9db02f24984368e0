#include "gazetteer/read.h"
#include "text/utf8.h"

#include <string.h>

/* Scripts that, among the languages of the world's place names, one language uses
   for nearly all of them. */
static const struct {
    char lang[3];
    uint32_t from, to;
} scripts[] = {
    { "el", 0x0370, 0x03FF }, { "hy", 0x0531, 0x0587 }, { "he", 0x05D0, 0x05EA },
    { "th", 0x0E01, 0x0E3A }, { "ka", 0x10A0, 0x10FF }, { "ko", 0xAC00, 0xD7A3 },
    { "ja", 0x3041, 0x30FA },
};

enum { CYRILLIC = 0x0400, CYRILLIC_END = 0x052F, RUSSIAN = 0x0410, RUSSIAN_END = 0x044F };

static bool is_russian(uint32_t c)
{
    return (c >= RUSSIAN && c <= RUSSIAN_END) || c == 0x0401 || c == 0x0451;
}

/* All of its letters beyond ASCII lie in the script. */
static bool in_script(str name, uint32_t from, uint32_t to)
{
    bool some = false;
    while (name.len) {
        uint32_t c = text_next(&name);
        if (c >= from && c <= to)
            some = true;
        else if (c > 0x7F || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return false;
    }
    return some;
}

static bool has_only_russian(str name)
{
    while (name.len) {
        uint32_t c = text_next(&name);
        if (c >= CYRILLIC && c <= CYRILLIC_END && !is_russian(c))
            return false;
    }
    return true;
}

typedef struct choice {
    str tagged, by_script;
    size_t n_by_script;
} choice;

/* Names that say their language and names whose script does. */
static choice choose(const gazetteer *g, facts f, const char *lang, uint32_t from,
                     uint32_t to)
{
    choice best = { 0 };
    str name;
    uint32_t tag;
    while (read_name(&f, &name, &tag)) {
        char own[4];
        if (read_lang(g, tag, own))
            continue;
        name = read_text(name);
        if (!strcmp(own, lang) && name.len) {
            best.tagged = name;
            break;
        }
        if (to && !tag && in_script(name, from, to)) {
            best.by_script = best.n_by_script ? best.by_script : name;
            best.n_by_script++;
        }
    }
    return best;
}

str gazetteer_name(const gazetteer *g, uint32_t place, const char *lang, bool *found)
{
    *found = false;
    facts f, again;
    str first = { 0 };
    uint32_t tag;
    if (!read_facts(g, place, &f))
        return first;
    again = f;
    read_name(&again, &first, &tag);
    first = read_text(first);
    if (!lang || !*lang || strlen(lang) > 3)
        return first;
    uint32_t from = 0, to = 0;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (!strcmp(scripts[i].lang, lang)) {
            from = scripts[i].from;
            to = scripts[i].to;
        }
    bool russian = !strcmp(lang, "ru");
    if (russian) {
        from = CYRILLIC;
        to = CYRILLIC_END;
    }
    choice best = choose(g, f, lang, from, to);
    bool sure = best.n_by_script &&
                (!russian || (best.n_by_script == 1 && has_only_russian(best.by_script)));
    *found = best.tagged.len || sure;
    return best.tagged.len ? best.tagged : sure ? best.by_script : first;
}
