/* Any bytes, in each form: read, divided, and every place found again. */
#include "article/article.h"

#include <stdlib.h>

static const char words[] =
    "words\tclass\tvalue\nphoto :\tphoto\ttail\npictured :\tphoto\tlead\nafp\tagency\t\n"
    "our correspondent in\tcorrespondent\t\nshare "
    "this\tfurniture\tstrong\nshare\tfurniture\t\n"
    "read also "
    ":\trelated\t\nmr\tabbreviation\t\netc\tabbreviation\tend\nmay\tmonth\tnumber=5\n"
    "the\tfunction\t\nsaid\tsay\t\n";

static void check(const article *x)
{
    uint32_t at = 0, length = article_length(x), story = 0;
    for (size_t i = 0; i < x->n_sentences; i++) {
        const article_sentence *s = &x->sentences[i];
        if (s->first != at || !s->n || s->story < story || s->zone >= ARTICLE_ZONES)
            abort();
        at += s->n;
        story = s->story;
        size_t byte = x->tokens[s->first].at, n = x->tokens[s->first].len;
        if (article_offset(x, byte) > length || article_offset_end(x, byte + n) > length)
            abort();
    }
    if (at != x->n_tokens || x->n_stories != story + 1)
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    arena a = { 0 };
    lexicon *x;
    if (lexicon_read(&(lexicon_table){ "words", str_of(words) }, 1, &a, &x, NULL))
        abort();
    lexicon_memory *memory = lexicon_memory_new(&a);
    for (article_form form = ARTICLE_AUTO; form <= ARTICLE_HTML; form++) {
        article read;
        if (article_open((str){ (const char *)bytes, n }, form, "fuzz", &a, &read, NULL))
            continue;
        article_parse(&read, x, memory, "en", &a);
        check(&read);
    }
    arena_clear(&a);
    return 0;
}
