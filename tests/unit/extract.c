#include "kind/kind.h"
#include "reads.h"

/* The i-th event that is on the map, or not. */
static const dateline_event *nth(const reading_result *r, bool located, size_t i)
{
    for (size_t k = 0; k < event_count(r->events); k++) {
        const dateline_event *e = event_at(r->events, k);
        if (e->located == located && !i--)
            return e;
    }
    return NULL;
}

static size_t on_map(const reading_result *r)
{
    size_t n = 0;
    while (nth(r, true, n))
        n++;
    return n;
}

static void check(const dateline_event *e, const char *kind, const char *date,
                  const char *place)
{
    if (!e)
        TEST_FAIL("there is no such event");
    CHECK_TEXT(kind_name(e->kind), kind);
    CHECK_TEXT(e->date_edtf, date);
    CHECK_TEXT(e->place_name, place);
    CHECK(e->confidence > 0 && e->confidence <= 1);
    CHECK(strstr(e->extra, "\"rule\"") != NULL);
}

TEST(extract_places_what_happened_where_it_happened)
{
    reading_result r = reading_in("vi", "2023-06-12",
                                  "Ngày 10/6, quân đội Nga pháo kích thành phố Kharkiv. "
                                  "Moskva chưa bình luận.\n");
    CHECK_INT(on_map(&r), 1);
    check(nth(&r, true, 0), "attack", "2023-06-10", "Kharkiv");
    reading_free(&r);
}

TEST(extract_puts_one_happening_at_each_place_of_a_list)
{
    reading_result r = reading_in("vi", "2023-06-12",
                                  "Hôm 10/6, người dân xuống đường tại Hà Nội, Kyiv và "
                                  "Paris.\n");
    CHECK_INT(on_map(&r), 3);
    reading_free(&r);
}

TEST(extract_gives_a_day_to_the_verb_behind_it)
{
    reading_result r =
        reading_in("vi", "2023-06-12", "Ngoại trưởng Đức hôm 10/6 tới Kyiv.\n");
    CHECK_INT(on_map(&r), 1);
    check(nth(&r, true, 0), "meeting", "2023-06-10", "Kyiv");
    reading_free(&r);
}

TEST(extract_takes_arrested_protesters_for_no_protest)
{
    reading_result r = reading_in("vi", "2023-06-12",
                                  "Tại Paris, cảnh sát bắt hơn 90 người biểu tình hôm "
                                  "10/6.\n");
    CHECK_INT(on_map(&r), 1);
    check(nth(&r, true, 0), "other", "2023-06-10", "Paris");
    reading_free(&r);
}

TEST(extract_gives_what_is_said_no_place)
{
    reading_result r = reading_in("vi", "2023-06-12",
                                  "Ngày 10/6, Bắc Kinh tuyên bố phản đối quyết định của "
                                  "Washington.\n");
    CHECK_INT(on_map(&r), 0);
    const dateline_event *e = nth(&r, false, 0);
    CHECK(e != NULL);
    CHECK_TEXT(kind_name(e->kind), "statement");
    CHECK_TEXT(e->attributed_to, "Bắc Kinh");
    reading_free(&r);
}

TEST(extract_maps_a_statement_whose_place_is_told)
{
    reading_result r = reading_in(
        "vi", "2023-06-12",
        "Người phát ngôn khẳng định điều đó tại cuộc họp báo ở Hà Nội hôm 11/6.\n");
    CHECK_INT(on_map(&r), 1);
    check(nth(&r, true, 0), "statement", "2023-06-11", "Hanoi");
    reading_free(&r);
}

TEST(extract_leaves_out_what_is_denied_wished_or_imagined)
{
    static const char *const texts[] = {
        "Ngày 10/6, quân đội Nga không pháo kích Kharkiv.\n",
        "Ngày 10/6, ông kêu gọi ngừng bắn tại Kharkiv.\n",
        "Nếu quân đội Nga pháo kích Kharkiv ngày 10/6 thì tình hình sẽ xấu đi.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading_result r = reading_in("vi", "2023-06-12", texts[i]);
        if (on_map(&r))
            TEST_FAIL("on the map: %s", texts[i]);
        reading_free(&r);
    }
}

TEST(extract_counts_victims_with_their_bounds)
{
    reading_result r =
        reading_in("vi", "2023-06-12",
                   "Ngày 10/6, động đất xảy ra tại thành phố Gaziantep, Thổ "
                   "Nhĩ Kỳ. Ít nhất 1.200 người thiệt mạng.\n");
    CHECK_INT(on_map(&r), 1);
    const dateline_event *e = nth(&r, true, 0);
    CHECK_INT(e->fatalities_low, 1200);
    CHECK_INT(e->fatalities_high, -1);
    CHECK_TEXT(kind_name(e->kind), "disaster");
    reading_free(&r);
}

TEST(extract_tells_a_happening_once)
{
    reading_result r = reading_in(
        "vi", "2023-06-12",
        "Hôm 10/6, Nga tấn công Kharkiv bằng tên lửa.\n\nVụ tấn công Kharkiv hôm "
        "10/6 gây mất điện.\n");
    CHECK_INT(on_map(&r), 1);
    CHECK(strstr(nth(&r, true, 0)->extra, "evidence_more") != NULL);
    reading_free(&r);
}

