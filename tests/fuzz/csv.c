/* A sheet of events: every row is an event or a reject, and what is written is
   read back whole. */
#include "event/read.h"
#include "event/write.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dateline_events *events = event_events_new(), *back = event_events_new();
    buf out = { 0 };
    if (!event_read((str){ (const char *)data, size }, "fuzz", DATELINE_CSV, events,
                    NULL)) {
        event_write_csv(events, &out);
        if (event_read(buf_str(&out), "back", DATELINE_CSV, back, NULL) ||
            event_count(back) != event_count(events))
            abort();
    }
    buf_clear(&out);
    event_events_free(events);
    event_events_free(back);
    return 0;
}
