/* Any bytes as an article against a sound gazetteer: what is found stands in order, on
   letters, inside the text, and is the same again. The first byte chooses the language.
 */
#include "mention/mention.h"

#include "geocode_world.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char words[] =
    "words\tclass\tvalue\nở|in|в|tại\tlocative\tat\ngiữa|between|с\trelative\tbetween\n"
    "của|of\trelative\tof\nvà|and|,\trelative\tand\ntổng thống|president\ttitle\toffice\n"
    "ông|mr\ttitle\tform\nparis|anh\tperson\tgiven\nquân đội|troops\tactor\tforces "
    "after\n"
    "làng|village|border\tplacenoun\tregion border\nbank|đảng\tbody\tunion\n"
    "said|nói\tsay\tclaims\nký|signed\tact\t\nanh|may\tcommon\t\nof\tcommon\talways\n"
    "vùng này|the region|nước này\tanaphor\tregion country any\nthe west\tbloc\t\n"
    "the\tfunction\t\nfrance 24\tbody\tmedia\n";

static const gazetteer *world(void)
{
    static gazetteer *g;
    static buf bytes;
    if (!g && (geocode_world_compile(&bytes, NULL) ||
               gazetteer_open_bytes(buf_str(&bytes), "world", &g, NULL)))
        abort();
    return g;
}

static void check(const article *x, const gazetteer *g, const mentions *m)
{
    uint32_t end = 0;
    for (size_t i = 0; i < m->n; i++) {
        const mention *p = &m->mentions[i];
        bool whole = p->start < p->end && p->end <= x->text.len && p->n &&
                     p->first + p->n <= x->n_tokens && p->sentence < x->n_sentences &&
                     p->confidence >= 0 && p->confidence <= 1 && p->rule;
        if (!whole || p->start < end)
            abort();
        str text = { x->text.at + p->start, p->end - p->start };
        if (text_utf8_check(text) < text.len)
            abort();
        if (p->nominal ? p->antecedent >= m->n || m->mentions[p->antecedent].nominal
                       : p->antecedent != UINT32_MAX)
            abort();
        if (p->answer.place != GEOCODE_NOWHERE && p->answer.place >= gazetteer_count(g))
            abort();
        end = p->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = { "", "vi", "en", "ru", "ka", "tr" };
    const gazetteer *g = world();
    arena a = { 0 };
    lexicon *x;
    article text;
    mentions first, again;
    lexicon_table table = { "fuzz.tsv", { words, sizeof words - 1 } };
    str bytes = { (const char *)data + (size ? 1 : 0), size ? size - 1 : 0 };
    if (lexicon_read(&table, 1, &a, &x, NULL))
        abort();
    if (article_open(bytes, ARTICLE_AUTO, "fuzz", &a, &text, NULL) == DATELINE_OK) {
        name_memory *memory = name_memory_new(&a);
        article_parse(&text, x, lexicon_memory_new(&a), langs[size ? *data % 6 : 0], &a);
        mention_find(&text, g, NULL, memory, &a, &first);
        mention_find(&text, g, NULL, memory, &a, &again);
        check(&text, g, &first);
        if (first.n != again.n || first.focus != again.focus)
            abort();
    }
    arena_clear(&a);
    return 0;
}
