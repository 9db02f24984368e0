/* A sheet of events: every row is an event or a reject, and what is written is
   read back whole. In blocks it has the same rows. */
#include "export/export.h"
#include "intake/intake.h"
#include "parse/csv_stream.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dateline_status next_block(void *ctx, char *at, size_t n, size_t *got,
                                  dateline_error *err)
{
    str *rest = ctx;
    (void)err;
    *got = n < rest->len ? n : rest->len;
    if (*got)
        memcpy(at, rest->at, *got);
    *rest = (str){ rest->at + *got, rest->len - *got };
    return DATELINE_OK;
}

static void compare_blocks(str text)
{
    str rest = text;
    parse_csv whole;
    parse_csv_stream blocks;
    parse_csv_open(&whole, text, "fuzz", 0);
    (void)parse_csv_stream_open(&blocks, next_block, &rest, "fuzz", 5, NULL);
    blocks.csv.delimiter = whole.delimiter;
    do {
        dateline_status a = parse_csv_next(&whole, NULL);
        dateline_status b = parse_csv_stream_next(&blocks, NULL);
        if (a != b || whole.n_fields != blocks.csv.n_fields)
            abort();
        for (size_t i = 0; i < whole.n_fields; i++) {
            const parse_field *x = &whole.fields[i], *y = &blocks.csv.fields[i];
            if (!str_eq(x->text, y->text) || x->line != y->line || x->column != y->column)
                abort();
        }
    } while (whole.n_fields);
    parse_csv_stream_close(&blocks);
    parse_csv_close(&whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size };
    if (!str_starts(text, STR("\xEF\xBB\xBF"))) /* which only blocks pass over */
        compare_blocks(text);
    dateline_events *events = event_events_new(), *back = event_events_new();
    buf out = { 0 };
    if (!intake_read((str){ (const char *)data, size }, "fuzz", DATELINE_CSV, events,
                     NULL)) {
        export_csv(events, &out);
        if (intake_read(buf_str(&out), "back", DATELINE_CSV, back, NULL) ||
            event_count(back) != event_count(events))
            abort();
    }
    buf_clear(&out);
    event_events_free(events);
    event_events_free(back);
    return 0;
}
