/* Slips of the pen that leave a name which differs in its letters and hardly in its
   length: two letters that changed places, one that was written too many. Those of
   other kinds are found by sound. */
#include "geocode/finder.h"
#include "text/utf8.h"

#include <string.h>

enum { FEWEST = 5, MOST = 32, ROOM = MOST * 4 };

/* The code points of a fold, each as a view. */
static size_t letters_of(str s, str letters[MOST])
{
    size_t n = 0;
    while (s.len) {
        const char *at = s.at;
        text_next(&s);
        if (n == MOST)
            return 0;
        letters[n++] = (str){ at, (size_t)(s.at - at) };
    }
    return n;
}

/* The letters but one, or with one behind the next; look that up. */
static void try(finder *f, const str *letters, size_t n, size_t at, bool swap)
{
    char room[ROOM];
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = !swap ? i : i == at ? at + 1 : i == at + 1 ? at : i;
        if (!swap && i == at)
            continue;
        memcpy(room + len, letters[k].at, letters[k].len);
        len += letters[k].len;
    }
    /* A changed first letter is seldom a slip. */
    double factor = (swap ? .35 : .25) * (at ? 1 : .4);
    finder_way way = { .factor = factor,
                       .sure = n < 7 ? .6 : .8,
                       .rule = GEOCODE_MISSPELT,
                       .instead = FINDER_FORM };
    finder_exact(f, (str){ room, len }, &way);
}

void finder_slips(finder *f)
{
    str letters[MOST];
    size_t n = letters_of(f->folded, letters);
    if (n < FEWEST)
        return;
    for (size_t i = 0; i + 1 < n; i++)
        if (!str_eq(letters[i], letters[i + 1]))
            try(f, letters, n, i, true);
    for (size_t i = 0; i < n && n > FEWEST; i++)
        if (!i || !str_eq(letters[i], letters[i - 1]))
            try(f, letters, n, i, false);
}
