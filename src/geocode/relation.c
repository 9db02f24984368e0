/* What lies near, between or in a direction: "5 km north-east of Shusha". */
#include "geocode/finder.h"

#include <math.h>
#include <string.h>

enum { SIDE_CAP = 16, ENDS = 6, MOST_CAP = 64 };

static const uint32_t DIRECTIONS =
    GAZETTEER_NORTH | GAZETTEER_EAST | GAZETTEER_SOUTH | GAZETTEER_WEST;
static const uint32_t UNITS = GAZETTEER_KM | GAZETTEER_MILE | GAZETTEER_METER;
static const uint32_t LINES = 1u << GAZETTEER_ROAD | 1u << GAZETTEER_LINE;

/* How far "near" is, and what a direction without a distance means, in kilometers. */
static const double NEAR_KM = 10, TOWARD_KM = 5;
static const double LONGEST_KM = 2000;
/* How good a name must be that is one end of two. */
static const double LEAST_END = .1;

typedef struct relation {
    const finder *f;
    str words[FINDER_WORDS];
    size_t n;
    uint32_t bits;     /* of all relation words */
    uint32_t kinds;    /* of the type words outside of the last relation */
    size_t first, end; /* what is left for the name, with its type words */
    size_t from, to;   /* the same without them */
    double km;         /* 0: none is stated */
} relation;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "5km" is two words; the copy has them apart. */
static bool cut_words(relation *r, str folded, char *room, size_t cap)
{
    size_t len = 0;
    for (size_t i = 0; i < folded.len; i++) {
        bool apart = i && is_digit(folded.at[i - 1]) && !is_digit(folded.at[i]) &&
                     folded.at[i] != ' ';
        if (len + 2 > cap)
            return false;
        if (apart)
            room[len++] = ' ';
        room[len++] = folded.at[i];
    }
    for (str rest = { room, len }; rest.len && r->n < FINDER_WORDS;) {
        r->words[r->n++] = str_cut(&rest, ' ');
        if (!rest.len)
            return true;
    }
    return false;
}

static bool number(str word, double *out)
{
    double v = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (!is_digit(word.at[i]) || i == 6)
            return false;
        v = v * 10 + (word.at[i] - '0');
    }
    *out = v;
    return word.len > 0;
}

/* Whether a digit stands on both sides of a mark in the text as written: "2.5". */
static bool has_fraction(str written)
{
    for (size_t i = 1; i + 1 < written.len; i++)
        if ((written.at[i] == '.' || written.at[i] == ',') &&
            is_digit(written.at[i - 1]) && is_digit(written.at[i + 1]))
            return true;
    return false;
}

static double to_km(double v, uint32_t unit)
{
    return unit & GAZETTEER_KM ? v : unit & GAZETTEER_MILE ? v * 1.609344 : v / 1000;
}

/* One or two numbers at word i, "2.5" or "5-10", and a unit behind them; returns how
   many words they are, or 0. */
static size_t read_distance(relation *r, size_t i, size_t end)
{
    double v, more;
    size_t k = i;
    if (k >= end || !number(r->words[k], &v))
        return 0;
    k++;
    if (k < end && number(r->words[k], &more)) {
        double part = more / pow(10, (double)r->words[k].len);
        v = has_fraction(r->f->written) ? v + part : (v + more) / 2;
        k++;
    }
    if (k >= end)
        return 0;
    uint32_t unit = gazetteer_type(r->f->g, r->words[k], GAZETTEER_BEFORE) |
                    gazetteer_type(r->f->g, r->words[k], GAZETTEER_AFTER);
    if (!(unit & UNITS))
        return 0;
    r->km = to_km(v, unit);
    return k + 1 - i;
}

/* The longest phrase at the beginning of words first to end (or at their end) that
   says something; how many words it is. */
