/* JSON and GeoJSON documents of events, whole or as a sequence; what is written
   is read back with as many events. */
#include "export/export.h"
#include "intake/intake.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read(const dateline_events *events, dateline_format format)
{
    dateline_events *back = event_events_new();
    buf out = { 0 };
    if (export_write(events, format, NULL, &out, NULL) ||
        intake_read(buf_str(&out), "back", format, back, NULL) ||
        event_count(back) != event_count(events))
        abort();
    buf_clear(&out);
    event_events_free(back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size };
    dateline_events *events = event_events_new();
    if (!intake_read(text, "fuzz", DATELINE_GEOJSON, events, NULL)) {
        write_and_read(events, DATELINE_GEOJSON);
        write_and_read(events, DATELINE_JSON);
    }
    intake_read(text, "fuzz", DATELINE_GEOJSONSEQ, events, NULL);
    event_events_free(events);
    return 0;
}
