/* Any bytes all the way to events: spans are within the text, nothing depends on the run.
 */
#include "geocode_world.h"
#include "reading.h"

#include "export/export.h"
#include "when/when.h"

#include <stdlib.h>
#include <string.h>

static const char words[] =
    "words\tclass\tvalue\nattacked|shelled\ttrigger\tkind=attack verb\n"
    "ceasefire\ttrigger\tkind=ceasefire noun\nwar\ttrigger\tkind=war noun background\n"
    "left\ttrigger\tkind=withdrawal verb from\nsent\ttrigger\tkind=deployment verb to\n"
    "said\ttrigger\tkind=statement verb noplace talk\ntook\ttrigger\tkind=other verb "
    "weak\n"
    "not\tnegation\t\nwill\tmodal\tplanned\nmay\tmodal\tpossible\noften\tmodal\tgeneral\n"
    "according to\tclaim\tsource\nended\tphase\tend\nkilled\tcasualty\tkilled\n"
    "at least\tquantity\tat_least\nthousands\tquantity\tthousands\nafter\tclause\tafter\n"
    "to end\tclause\tpurpose\nabout\tclause\tabout\nthere\tclause\telaborates\n"
    "border\tplacenoun\tborder\nroad\tplacenoun\tline\nin|"
    "at\tlocative\tat\nto\tlocative\tto\n"
    "from\tlocative\tfrom\nmay\tmonth\tnumber=5\nday|days\tunit\tday\nmonth|"
    "months\tunit\tmonth\n"
    "yesterday\tdeictic\tday step=-1\nphoto :\tphoto\ttail\n";

static const gazetteer *world(void)
{
    static gazetteer *g;
    static buf bytes;
    if (!g && (geocode_world_compile(&bytes, NULL) ||
               gazetteer_open_bytes(buf_str(&bytes), "world", &g, NULL)))
        abort();
    return g;
}

static void check(const reading_result *r)
{
    for (size_t i = 0; i < event_count(r->events); i++) {
        const dateline_event *e = event_at(r->events, i);
        if (e->evidence_start < 0 || e->evidence_end <= e->evidence_start ||
            e->evidence_end > article_length(&r->x) || !(e->confidence >= 0) ||
            e->confidence > 1 || (e->located && !(e->radius_km >= 0)))
            abort();
    }
}

static void read_once(str text, const lexicon *x, dateline_when published, buf *out)
{
    reading_result r = { 0 };
    if (!reading_read(&r, text, x, world(), "en", published)) {
        check(&r);
        extract_join(r.events, &r.a);
        export_geojson(r.events, NULL, out);
        extract_places places = { world(), STR("VN\tvi\nUS\ten\n") };
        extract_write_mentions(&r.x, &r.d, &r.m, places, out);
        const char **lines;
        size_t n;
        extract_warnings(&r.x, &r.d, &r.a, &lines, &n);
    }
    reading_free(&r);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    arena a = { 0 };
    lexicon *x;
    when_date day = { 0 };
    buf once = { 0 }, twice = { 0 };
    str text = { (const char *)bytes, n };
    if (lexicon_read(&(lexicon_table){ "words", str_of(words) }, 1, &a, &x, NULL) ||
        when_parse(STR("2023-06-12"), NULL, &day, NULL))
        abort();
    if (n & 1)
        day.when = (dateline_when){ 0 };
    read_once(text, x, day.when, &once);
    read_once(text, x, day.when, &twice);
    if (once.len != twice.len || (once.len && memcmp(once.at, twice.at, once.len)))
        abort();
    buf_clear(&once);
    buf_clear(&twice);
    arena_clear(&a);
    return 0;
}