static size_t read_phrase(const relation *r, size_t first, size_t end, bool behind,
                          uint32_t *bits)
{
    size_t most = end - first < FINDER_PHRASE ? end - first : FINDER_PHRASE;
    for (size_t k = most; k > 0; k--) {
        str phrase = behind ? finder_span_of(r->words, end - k, end)
                            : finder_span_of(r->words, first, first + k);
        *bits = finder_type(r->f->g, phrase, behind ? GAZETTEER_AFTER : GAZETTEER_BEFORE);
        if (*bits)
            return k;
    }
    return 0;
}

/* What stands in front of the name. Types count for the name unless a relation follows
   them: "the bridge near the village of X". */
static void read_front(relation *r)
{
    uint32_t bits;
    for (size_t i = 0; i + 1 < r->n;) {
        size_t k = read_distance(r, i, r->n - 1);
        bits = k ? UNITS : 0;
        if (!k)
            k = read_phrase(r, i, r->n - 1, false, &bits);
        if (!k)
            break;
        i += k;
        uint32_t says = bits & GAZETTEER_RELATIONS & ~(uint32_t)GAZETTEER_AND;
        r->bits |= says;
        r->kinds |= bits & ~(uint32_t)GAZETTEER_RELATIONS;
        if (says)
            r->first = i;
        r->from = i;
    }
}

static void read_back(relation *r)
{
    uint32_t bits;
    for (size_t i = r->n; i > r->from + 1;) {
        size_t k = 0;
        for (size_t back = 2; back <= 3 && !k && i >= r->from + 1 + back; back++)
            k = read_distance(r, i - back, i) == back ? back : 0;
        bits = k ? UNITS : 0;
        if (!k)
            k = read_phrase(r, r->from + 1, i, true, &bits);
        if (!k)
            break;
        i -= k;
        uint32_t says = bits & GAZETTEER_RELATIONS & ~(uint32_t)GAZETTEER_AND;
        r->bits |= says;
        r->kinds |= bits & ~(uint32_t)GAZETTEER_RELATIONS;
        if (says)
            r->end = i;
        r->to = i;
    }
}

/* Degrees from north; false when no direction is said, or opposite ones. */
static bool bearing_of(uint32_t bits, double *bearing)
{
    double north = !!(bits & GAZETTEER_NORTH) - !!(bits & GAZETTEER_SOUTH);
    double east = !!(bits & GAZETTEER_EAST) - !!(bits & GAZETTEER_WEST);
    *bearing = atan2(east, north) * 180 / 3.14159265358979323846;
    return north != 0 || east != 0;
}

/* Where the text means, seen from the place that it names. */
static match describe(const relation *r, match m)
{
    double bearing, reach = m.at.radius_km;
    bool wide = reach > 3 * NEAR_KM;
    if (!(r->bits & (DIRECTIONS | UNITS | GAZETTEER_NEAR)))
        return m;
    m.rule = GEOCODE_NEAR;
    m.associative = false;
    if (!bearing_of(r->bits, &bearing)) {
        m.radius_km = fmax(r->km > 0 ? r->km * 1.2 : NEAR_KM, fmax(reach, 1));
    } else if (r->km > 0) {
        m.where = geo_toward(m.at.where, bearing, r->km);
        m.radius_km = fmax(r->km * .4, 2); /* half of the next finer bearing */
    } else {
        /* "north of Aleppo" is in or above the town; that of a country in it. */
        double km = wide ? reach * .5 : TOWARD_KM;
        m.where = geo_toward(m.at.where, bearing, km);
        m.radius_km = wide ? reach * .6 : NEAR_KM;
    }
    return m;
}

static void find_beside(finder *f, const relation *r, match *found)
{
    static const double RELATED = .95, BARE = .97, HEARD = .3;
    finder in;
    finder_inner(f, finder_span_of(r->words, r->first, r->end), &in, found, MOST_CAP);
    if (!finder_is_done(&in)) {
        /* The marks by which letters are read are lost in the fold; what the fold
           keeps is read. */
        in.written = in.folded;
        finder_alike(&in);
    }
    for (size_t i = 0; i < in.n; i++) {
        match m = describe(r, found[i]);
        bool heard = found[i].rule == GEOCODE_SOUND || found[i].edits;
        m.quality *= (m.rule == GEOCODE_NEAR ? RELATED : BARE) * (heard ? HEARD : 1);
        finder_add(f, m);
    }
}

