#include "api/handle.h"
#include "base/error.h"

#include <string.h>

/* Tables are called LL.tsv or LL-what.tsv; of the others LANGUAGES says how to tell
   languages. */
#define LANGUAGES "languages.tsv"
#define OFFSETS "offsets.tsv"
#define ALL_LANGUAGES "und"

static const char *folder(dateline *dl)
{
    return str_print(&dl->memory, "%s/lexicon", dl->geodata);
}

static dateline_status list_tables(dateline *dl, dateline_error *err)
{
    if (dl->tables)
        return DATELINE_OK;
    const char *dir = folder(dl);
    if (!file_is_dir(dir))
        return error_set(
            err, DATELINE_GEODATA,
            "there is no '%s'; run 'make', or say where it is with --geodata "
            "DIR or DATELINE_GEODATA",
            dir);
    return file_list(&dl->memory, dir, &dl->tables, &dl->n_tables, err);
}

/* The language of a table by its name; empty for what is none. */
static str table_language(const char *name)
{
    str s = str_of(name), suffix = STR(".tsv");
    if (!str_ends(s, suffix))
        return (str){ 0 };
    s.len -= suffix.len;
    str lang = str_cut(&s, '-');
    return lang.len == 2 || lang.len == 3 ? lang : (str){ 0 };
}

static dateline_status read_tables(dateline *dl, const char *lang, lexicon **out,
                                   dateline_error *err)
{
    lexicon_table *tables = arena_array(&dl->memory, lexicon_table, dl->n_tables + 1);
    size_t n = 0;
    const char *dir = folder(dl);
    for (size_t i = 0; i < dl->n_tables; i++) {
        str of = table_language(dl->tables[i]);
        if (!of.len || (!str_eq(of, STR(ALL_LANGUAGES)) && !str_eq(of, str_of(lang))))
            continue;
        lexicon_table *t = &tables[n++];
        t->name = str_print(&dl->memory, "%s/%s", dir, dl->tables[i]);
        dateline_status st = file_read(&dl->memory, t->name, &t->text, err);
        if (st)
            return st;
    }
    return lexicon_read(tables, n, &dl->memory, out, err);
}

static bool has_tables(const dateline *dl, const char *lang)
{
    for (size_t i = 0; i < dl->n_tables; i++)
        if (str_eq(table_language(dl->tables[i]), str_of(lang)))
            return true;
    return false;
}

dateline_status handle_lexicon(dateline *dl, const char *lang, const lexicon **out,
                               dateline_error *err)
{
    *out = NULL;
    dateline_status st = list_tables(dl, err);
    if (st)
        return st;
    if (!*lang || !has_tables(dl, lang))
        lang = "";
    for (size_t i = 0; i < dl->n_lexicons; i++)
        if (!strcmp(dl->lexicons[i].lang, lang)) {
            *out = dl->lexicons[i].words;
            return DATELINE_OK;
        }
    if (dl->n_lexicons == HANDLE_LEXICONS || strlen(lang) >= sizeof dl->lexicons->lang)
        return error_set(err, DATELINE_LIMIT,
                         "geodata/lexicon has tables of more than %d languages",
                         HANDLE_LEXICONS - 1);
    handle_words_of *w = &dl->lexicons[dl->n_lexicons];
    st = read_tables(dl, lang, &w->words, err);
    if (st)
        return st;
    memcpy(w->lang, lang, strlen(lang) + 1);
    dl->n_lexicons++;
    *out = w->words;
    return DATELINE_OK;
}

dateline_status handle_all_lexicons(dateline *dl, dateline_error *err)
{
    const lexicon *words;
    dateline_status st = handle_lexicon(dl, "", &words, err);
    for (size_t i = 0; !st && i < dl->n_tables; i++) {
        str lang = table_language(dl->tables[i]);
        if (lang.len && !str_eq(lang, STR(ALL_LANGUAGES)))
            st = handle_lexicon(dl, str_copy(&dl->memory, lang), &words, err);
    }
    return st;
}

dateline_status handle_languages(dateline *dl, dateline_error *err)
{
    if (dl->languages)
        return DATELINE_OK;
    str text;
    const char *path = str_print(&dl->memory, "%s/" LANGUAGES, folder(dl));
    dateline_status st = file_read(&dl->memory, path, &text, err);
    return st ? st : lexicon_languages_read(text, path, &dl->memory, &dl->languages, err);
}

dateline_status handle_signs(dateline *dl, dateline_error *err)
{
    const char *path = str_print(&dl->memory, "%s/signs.tsv", dl->geodata);
    if (dl->signs.len || !file_exists(path))
        return DATELINE_OK;
    return file_read(&dl->memory, path, &dl->signs, err);
}

dateline_status handle_offsets(dateline *dl, dateline_error *err)
{
    if (dl->offsets.len)
        return DATELINE_OK;
    const char *path = str_print(&dl->memory, "%s/" OFFSETS, folder(dl));
    return file_read(&dl->memory, path, &dl->offsets, err);
}