TEST(extract_plans_stay_plans)
{
    reading_result r = reading_in(
        "vi", "2025-02-17", "Hai phái đoàn sẽ đàm phán tại Riyadh ngày 20/2/2025.\n");
    CHECK_INT(on_map(&r), 1);
    CHECK_INT(nth(&r, true, 0)->status, DATELINE_IS_PLANNED);
    reading_free(&r);
}

TEST(extract_reads_english)
{
    reading_result r =
        reading_in("en", "2023-06-12",
                   "Russian forces shelled Kharkiv on 10 June, killing at least "
                   "five people. Moscow denied it.\n");
    CHECK_INT(on_map(&r), 1);
    check(nth(&r, true, 0), "attack", "2023-06-10", "Kharkiv");
    reading_free(&r);
}

TEST(extract_evidence_is_in_code_points_of_the_text)
{
    const char *text = "Ở Huế trời mưa.\n\nNgày 10/6, Nga pháo kích Kharkiv.\n";
    reading_result r = reading_in("vi", "2023-06-12", text);
    const dateline_event *e = nth(&r, true, 0);
    CHECK(e != NULL);
    CHECK_INT(e->evidence_start, 17);
    CHECK_INT(e->evidence_end, 50);
    reading_free(&r);
}

TEST(extract_puts_what_happened_at_a_border_on_that_border)
{
    static const struct {
        const char *lang, *text, *id;
    } cases[] = {
        { "en", "On 3 May 2024 clashes broke out along the Russia-Ukraine border.",
          "bd:RU-UA" },
        { "en", "On 3 May 2024 fighting broke out on the Syrian-Turkish border.",
          "bd:SY-TR" },
        { "en",
          "On 3 May 2024 fighting broke out on the border between India and Pakistan.",
          "bd:IN-PK" },
        { "vi", "Ngày 3/5/2024, giao tranh nổ ra ở biên giới Nga - Ukraina.",
          "bd:RU-UA" },
        { "vi", "Ngày 3/5/2024, lính Thái Lan và Campuchia đấu súng ở khu vực biên giới.",
          "bd:KH-TH" },
        { "fr",
          "Le 3 mai 2024, des combats ont éclaté à la frontière entre la Russie et "
          "l'Ukraine.",
          "bd:RU-UA" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading_result r = reading_in(cases[i].lang, "", cases[i].text);
        const dateline_event *e = nth(&r, true, 0);
        if (!e || strcmp(e->place_id, cases[i].id) != 0)
            TEST_FAIL("%s: %s", cases[i].text, e ? e->place_id : "no event on the map");
        reading_free(&r);
    }
}

TEST(extract_warns_of_dates_without_a_year_and_names_years_of_the_text)
{
    reading_result r =
        reading_in("vi", "",
                   "Hôm 15/7, hai bên gặp nhau tại Brussels. Cuộc chiến năm "
                   "2020 làm nhiều người chết.\n");
    const char **lines;
    size_t n;
    extract_warnings(&r.x, &r.d, &r.a, &lines, &n);
    CHECK_INT(n, 1);
    CHECK(strstr(lines[0], "XXXX-07-15") != NULL);
    CHECK(strstr(lines[0], "2020") != NULL);
    CHECK(strstr(lines[0], "--published") != NULL);
    CHECK_INT(on_map(&r), 1);
    CHECK_TEXT(nth(&r, true, 0)->date_edtf, "XXXX-07-15");
    reading_free(&r);
}

TEST(extract_writes_places_and_dates_in_the_order_of_the_text)
{
    reading_result r =
        reading_in("vi", "2023-06-12", "Ngày 10/6, Nga pháo kích Kharkiv.\n");
    buf out = { 0 };
    arena a = { 0 };
    gazetteer *g;
    CHECK_INT(
        gazetteer_open(str_print(&a, "%s/gazetteer.bin", geodata_dir(&a)), &g, NULL), 0);
    extract_write_mentions(&r.x, &r.d, &r.m, (extract_places){ .g = g }, &out);
    gazetteer_close(g);
    const char *text = str_copy(&a, buf_str(&out));
    const char *date = strstr(text, "\"value\":\"2023-06-10\"");
    const char *place = strstr(text, "\"sense\":\"literal\"");
    CHECK(date && place && date < place);
    CHECK(strstr(text, "\"start\":0,") != NULL);
    buf_clear(&out);
    arena_clear(&a);
    reading_free(&r);
}

static dateline_event told(const char *name, const char *date, double lat)
{
    dateline_event e = event_blank();
    e.title = name;
    e.article = name;
    e.kind = DATELINE_OFFENSIVE;
    e.when = reading_day(date);
    e.located = true;
    e.where = (dateline_lonlat){ 46.75, lat };
    e.radius_km = 10;
    return e;
}

TEST(extract_joins_what_several_articles_tell)
{
    dateline_events *events = event_events_new();
    arena a = { 0 };
    dateline_event of[] = { told("a", "2023-09-19", 39.8), told("b", "2023-09-19", 39.81),
                            told("c", "2023-09-19", 41), told("d", "2020", 39.8) };
    for (size_t i = 0; i < 4; i++)
        CHECK_INT(event_add(events, &of[i], NULL), 0);
    extract_join(events, &a);
    size_t joined = 0;
    for (size_t i = 0; i < 4; i++)
        joined += *event_at(events, i)->cluster != 0;
    CHECK_INT(joined, 2);
    arena_clear(&a);
    event_events_free(events);
}
