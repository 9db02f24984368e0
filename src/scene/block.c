#include "scene/block.h"

#include "base/limits.h"
#include "text/upper.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* Vietnamese stacks marks on capitals: lines need more air than in English. */
static const double LEADING = 1.36, LEADING_CAPS = 1.5;

enum { MAX_LINES = 24 };

/* Of the width of a text: with less, its last line looks lost. */
static const double SHORT_LAST = 0.28;

typedef struct setter {
    const scene_input *in;
    font_spec spec;
    double max_width;
    str lines[MAX_LINES];
    int n;
    bool broken;
} setter;

static double width_of(const setter *s, str text)
{
    return font_measure(s->in->font, text, s->spec).width;
}

/* As many characters of a word as fit. */
static size_t characters_that_fit(const setter *s, str text)
{
    size_t n = text_count(text);
    while (n > 1 && width_of(s, text_head(text, n)) > s->max_width)
        n--;
    return text_head(text, n).len;
}

/* Where a word that is too long has a hyphen that ends what fits; 0: nowhere. */
static size_t hyphen_that_fits(const setter *s, str word)
{
    for (size_t end = word.len - 1; end > 2; end--)
        if (word.at[end - 1] == '-' && width_of(s, (str){ word.at, end }) <= s->max_width)
            return end;
    return 0;
}

/* Where the word ends that goes on or begins at so many bytes. */
static size_t word_end(str text, size_t at)
{
    for (at++; at < text.len && text.at[at] != ' ';)
        at++;
    return at < text.len ? at : text.len;
}

/* As many words as fit, at least one. Measuring is what takes long, so the width of a
   part that is too long tells about where to look. */
static size_t words_that_fit(const setter *s, str text)
{
    double most = s->max_width;
    if (most <= 0)
        return text.len;
    size_t many = (size_t)(most / (0.25 * fmax(1, s->spec.size_px)));
    size_t end = many < text.len ? word_end(text, many) : text.len;
    double width = width_of(s, (str){ text.at, end });
    if (width > most) {
        size_t first = word_end(text, 0), guess = (size_t)((double)end * most / width);
        for (end = guess; end > first && text.at[end] != ' ';)
            end--;
        end = end > first ? end : first;
        while (end > first && width_of(s, (str){ text.at, end }) > most)
            for (end--; end > first && text.at[end] != ' ';)
                end--;
    }
    for (size_t next; end < text.len; end = next) {
        next = word_end(text, end);
        if (width_of(s, (str){ text.at, next }) > most)
            break;
    }
    return end;
}

/* Greedy: words until the line is full. Text without spaces is broken between
   characters, as in languages that are written so. */
static void wrap(setter *s, str text)
{
    while (text.len && s->n < MAX_LINES) {
        size_t end = words_that_fit(s, text);
        if (s->max_width > 0 && width_of(s, (str){ text.at, end }) > s->max_width) {
            size_t half = hyphen_that_fits(s, (str){ text.at, end });
            s->broken |= !half;
            end = half ? half : characters_that_fit(s, (str){ text.at, end });
        }
        s->lines[s->n++] = str_trim((str){ text.at, end });
        text = str_trim((str){ text.at + end, text.len - end });
    }
}

/* Without the word that is cut in two, if enough is left. */
static str whole_words(str head, str rest)
{
    size_t end = head.len;
    if (head.len >= rest.len || rest.at[head.len] == ' ')
        return head;
    while (end && head.at[end - 1] != ' ')
        end--;
    str words = str_trim((str){ head.at, end });
    return words.len * 2 > head.len ? words : head;
}

/* A last line that is much shorter than the others is made longer by narrower lines
   above it, as long as these are no more. */
static void fill_last(setter *s, str text)
{
    enum { TRIES = 6 };
    double full = s->max_width;
    setter best = *s;
    for (int i = 1; i <= TRIES && full > 0 && s->n > 1; i++) {
        double last = width_of(&best, best.lines[best.n - 1]);
        if (last >= SHORT_LAST * full)
            break;
        setter next = *s;
        next.n = 0;
        next.max_width = full * (1 - 0.07 * i);
        wrap(&next, text);
        if (next.n != s->n || next.broken)
            break;
        best = next;
    }
    best.max_width = full;
    *s = best;
}

/* The last line that is allowed, with an ellipsis, no wider than allowed. */
static void cut(setter *s, arena *a, int max_lines, str whole)
{
    if (max_lines <= 0 || s->n <= max_lines)
        return;
    s->n = max_lines;
    const char *start = s->lines[max_lines - 1].at;
    str rest = { start, (size_t)(whole.at + whole.len - start) };
    for (size_t n = text_count(rest); n > 0; n--) {
        str head = whole_words(str_trim(text_head(rest, n)), rest);
        str line = str_of(str_print(a, "%.*s…", STR_ARGS(head)));
        if (width_of(s, line) <= s->max_width) {
            s->lines[max_lines - 1] = line;
            return;
        }
    }
}

