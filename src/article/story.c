#include "article/part.h"

enum { TITLE_LONG = 7, NEAR_PARTS = 5, ENOUGH = 4, SAME_PERCENT = 45, LEAD_WORDS = 60 };

static bool is_text(const article_part *p)
{
    return p->zone == ARTICLE_BODY || p->zone == ARTICLE_DATELINE;
}

/* How many in a hundred of a title's words the lead says again. */
static uint32_t said_again(const article_reader *r, const article_part *title,
                           const article_part *lead)
{
    uint64_t hash[LEAD_WORDS];
    uint32_t n = 0, words = 0, again = 0;
    for (uint32_t i = lead->first; i < lead->first + lead->n && n < LEAD_WORDS; i++)
        if (article_is_word(r, i))
            hash[n++] = article_word_hash(r, i);
    for (uint32_t i = title->first; i < title->first + title->n; i++) {
        if (!article_is_word(r, i))
            continue;
        words++;
        uint64_t h = article_word_hash(r, i);
        uint32_t k = 0;
        while (k < n && hash[k] != h)
            k++;
        again += k < n;
    }
    return words ? again * 100 / words : 0;
}

/* Whether the text before ended as an article does. */
static bool ended(const article_reader *r, size_t title)
{
    for (size_t i = title; i-- > 0 && i + 3 > title;) {
        const article_part *p = &r->parts[i];
        uint32_t end = p->first + p->n;
        if (p->zone == ARTICLE_CREDIT && !(r->marks[p->first] & MARK_PHOTO_START))
            return true;
        if (p->flags & PART_BREAK)
            return true;
        if (is_text(p))
            return p->n > 3 && article_sign(r, end - 1) == '.' &&
                   article_sign(r, end - 2) == '/';
    }
    return false;
}

/* The sign of a story is in several signs together: a subtitle has one or two. */
static int evidence(const article_reader *r, size_t title)
{
    const article_part *p = &r->parts[title], *lead = NULL;
    int sum = p->words >= TITLE_LONG;
    bool picture = false, from = false;
    for (size_t i = title + 1; i < r->n && i <= title + NEAR_PARTS; i++) {
        const article_part *q = &r->parts[i];
        if (q->zone == ARTICLE_HEADLINE)
            break;
        if (!lead && is_text(q))
            lead = q;
        picture |= q->zone == ARTICLE_CAPTION && q->repeated;
        from |= q->zone == ARTICLE_DATELINE;
    }
    if (!lead)
        return 0;
    const article_part *told = lead;
    if (lead->zone == ARTICLE_DATELINE && lead + 1 < r->parts + r->n)
        told = lead + 1;
    sum += lead->flags & PART_DATED ? 2 : 0;
    sum += said_again(r, p, told) >= SAME_PERCENT;
    sum += picture ? 2 : 0;
    sum += from ? 2 : 0;
    sum += ended(r, title) ? 2 : 0;
    return sum;
}

void article_stories(article_reader *r)
{
    bool text = false;
    for (size_t i = 0; i < r->n; i++) {
        article_part *p = &r->parts[i];
        if (p->zone == ARTICLE_HEADLINE && text && evidence(r, i) >= ENOUGH) {
            p->story = true;
            text = false;
        }
        text |= p->zone == ARTICLE_BODY;
    }
}
