#include "article/part.h"

#include <string.h>

enum {
    WINDOW = 96,
    TITLE_LEAST = 4,
    TITLE_MOST = 32,
    LEAD_LEAST = 6,
    SLOTS = 256,
    DATE_NEAR = 5
};

/* A date with a capital in the middle of a sentence begins another one. */
static uint32_t dated_lead(const article_reader *r, uint32_t first, uint32_t end)
{
    const text_token *t = r->x->tokens;
    for (uint32_t i = first + TITLE_LEAST; i + LEAD_LEAST < end; i++) {
        bool capital = t[i].shape == TEXT_CAPITAL && t[i].gap == TEXT_SPACE &&
                       (r->marks[i] & MARK_COMMON_START);
        uint32_t near = i + DATE_NEAR < end ? i + DATE_NEAR : end;
        bool day = t[i - 1].shape == TEXT_NUMBER; /* "12 Mart 2021" begins before it */
        if (capital && !day && t[i - 1].shape != TEXT_MARK &&
            article_is_dated(r, i, near))
            return i;
    }
    return first;
}

/* For each token of the window the last place where its word stands again; else its
   own. */
static void last_places(const article_reader *r, uint32_t first, uint32_t n,
                        uint8_t last[WINDOW])
{
    uint64_t hash[WINDOW];
    uint8_t slots[SLOTS];
    memset(slots, 0xFF, sizeof slots);
    for (uint32_t i = n; i-- > 0;) {
        last[i] = (uint8_t)i;
        if (!article_is_word(r, first + i))
            continue;
        hash[i] = article_word_hash(r, first + i);
        size_t slot = (size_t)hash[i] & (SLOTS - 1);
        while (slots[slot] != 0xFF && hash[slots[slot]] != hash[i])
            slot = (slot + 1) & (SLOTS - 1);
        if (slots[slot] == 0xFF)
            slots[slot] = (uint8_t)i;
        last[i] = slots[slot];
    }
}

/* The lead says again what the title says, and begins with a capital. In hundredths. */
static uint32_t share(const article_reader *r, uint32_t first, uint32_t k,
                      const uint8_t last[WINDOW])
{
    uint32_t words = 0, again = 0;
    for (uint32_t i = 0; i < k; i++) {
        words += article_is_word(r, first + i);
        again += article_is_word(r, first + i) && last[i] >= k;
    }
    return words >= TITLE_LEAST ? again * 100 / words : 0;
}

static uint32_t told_again(const article_reader *r, uint32_t first, uint32_t end)
{
    const text_token *t = r->x->tokens;
    uint8_t last[WINDOW];
    uint32_t n = end - first < WINDOW ? end - first : WINDOW, best = 0, most = 0;
    last_places(r, first, n, last);
    for (uint32_t k = TITLE_LEAST; k < TITLE_MOST && k + LEAD_LEAST < n; k++) {
        bool capital = article_is_capital(r, first + k) && t[first + k].gap == TEXT_SPACE;
        if (!capital || t[first + k - 1].shape == TEXT_MARK)
            continue;
        bool names = article_is_capital(r, first + k - 1);
        uint32_t score = share(r, first, k, last) + (names ? 15 : 0);
        if (score > most) {
            most = score;
            best = k;
        }
    }
    return most >= 60 ? first + best : first;
}

uint32_t article_lead(const article_reader *r, uint32_t first, uint32_t end, bool top)
{
    if (end - first < TITLE_LEAST + LEAD_LEAST)
        return first;
    uint32_t at = top ? told_again(r, first, end) : first;
    return at > first ? at : dated_lead(r, first, end);
}
