#include "extract/tell.h"

#include "text/upper.h"
#include "text/utf8.h"

#include <string.h>

/* The text of an event as people set it, and a title made of its clause. */

enum {
    TITLE = 80,  /* code points */
    SHORT = 30,  /* code points */
    SUBJECT = 9, /* tokens */
    ADVERB = 3,  /* words before the day that a sentence begins with */
};

str extract_text(const reading *r, reading_span s)
{
    return text_span(r->x->text, &r->x->tokens[s.first], s.end - s.first);
}

static bool closes(str t)
{
    return t.len == 1 && memchr(",.;:!?)]", *t.at, 8);
}

/* As people set it: without underscores, and without the blanks that taggers put before
   signs. */
static void add_tidy(const reading *r, reading_span s, buf *out)
{
    bool after_open = true;
    for (uint32_t i = s.first; i < s.end; i++) {
        const text_token *t = &r->x->tokens[i];
        str word = article_token(r->x, i);
        bool sign = t->shape == TEXT_MARK && closes(word);
        if (i > s.first && t->gap == TEXT_HYPHEN)
            buf_add_byte(out, '-');
        else if (i > s.first && t->gap == TEXT_APOSTROPHE)
            buf_add_byte(out, '\'');
        else if (i > s.first && t->gap != TEXT_GLUED && !sign && !after_open)
            buf_add_byte(out, ' ');
        buf_add_str(out, word);
        after_open = t->shape == TEXT_MARK && word.len == 1 &&
                     (*word.at == '(' || *word.at == '[');
    }
}

/* At most n code points, ended at a word. */
static const char *shortened(str all, size_t n, dateline_events *into)
{
    all = str_trim(all);
    while (all.len && memchr(",;:.", all.at[all.len - 1], 4))
        all.len--;
    if (text_count(all) <= n)
        return event_keep(into, all);
    str head = text_head(all, n - 1);
    size_t len = head.len;
    while (len && head.at[len - 1] != ' ')
        len--;
    if (len < head.len / 2)
        len = head.len;
    head.len = len;
    head = str_trim(head);
    while (head.len && memchr(",;:.", head.at[head.len - 1], 4))
        head.len--;
    buf cut = { 0 };
    buf_add_str(&cut, head);
    buf_add_text(&cut, "…");
    const char *kept = event_keep(into, buf_str(&cut));
    buf_clear(&cut);
    return kept;
}

const char *extract_shortened(const reading *r, reading_span s, size_t n,
                              dateline_events *into)
{
    buf text = { 0 };
    add_tidy(r, s, &text);
    const char *kept = shortened(buf_str(&text), n, into);
    buf_clear(&text);
    return kept;
}

/* With a capital letter first, where the script has any. */
static const char *capital(const reading *r, const char *title, dateline_events *into)
{
    arena scratch = { 0 };
    str all = str_of(title), first = text_head(all, 1);
    str upper = text_upper(&scratch, first, r->x->lang);
    const char *whole = str_print(&scratch, "%.*s%s", STR_ARGS(upper), title + first.len);
    const char *kept = event_keep(into, str_of(whole));
    arena_clear(&scratch);
    return kept;
}

