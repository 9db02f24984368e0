#include "article/article.h"

#include "base/error.h"
#include "text/utf8.h"

const char *article_zone_name(article_zone zone)
{
    static const char *const names[ARTICLE_ZONES] = { "body",    "headline", "kicker",
                                                      "caption", "credit",   "dateline",
                                                      "link",    "furniture" };
    return (unsigned)zone < ARTICLE_ZONES ? names[zone] : "";
}

dateline_status article_open(str bytes, article_form form, const char *name, arena *a,
                             article *out, dateline_error *err)
{
    (void)form;
    *out = (article){ .name = name, .lang = "" };
    size_t bad;
    if (!text_decode(a, bytes, &out->text, &bad))
        return error_at(err, DATELINE_INPUT, name, 0, 0,
                        "not UTF-8 text: the fault is at byte %zu; save it as UTF-8",
                        bad);
    out->origins = arena_new(a, article_origin);
    out->n_origins = 1;
    out->n_tokens = text_tokens(out->text, a, &out->tokens);
    return DATELINE_OK;
}

static bool ends(const article *x, uint32_t i)
{
    str t = article_token(x, i);
    bool stop = t.len == 1 && (*t.at == '.' || *t.at == '!' || *t.at == '?');
    return stop && (i + 1 == x->n_tokens || x->tokens[i + 1].gap >= TEXT_SPACE);
}

void article_parse(article *x, const lexicon *words, lexicon_memory *memory,
                   const char *lang, arena *a)
{
    x->words = words;
    x->lang = lang;
    x->n_tags = lexicon_find(words, memory, x->text, x->tokens, x->n_tokens, a, &x->tags);
    size_t cap = 0, tag = 0;
    x->n_sentences = 0;
    x->sentences = NULL;
    for (uint32_t i = 0, first = 0; i < x->n_tokens; i++) {
        bool last = i + 1 == x->n_tokens;
        if (!last && !ends(x, i) && x->tokens[i + 1].gap < TEXT_LINE)
            continue;
        x->sentences =
            arena_grow(a, x->sentences, x->n_sentences, &cap, sizeof *x->sentences);
        article_sentence *s = &x->sentences[x->n_sentences++];
        *s = (article_sentence){ .first = first,
                                 .n = i + 1 - first,
                                 .first_tag = (uint32_t)tag,
                                 .paragraph = x->tokens[first].gap >= TEXT_LINE };
        while (tag < x->n_tags && x->tags[tag].first <= i)
            tag++;
        s->n_tags = (uint32_t)tag - s->first_tag;
        first = i + 1;
    }
    x->stories = arena_new(a, article_story);
    x->stories[0].n = (uint32_t)x->n_sentences;
    x->n_stories = 1;
}

/* The last origin that does not come after a byte. */
static const article_origin *origin_of(const article *x, size_t at)
{
    size_t low = 0, high = x->n_origins;
    while (high - low > 1) {
        size_t mid = (low + high) / 2;
        if (x->origins[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    return &x->origins[low];
}

uint32_t article_offset(const article *x, size_t at)
{
    const article_origin *o = origin_of(x, at);
    str between = { x->text.at + o->at, at - o->at };
    return o->source + (uint32_t)text_count(between);
}

uint32_t article_offset_end(const article *x, size_t end)
{
    return end ? article_offset(x, end - 1) + 1 : 0;
}

uint32_t article_length(const article *x)
{
    return article_offset(x, x->text.len);
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
