#include "article/article.h"

#include "article/clean.h"
#include "article/form.h"
#include "article/part.h"
#include "base/error.h"
#include "base/limits.h"
#include "html/html.h"
#include "text/charset.h"
#include "text/utf8.h"

const char *article_zone_name(article_zone zone)
{
    static const char *const names[ARTICLE_ZONES] = { "body",    "headline", "kicker",
                                                      "caption", "credit",   "dateline",
                                                      "link",    "furniture" };
    return (unsigned)zone < ARTICLE_ZONES ? names[zone] : "";
}

article_form article_form_of_name(const char *name)
{
    static const struct {
        const char *suffix;
        article_form form;
    } known[] = { { ".html", ARTICLE_HTML },         { ".htm", ARTICLE_HTML },
                  { ".xhtml", ARTICLE_HTML },        { ".md", ARTICLE_MARKDOWN },
                  { ".markdown", ARTICLE_MARKDOWN }, { ".txt", ARTICLE_PLAIN },
                  { ".text", ARTICLE_PLAIN } };
    str s = str_of(name);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        str suffix = str_of(known[i].suffix);
        if (s.len >= suffix.len &&
            str_eq_nocase((str){ s.at + s.len - suffix.len, suffix.len }, suffix))
            return known[i].form;
    }
    return ARTICLE_AUTO;
}

/* Places in the text and the input are 32 bits wide. */
static dateline_status too_long(const char *name, dateline_error *err)
{
    return error_at(err, DATELINE_LIMIT, name, 0, 0,
                    "the text is longer than 1 GiB; divide it into several files");
}

/* A page in the character set of one byte that it declares. */
static dateline_status decode_page(str bytes, size_t bad, article_form form,
                                   const char *name, arena *a, str *s,
                                   dateline_error *err)
{
    bool page = form == ARTICLE_HTML ||
                (form == ARTICLE_AUTO && article_form_of_text(bytes) == ARTICLE_HTML);
    str charset = page ? html_charset(bytes) : (str){ 0 };
    if (charset.len && text_from_charset(a, bytes, charset, s))
        return DATELINE_OK;
    if (charset.len && !str_eq_nocase(charset, STR("utf-8")))
        return error_at(err, DATELINE_INPUT, name, 0, 0,
                        "a page in %.*s, which is not read here; save it as UTF-8",
                        charset.len < 40 ? (int)charset.len : 40, charset.at);
    return error_at(err, DATELINE_INPUT, name, 0, 0,
                    "not UTF-8 text: the fault is at byte %zu; save it as UTF-8", bad);
}

/* Documents of word processors are often given for their text. */
static dateline_status check_kind(str bytes, const char *name, dateline_error *err)
{
    static const struct {
        str begins;
        const char *what;
    } known[] = { { { "PK\003\004", 4 }, "a ZIP archive, as .docx and .odt are" },
                  { { "%PDF-", 5 }, "a PDF document" },
                  { { "{\\rtf", 5 }, "an RTF document" },
                  { { "\xD0\xCF\x11\xE0", 4 }, "a .doc document" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(bytes, known[i].begins))
            return error_at(err, DATELINE_INPUT, name, 0, 0,
                            "%s; save it as plain text (.txt) or as a web page (.html)",
                            known[i].what);
    return DATELINE_OK;
}

dateline_status article_open(str bytes, article_form form, const char *name, arena *a,
                             article *out, dateline_error *err)
{
    *out = (article){ .name = name, .lang = "", .published = "", .stated_lang = "" };
    size_t bad;
    str s;
    if (bytes.len > LIMIT_INPUT)
        return too_long(name, err);
    dateline_status st = check_kind(bytes, name, err);
    if (st)
        return st;
    if (!text_decode(a, bytes, &s, &bad))
        st = decode_page(bytes, bad, form, name, a, &s, err);
    if (st)
        return st;
    if (form == ARTICLE_AUTO)
        form = article_form_of_text(s);
    if (form == ARTICLE_HTML)
        st = article_read_html(s, a, out, err);
    else if (form == ARTICLE_MARKDOWN)
        article_read_markdown(s, a, out);
    else if (!clean_as_is(s, a, out))
        article_read_plain(s, a, out);
    if (st)
        return st;
    if (out->text.len > LIMIT_INPUT)
        return too_long(name, err);
    out->n_tokens = text_tokens(out->text, a, &out->tokens);
    return DATELINE_OK;
}

/* The parts as sentences, with their stories and tags. */
static void put_sentences(const article_reader *r, article *x)
{
    size_t tag = 0, story = 0;
    x->sentences = arena_array(r->a, article_sentence, r->n + 1);
    x->stories = arena_array(r->a, article_story, r->n + 1);
    x->n_sentences = r->n;
    x->n_stories = 1;
    for (size_t i = 0; i < r->n; i++) {
        const article_part *p = &r->parts[i];
        if (p->story)
            x->stories[++story].first = (uint32_t)i;
        x->stories[story].n++;
        article_sentence *s = &x->sentences[i];
        *s = (article_sentence){ .first = p->first,
                                 .n = p->n,
                                 .first_tag = (uint32_t)tag,
                                 .story = (uint32_t)story,
                                 .zone = (article_zone)p->zone,
                                 .paragraph = p->paragraph,
                                 .repeated = p->repeated };
        while (tag < x->n_tags && x->tags[tag].first < p->first + p->n)
            tag++;
        s->n_tags = (uint32_t)tag - s->first_tag;
    }
    x->n_stories = story + 1;
}

void article_parse(article *x, const lexicon *words, lexicon_memory *memory,
                   const char *lang, arena *a)
{
    x->words = words;
    x->lang = lang;
    x->n_tags = lexicon_find(words, memory, x->text, x->tokens, x->n_tokens, a, &x->tags);
    article_reader r = { .x = x, .a = a, .cap = x->n_tokens / 16 + 16 };
    r.parts = arena_array(a, article_part, r.cap);
    article_mark(&r);
    uint32_t wrap = article_wrap(&r);
    size_t at = 0, line = 0;
    for (uint32_t first = 0, end; first < x->n_tokens; first = end) {
        end = article_line_end(&r, first, wrap);
        for (; x->hints && at < x->tokens[first].at; at++)
            line += x->text.at[at] == '\n';
        r.hint = x->hints ? x->hints[line] : 0;
        article_divide(&r, first, end);
    }
    article_furniture(&r);
    article_captions(&r);
    article_repeats(&r);
    article_titles(&r);
    article_credits(&r);
    article_stories(&r);
    put_sentences(&r, x);
}

uint32_t article_sentence_of(const article *x, uint32_t token)
{
    size_t low = 0, high = x->n_sentences;
    while (high - low > 1) {
        size_t mid = (low + high) / 2;
        if (x->sentences[mid].first <= token)
            low = mid;
        else
            high = mid;
    }
    return (uint32_t)low;
}