/* The first date that begins at a token or behind it. */
static size_t date_from(const reading *r, uint32_t token)
{
    size_t low = 0, high = r->d->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->d->dates[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool begins_date(const reading *r, uint32_t token)
{
    size_t at = date_from(r, token);
    return at < r->d->n && r->d->dates[at].first == token;
}

static bool is_mark(const reading *r, uint32_t token)
{
    return r->x->tokens[token].shape == TEXT_MARK;
}

/* "Also on", "early on": a word or two of no name. */
static bool leads(const reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (is_mark(r, i) || (i > from && r->x->tokens[i].shape == TEXT_CAPITAL))
            return false;
    return to <= from + ADVERB;
}

/* A title does not begin with the day, nor with a sign. */
static uint32_t behind_dates(const reading *r, reading_span s, uint32_t stop)
{
    uint32_t at = s.first;
    for (size_t i = date_from(r, at); i < r->d->n && at + 1 < s.end; i++) {
        const dates_date *d = &r->d->dates[i];
        uint32_t end = d->first + d->n;
        bool sign = end < s.end && is_mark(r, end);
        if (d->first >= at && end < stop && sign && leads(r, at, d->first))
            at = end;
        while (at + 1 < s.end && at < stop && is_mark(r, at))
            at++;
        if (d->first > at)
            break;
    }
    return at;
}

/* The last comma behind the verb before which all of it fits in a title. */
static uint32_t whole_clause(const reading *r, reading_span s, uint32_t verb)
{
    uint32_t best = s.end;
    if (text_count(extract_text(r, s)) <= TITLE)
        return s.end;
    for (uint32_t i = verb + 1; i < s.end; i++) {
        str t = article_token(r->x, i);
        if (text_count(extract_text(r, (reading_span){ s.first, i })) > TITLE)
            break;
        if (i > s.first + 5 && t.len == 1 && memchr(",;", *t.at, 2))
            best = i;
    }
    return best;
}

/* Behind the words that join it to what stands before. */
static uint32_t behind_joints(const reading *r, const happening *h)
{
    uint32_t at = h->clause.first;
    const article_sentence *in = &r->x->sentences[h->sentence];
    for (uint32_t i = in->first_tag; i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first > at || tag->first + tag->n > h->trigger_at)
            break;
        const lexicon_entry *e = tag->entry;
        bool joins = e->class == LEXICON_CLAUSE ||
                     (e->class == LEXICON_RELATIVE && e->atoms == RELATIVE_AND);
        if (tag->first == at && joins && !begins_date(r, tag->first))
            at += tag->n;
    }
    /* "then, ..." */
    if (at + 2 < h->trigger_at && is_mark(r, at + 1) && !is_mark(r, at) &&
        r->x->tokens[at].shape == TEXT_LOWER)
        at += 2;
    return at;
}

static bool says_how(lexicon_class c)
{
    return c == LEXICON_PHASE || c == LEXICON_MODAL || c == LEXICON_NEGATION;
}

/* Between the beginning of a clause and its verb stand only words that say how and when:
   who did it stands further before. */
static bool lacks_subject(const reading *r, const happening *h, uint32_t first)
{
    const article_sentence *in = &r->x->sentences[h->sentence];
    uint32_t at = first;
    if (h->trigger->atoms & TRIGGER_NOUN)
        return false;
    for (uint32_t i = in->first_tag; i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first <= at && tag->first + tag->n > at && at < h->trigger_at &&
            (says_how(tag->entry->class) || reading_in_date(r, at)))
            at = tag->first + tag->n;
    }
    return at >= h->trigger_at;
}

/* What the sentence begins with, up to its first verb; empty: that cannot be told. */
static reading_span subject(const reading *r, const happening *h, uint32_t before)
{
    const article_sentence *in = &r->x->sentences[h->sentence];
    reading_span s = { in->first, before };
    s.first = behind_dates(r, s, before);
    for (uint32_t i = in->first_tag; i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        lexicon_class c = tag->entry->class;
        bool verb = says_how(c) || c == LEXICON_ACT || c == LEXICON_SAY ||
                    (c == LEXICON_TRIGGER && tag->entry->atoms & TRIGGER_VERB);
        if (tag->first > s.first && tag->first < s.end && verb) {
            s.end = tag->first;
            break;
        }
        if (tag->first == s.first && (verb || c == LEXICON_CLAUSE))
            return (reading_span){ 0 };
    }
    for (uint32_t i = s.first; i < s.end; i++)
        if (is_mark(r, i) || reading_in_date(r, i))
            return (reading_span){ 0 };
    return s.end < before && s.end <= s.first + SUBJECT ? s : (reading_span){ 0 };
}

/* Back to the comma before. */
static uint32_t since_comma(const reading *r, const happening *h, uint32_t first)
{
    const article_sentence *in = &r->x->sentences[h->sentence];
    uint32_t at = first;
    while (at > in->first) {
        str t = article_token(r->x, at - 1);
        if (t.len == 1 && memchr(",;:", *t.at, 3))
            break;
        at--;
    }
    bool fits =
        at < first && text_count(extract_text(r, (reading_span){ at, first })) <= TITLE;
    return fits ? at : first;
}

const char *extract_title(const reading *r, const happening *h, dateline_events *into)
{
    const article_sentence *in = &r->x->sentences[h->sentence];
    reading_span s = { behind_joints(r, h), h->clause.end }, who = { 0 };
    s.first = behind_dates(r, s, h->trigger_at);
    if (s.first > in->first + 1 && lacks_subject(r, h, s.first)) {
        who = subject(r, h, s.first);
        if (who.end == who.first)
            s.first = since_comma(r, h, s.first);
    }
    /* "X said", "the attack of 7 October" by themselves do not tell what. */
    if (text_count(extract_text(r, s)) < SHORT && who.end == who.first)
        s.end = in->first + in->n;
    while (s.end > s.first + 1 && is_mark(r, s.end - 1))
        s.end--;
    s.end = whole_clause(r, s, h->trigger_at);
    buf text = { 0 };
    if (who.end > who.first) {
        add_tidy(r, who, &text);
        buf_add_byte(&text, ' ');
    }
    add_tidy(r, s, &text);
    const char *title = shortened(buf_str(&text), TITLE, into);
    buf_clear(&text);
    return capital(r, title, into);
}
