#include "intake/reader.h"

#include "text/utf8.h"

enum { NOTES = 100 };

void intake_reader_note(intake_reader *r, dateline_level level, const char *key, int line,
                        const char *text)
{
    event_note_add(
        r->into,
        &(event_note){
            .level = level, .key = key, .text = text, .origin = r->name, .line = line });
}

void intake_reader_schema(intake_reader *r, intake_schema schema)
{
    r->schema = schema;
    r->dates_clear |= schema != SCHEMA_GENERIC;
    const char *name = intake_schema_name(schema);
    if (!name)
        return;
    intake_reader_note(r, DATELINE_INFO, "schema", 0,
                       str_print(&r->scratch, "read as %s", name));
    if (schema == SCHEMA_GDELT)
        intake_reader_note(
            r, DATELINE_WARNING, "gdelt", 0,
            "the rows of GDELT are reports, not events: the same event may "
            "stand in many");
}

void intake_reader_unknown(intake_reader *r, str name, int line)
{
    str head = text_head(name, 40);
    char *key = str_print(&r->scratch, "column:%.*s", STR_ARGS(head));
    if (event_note_again(r->into, key, r->name) || event_note_count(r->into) >= NOTES)
        return;
    str near = intake_column_near(name);
    const char *text =
        near.len
            ? str_print(&r->scratch,
                        "column '%.*s' is not known (did you mean '%.*s'?); it is kept "
                        "as extra",
                        STR_ARGS(head), STR_ARGS(near))
            : str_print(&r->scratch, "column '%.*s' is not known; it is kept as extra",
                        STR_ARGS(head));
    intake_reader_note(r, DATELINE_WARNING, key, line, text);
}
