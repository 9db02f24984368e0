#include "event/event.h"
#include "intake/intake.h"

#include "test.h"

static dateline_events *must_read(const char *text)
{
    dateline_events *events = event_events_new();
    CHECK_INT(intake_read(str_of(text), "t", DATELINE_AUTO, events, NULL), DATELINE_OK);
    return events;
}

TEST(event_ids_are_made_up_from_what_happened_and_are_never_twice_the_same)
{
    dateline_events *events =
        must_read("title,date,place\nA,2020,P\nA,2020,P\nB,2020,P\n");
    dateline_events *again =
        must_read("title,date,place\nA,2020,P\nA,2020,P\nB,2020,P\n");

    CHECK(strcmp(event_at(events, 0)->id, event_at(events, 1)->id) != 0);
    CHECK(strcmp(event_at(events, 1)->id, event_at(events, 2)->id) != 0);
    for (size_t i = 0; i < 3; i++)
        CHECK_TEXT(event_at(again, i)->id, event_at(events, i)->id);
    event_events_free(events);
    event_events_free(again);
}

TEST(event_many_equal_ids_stay_quick_and_unique)
{
    dateline_events *events = event_events_new();
    dateline_event e = event_blank();
    e.id = "same";
    for (int i = 0; i < 20000; i++)
        CHECK_INT(event_add(events, &e, NULL), DATELINE_OK);

    for (size_t i = 1; i < 20000; i++)
        CHECK(strcmp(event_at(events, i - 1)->id, event_at(events, i)->id) < 0);
    event_events_free(events);
}

TEST(event_added_is_a_copy_without_null_strings)
{
    dateline_events *events = event_events_new();
    char title[] = "T";
    dateline_event e = {
        .title = title, .when = { .begin = 0, .end = 86400, .precision = DATELINE_DAY }
    };

    CHECK_INT(event_add(events, &e, NULL), DATELINE_OK);
    title[0] = 'X';

    CHECK_TEXT(event_at(events, 0)->title, "T");
    CHECK_TEXT(event_at(events, 0)->place, "");
    CHECK_TEXT(event_at(events, 0)->date_edtf, "1970-01-01");
    CHECK(!event_at(events, 1));
    e.located = true;
    e.where.lat = 91;
    CHECK_INT(event_add(events, &e, NULL), DATELINE_USAGE);
    event_events_free(events);
}
