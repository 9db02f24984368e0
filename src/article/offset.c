#include "article/article.h"
#include "text/utf8.h"

/* How many origins do not come after a byte. */
static size_t origins_to(const article *x, size_t at)
{
    size_t low = 0, high = x->n_origins;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (x->origins[mid].at <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t article_offset(const article *x, size_t at)
{
    size_t n = origins_to(x, at);
    if (!n)
        return 0;
    const article_origin *o = &x->origins[n - 1];
    str between = { x->text.at + o->at, at - o->at };
    return o->source + (uint32_t)text_count(between);
}

uint32_t article_offset_end(const article *x, size_t end)
{
    if (!end)
        return 0;
    size_t n = origins_to(x, end - 1);
    if (n < x->n_origins && x->origins[n].at == end)
        return x->origins[n].source;
    return article_offset(x, end);
}

uint32_t article_length(const article *x)
{
    return article_offset(x, x->text.len);
}