/* The match for two ends. */
static bool join(match a, match b, match *out)
{
    double km = geo_distance_km(a.at.where, b.at.where);
    if (a.at.index == b.at.index || km > LONGEST_KM)
        return false;
    *out = a;
    out->where = geo_toward(a.at.where, geo_bearing(a.at.where, b.at.where), km / 2);
    out->radius_km = fmax(km / 2, 2);
    out->rule = GEOCODE_NEAR;
    out->associative = false;
    out->kinds = 0;
    out->quality = sqrt(a.quality * b.quality) * .9;
    return true;
}

/* Importance and nearness decide which of several places of these names are meant. */
static double worth(match a, match b)
{
    double km = geo_distance_km(a.at.where, b.at.where) / 50, v = a.quality * b.quality;
    bool towns = a.at.kind == GAZETTEER_SETTLEMENT && b.at.kind == GAZETTEER_SETTLEMENT;
    return v * exp(10 * (a.at.importance + b.at.importance)) * (towns ? 5 : 1) /
           (1 + km * km);
}

static size_t find_end(finder *f, const relation *r, size_t first, size_t end, match *out)
{
    finder in;
    if (first >= end)
        return 0;
    finder_inner(f, finder_span_of(r->words, first, end), &in, out, SIDE_CAP);
    return finder_best(&in) >= LEAST_END ? in.n : 0;
}

/* Words first to cut, and next to end, name two places. */
static bool find_pair(finder *f, const relation *r, size_t cut, size_t next, double trust)
{
    match a[SIDE_CAP], b[SIDE_CAP], best = { 0 };
    size_t n_a = find_end(f, r, r->from, cut, a);
    size_t n_b = n_a ? find_end(f, r, next, r->to, b) : 0;
    double most = 0;
    for (size_t i = 0; i < n_a; i++)
        for (size_t k = 0; k < n_b; k++) {
            match m;
            double v = worth(a[i], b[k]);
            if (v <= most || !join(a[i], b[k], &m))
                continue;
            most = v;
            best = m;
        }
    best.quality *= trust;
    if (most > 0)
        finder_add(f, best);
    return most > 0;
}

/* "between X and Y", "X-Y road", "X and Y". */
static bool find_between(finder *f, const relation *r)
{
    bool line = r->kinds & LINES;
    size_t words = r->to - r->from, tried = 0;
    for (size_t i = 1; i + 1 < words; i++) {
        str word = r->words[r->from + i];
        uint32_t bits = gazetteer_type(f->g, word, GAZETTEER_BEFORE);
        bool joins = bits & GAZETTEER_AND;
        if (joins && tried++ < ENDS &&
            find_pair(f, r, r->from + i, r->from + i + 1,
                      line || r->bits & GAZETTEER_BETWEEN ? 1 : .6))
            return true;
    }
    for (size_t i = 1; line && i < words && tried < ENDS; i++, tried++)
        if (find_pair(f, r, r->from + i, r->from + i, .9))
            return true;
    return false;
}

void finder_relation(finder *f)
{
    char room[FINDER_FORM * 2];
    match found[MOST_CAP];
    relation r = { .f = f };
    if (f->folded.len > FINDER_FORM || !cut_words(&r, f->folded, room, sizeof room))
        return;
    r.end = r.to = r.n;
    read_front(&r);
    read_back(&r);
    if (find_between(f, &r))
        return;
    bool some = r.bits & ~(uint32_t)GAZETTEER_OF && (r.first > 0 || r.end < r.n);
    if (some && r.first < r.end && !(r.bits & GAZETTEER_BETWEEN))
        find_beside(f, &r, found);
}
