/* Any bytes as a table of the lexicon: it is read or refused with a position, and what is
   read is found in its own text. */
#include "lexicon/lexicon.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = { 0 };
    lexicon *x;
    dateline_error err = { 0 };
    str text = { (const char *)data, size };
    lexicon_table table = { "fuzz.tsv", text };
    if (lexicon_read(&table, 1, &a, &x, &err)) {
        if (err.status != DATELINE_INPUT || !err.message[0])
            abort();
    } else if (text_utf8_check(text) == size) {
        text_token *tokens;
        lexicon_tag *tags;
        size_t n = text_tokens(text, &a, &tokens);
        size_t found =
            lexicon_find(x, lexicon_memory_new(&a), text, tokens, n, &a, &tags);
        for (size_t i = 0; i < found; i++)
            if (!tags[i].n || tags[i].first + tags[i].n > n)
                abort();
    }
    arena_clear(&a);
    return 0;
}
