/* A date: its EDTF is read back as itself, and its interval makes sense. */
#include "text/utf8.h"
#include "when/when.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size };
    when_date d, again;
    char day[16], time[24], edtf[WHEN_TEXT];
    if (text_utf8_check(text) != size || when_parse(text, NULL, &d, NULL))
        return 0;
    if (d.when.precision && d.when.end <= d.when.begin)
        abort();
    if (when_parse(str_of(d.edtf), NULL, &again, NULL) || strcmp(d.edtf, again.edtf) != 0)
        abort();
    when_first_day(d.when, day);
    when_last_day(d.when, day);
    when_first_time(d.when, time);
    when_last_time(d.when, time);
    when_write(d.when, edtf);
    if (d.when.precision && when_parse(str_of(edtf), NULL, &again, NULL))
        abort();
    return 0;
}
