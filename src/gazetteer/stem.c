#include "gazetteer/read.h"

int read_compare_ends(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    for (size_t i = 1; i <= n; i++) {
        unsigned char x = (unsigned char)a.at[a.len - i];
        unsigned char y = (unsigned char)b.at[b.len - i];
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

uint32_t read_n_endings(const gazetteer *g)
{
    section all = g->part[SECTION_ENDINGS];
    uint32_t n = all.len < 4 ? 0 : read_u32(all.at);
    return all.len < 4 || n > (all.len - 4) / 4 ? 0 : n;
}

bool read_ending(const gazetteer *g, uint32_t i, ending *out)
{
    section all = g->part[SECTION_ENDINGS];
    size_t starts = 4 + (size_t)read_n_endings(g) * 4;
    cursor c = cursor_at(all, starts + read_u32(all.at + 4 + (size_t)i * 4));
    out->text = cursor_bytes(&c, cursor_number(&c));
    out->instead = cursor_bytes(&c, cursor_number(&c));
    out->lang = cursor_number(&c);
    out->adjective = cursor_byte(&c);
    return !c.over;
}

/* The n-th byte from the end, + 1; 0 before the first. */
static uint32_t from_end(str s, size_t n)
{
    return n > s.len ? 0 : (unsigned char)s.at[s.len - n] + 1u;
}

/* The same of the text of the i-th ending. */
static inline uint32_t ending_from_end(section all, size_t starts, uint32_t i, size_t n)
{
    cursor c = cursor_at(all, starts + read_u32(all.at + 4 + (size_t)i * 4));
    return from_end(cursor_bytes(&c, cursor_number(&c)), n);
}

/* The first ending from low to high, which have their last n - 1 bytes in common, whose
   n-th byte from the end is at least that. */
static uint32_t first_at(const gazetteer *g, uint32_t low, uint32_t high, size_t n,
                         uint32_t byte)
{
    section all = g->part[SECTION_ENDINGS];
    size_t starts = 4 + (size_t)read_n_endings(g) * 4;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (ending_from_end(all, starts, mid, n) < byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* How many bytes of a word it must keep: two code points. */
static size_t least_kept(str word)
{
    size_t at = 0, points = 0;
    for (; at < word.len; at++)
        if (((unsigned char)word.at[at] & 0xC0) != 0x80 && points++ == 2)
            return at;
    return word.len;
}

static bool fill_stem(const gazetteer *g, str word, uint32_t i, gazetteer_stem *stem)
{
    ending e;
    if (!read_ending(g, i, &e) || !str_ends(word, e.text))
        return false;
    *stem = (gazetteer_stem){ .keep = word.len - e.text.len,
                              .instead = read_text(e.instead),
                              .adjective = e.adjective };
    read_lang(g, e.lang, stem->lang);
    return true;
}

/* The endings stand in the order of their last bytes. So those that a word ends with are
   found from the shortest to the longest, each time among fewer. */
size_t gazetteer_stems(const gazetteer *g, str folded, gazetteer_stem *stems,
                       size_t capacity)
{
    uint32_t first[LONGEST_ENDING + 1], end[LONGEST_ENDING + 1];
    uint32_t low = 0, high = read_n_endings(g);
    size_t most = folded.len - least_kept(folded), len = 0, n = 0;
    while (len < most && len < LONGEST_ENDING && low < high) {
        len++;
        uint32_t byte = from_end(folded, len);
        low = first_at(g, low, high, len, byte);
        high = first_at(g, low, high, len, byte + 1);
        first[len] = low;
        end[len] = first_at(g, low, high, len + 1, 1);
    }
    for (; len; len--)
        for (uint32_t i = first[len]; i < end[len]; i++) {
            gazetteer_stem stem;
            bool whole = ((unsigned char)folded.at[folded.len - len] & 0xC0) != 0x80;
            if (!whole || !fill_stem(g, folded, i, &stem))
                continue;
            if (n < capacity)
                stems[n] = stem;
            n++;
        }
    return n;
}