static void add_ink(scene_block *b, const scene_line *l)
{
    geo_rect ink = { l->x + l->extent.ink_x0, l->y + l->extent.ink_y0,
                     l->x + l->extent.ink_x1, l->y + l->extent.ink_y1 };
    b->text.box.x0 = fmin(b->text.box.x0, ink.x0);
    b->text.box.y0 = fmin(b->text.box.y0, ink.y0);
    b->text.box.x1 = fmax(b->text.box.x1, ink.x1);
    b->text.box.y1 = fmax(b->text.box.y1, ink.y1);
}

static void move(scene_text *t, double dx, double dy)
{
    for (int i = 0; i < t->n_lines; i++) {
        t->lines[i].x += dx;
        t->lines[i].y += dy;
    }
    t->box = (geo_rect){ t->box.x0 + dx, t->box.y0 + dy, t->box.x1 + dx, t->box.y1 + dy };
}

static void set_lines(scene_block *b, const setter *s, arena *a, bool center, bool caps)
{
    double leading = s->spec.size_px * (caps ? LEADING_CAPS : LEADING), widest = 0;
    b->text.lines = arena_array(a, scene_line, (size_t)s->n + 1);
    b->text.n_lines = s->n;
    b->text.box = (geo_rect){ 1e9, 1e9, -1e9, -1e9 };
    for (int i = 0; i < s->n; i++) {
        scene_line *l = &b->text.lines[i];
        l->text = str_copy(a, s->lines[i]);
        l->extent = font_measure(s->in->font, s->lines[i], s->spec);
        l->width = l->extent.width;
        l->y = i * leading;
        widest = fmax(widest, l->width);
    }
    bool right = s->in->words && s->in->words->right_to_left;
    for (int i = 0; i < s->n; i++) {
        scene_line *l = &b->text.lines[i];
        l->x = center ? (widest - l->width) / 2 : right ? widest - l->width : 0;
        add_ink(b, l);
    }
}

scene_block scene_block_make(const scene_input *in, arena *a, const char *text,
                             scene_block_options o)
{
    const style_type *type = &in->style->types[o.role];
    double k = scene_scale(in) * (o.size > 0 ? o.size : 1);
    setter s = { .in = in,
                 .spec = { type->size_px * k, type->bold, type->italic,
                           type->spacing_em },
                 .max_width = o.max_width_px };
    str whole = text_head(str_trim(str_of(text)), LIMIT_TEXT);
    if (type->caps)
        whole = text_upper(a, whole, in->words ? in->words->lang : "");
    wrap(&s, whole);
    if (o.max_lines <= 0 || s.n <= o.max_lines)
        fill_last(&s, whole);
    cut(&s, a, o.max_lines, whole);
    scene_block b = { .text = { .key = "",
                                .font = s.spec,
                                .color = type->color,
                                .halo = type->halo,
                                .halo_px = type->halo_px * k,
                                .opacity = 1,
                                .role = o.role } };
    b.text.lang = in->words ? in->words->lang : "";
    set_lines(&b, &s, a, o.center, type->caps);
    if (!s.n)
        b.text.box = (geo_rect){ 0 };
    buf joined = { 0 };
    for (int i = 0; i < s.n; i++) {
        /* Nothing stood between the parts of a word that is on two lines. */
        if (i && s.lines[i - 1].at + s.lines[i - 1].len != s.lines[i].at)
            buf_add_byte(&joined, ' ');
        buf_add_str(&joined, s.lines[i]);
    }
    b.text.text = str_copy(a, buf_str(&joined));
    buf_clear(&joined);
    b.broken = s.broken;
    style_color ground =
        type->halo ? type->halo | 0xFF : in->style->classes[STYLE_LAND].fill;
    b.text.contrast = style_contrast(type->color, ground);
    double top = s.n ? b.text.lines[0].y - b.text.lines[0].extent.ascent : 0;
    double bottom =
        s.n ? b.text.lines[s.n - 1].y + b.text.lines[s.n - 1].extent.descent : 0;
    b.width = b.text.box.x1 - b.text.box.x0;
    b.height = b.text.box.y1 - b.text.box.y0;
    b.top = top - b.text.box.y0;
    b.bottom = bottom - b.text.box.y0;
    move(&b.text, -b.text.box.x0, -b.text.box.y0);
    return b;
}

scene_text scene_block_at(const scene_block *b, arena *a, double x, double y)
{
    scene_text t = b->text;
    t.lines = arena_array(a, scene_line, (size_t)t.n_lines + 1);
    if (t.n_lines)
        memcpy(t.lines, b->text.lines, (size_t)t.n_lines * sizeof *t.lines);
    move(&t, x - b->text.box.x0, y - b->text.box.y0);
    return t;
}

double scene_block_gap(const scene_block *upper, const scene_block *lower)
{
    if (!upper->text.n_lines || !lower->text.n_lines)
        return 0;
    /* A little closer than two lines of one text: they belong together. */
    double leading = 1.24 * fmax(upper->text.font.size_px, lower->text.font.size_px);
    double below = upper->height - upper->text.lines[upper->text.n_lines - 1].y;
    return fmax(1.5, leading - below - lower->text.lines[0].y);
}
