#include "article/article.h"

#include "article/part.h"
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
    article_reader r = { .x = x, .a = a };
    article_mark(&r);
    uint32_t wrap = article_wrap(&r);
    for (uint32_t first = 0, end; first < x->n_tokens; first = end) {
        end = article_line_end(&r, first, wrap);
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
