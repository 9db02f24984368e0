#include "api/article.h"

#include "base/error.h"
#include "extract/extract.h"
#include "intake/column.h"
#include "text/utf8.h"
#include "when/when.h"

#include <string.h>

article_worker article_worker_new(arena *a)
{
    return (article_worker){ lexicon_memory_new(a), name_memory_new(a),
                             phrase_patterns_new(a) };
}

/* ----------------------------------------------------------- What it is */

static str first_line(str bytes)
{
    str line = { 0 };
    if (bytes.len >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        bytes = (str){ bytes.at + 3, bytes.len - 3 };
    while (bytes.len && !line.len)
        line = str_trim(str_cut(&bytes, '\n'));
    return line;
}

/* A line with a delimiter between names of columns, or tabs as in GDELT. */
static bool is_header(str line)
{
    if (line.len && memchr(line.at, '\t', line.len))
        return true;
    for (const char *d = ",;|"; *d; d++) {
        size_t known = 0, cells = 0;
        for (str rest = line; rest.len; cells++) {
            intake_header h =
                intake_header_of(SCHEMA_GENERIC, str_trim(str_cut(&rest, *d)));
            known += h.column > COL_IGNORE;
        }
        if (cells > 1 && known * 2 >= cells)
            return true;
    }
    return false;
}

/* More words than delimiters: not a table whose columns are only unknown. */
static bool is_prose(str line)
{
    size_t words = 0, delimiters = 0;
    for (size_t i = 0; i < line.len; i++) {
        words += line.at[i] == ' ';
        delimiters += line.at[i] == ',' || line.at[i] == ';' || line.at[i] == '|';
    }
    return words >= 4 && words > delimiters * 3;
}

dateline_format article_format(const dateline_input *in, str bytes)
{
    dateline_format format = in->format != DATELINE_AUTO
                                 ? in->format
                                 : handle_format((dateline_output){ .path = in->path });
    str line = first_line(bytes);
    if (format == DATELINE_TEXT && in->format == DATELINE_AUTO && is_header(line))
        return DATELINE_CSV;
    if (format != DATELINE_AUTO || !line.len)
        return format;
    if (*line.at == '{' || *line.at == '[' || *line.at == 0x1E || is_header(line))
        return DATELINE_AUTO;
    if (*line.at == '<')
        return DATELINE_HTML;
    return is_prose(line) ? DATELINE_TEXT : DATELINE_AUTO;
}

/* ------------------------------------------------------------- Reading */

/* The day that is stated for the article, or that a page states of itself. */
static const char *published_of(const dateline_input *in, const dateline_article *x)
{
    return in->published && *in->published ? in->published : x->text.published;
}

static dateline_status read_published(const dateline_input *in, dates_options *out,
                                      dateline_error *err)
{
    when_date day;
    *out = (dates_options){ 0 };
    if (!in->published || !*in->published)
        return DATELINE_OK;
    dateline_status st = when_parse(str_of(in->published), NULL, &day, err);
    if (st)
        return st;
    if (day.when.precision < DATELINE_DAY || day.when.interval || day.when.open_end)
        return error_set(err, DATELINE_USAGE,
                         "the publication date must be a day, such as 2024-04-17; it is "
                         "'%.40s'",
                         in->published);
    out->published = day.when;
    return DATELINE_OK;
}

static article_form form_of(dateline_format format)
{
    return format == DATELINE_MARKDOWN ? ARTICLE_MARKDOWN
           : format == DATELINE_HTML   ? ARTICLE_HTML
           : format == DATELINE_TEXT   ? ARTICLE_PLAIN
                                       : ARTICLE_AUTO;
}

static dateline_status find_words(dateline *dl, const dateline_input *in,
                                  dateline_article *x, const lexicon **words,
                                  const char **lang, dateline_error *err)
{
    dateline_status st = handle_languages(dl, err);
    if (st)
        return st;
    bool stated = in->lang && *in->lang;
    *lang = stated ? str_copy(&x->memory, str_of(in->lang))
                   : lexicon_language_of(dl->languages, x->text.text);
    if (!**lang)
        *lang = x->text.stated_lang;
    return handle_lexicon(dl, *lang, words, err);
}

/* Of a text with one story; as typists of news write it, with underscores for spaces. */
static void keep_headline(dateline_article *x, dateline_events *into)
{
    enum { LONGEST = 90 };
    const article *t = &x->text;
    str found = { 0 };
    for (size_t i = 0; i < t->n_sentences && !found.len && t->n_stories == 1; i++) {
        const article_sentence *s = &t->sentences[i];
        if (s->zone != ARTICLE_HEADLINE || !s->n)
            continue;
        str first = article_token(t, s->first),
            last = article_token(t, s->first + s->n - 1);
        found = str_trim((str){ first.at, (size_t)(last.at + last.len - first.at) });
    }
    if (text_count(found) > LONGEST)
        found.len = 0;
    char *clean = str_copy(&x->memory, found);
    for (char *c = clean; *c; c++)
        if (*c == '_' || *c == '\n')
            *c = ' ';
    event_set_headline(into, str_of(clean));
}

dateline_status article_extract(dateline *dl, const dateline_input *in, str bytes,
                                article_worker *worker, dateline_article *x,
                                dateline_events *into, dateline_error *err)
{
    dates_options when;
    const lexicon *words;
    const char *lang;
    arena *a = &x->memory;
    dateline_status st = read_published(in, &when, err);
    st = st ? st : handle_gazetteer(dl, err);
    st = st ? st
            : article_open(bytes, form_of(article_format(in, bytes)), x->name, a,
                           &x->text, err);
    st = st ? st : find_words(dl, in, x, &words, &lang, err);
    if (st)
        return st;
    const char *published = published_of(in, x);
    if (published != in->published && *published) {
        when_date day;
        if (when_parse(str_of(published), NULL, &day, NULL) ||
            day.when.precision < DATELINE_DAY || day.when.interval)
            published = x->text.published = "";
        else
            when.published = day.when;
    }
    article_parse(&x->text, words, worker->lexicon, lang, a);
    keep_headline(x, into);
    mention_find(&x->text, dl->gazetteer, &(mention_options){ 0 }, worker->mention, a,
                 &x->mentions);
    st = article_local_time(dl, x, &when, err);
    if (st)
        return st;
    when.patterns = worker->dates;
    dates_find(&x->text, &when, a, &x->dates);
    extract_source source = {
        .article = x->name, .outlet = in->outlet, .url = in->url, .published = published
    };
    return extract_events(&x->text, &x->dates, &x->mentions, dl->gazetteer, &source, into,
                          err);
}
