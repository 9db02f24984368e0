#include "mention/mention.h"

#include "name/memory.h"

#include "base/buf.h"

#include "geodata.h"
#include "test.h"

static const char words[] = "words\tclass\tvalue\n"
                            "ở|tại|in|at|near\tlocative\tat\n"
                            "tới|to\tlocative\tto\n"
                            "khỏi|from\tlocative\tfrom\n"
                            "giữa|between\trelative\tbetween\n"
                            "với|with\trelative\twith\n"
                            "của|of\trelative\tof\n"
                            "và|and\trelative\tand\n"
                            "tổng thống|president\ttitle\toffice\n"
                            "ông|bà|mr\ttitle\tform\n"
                            "paris|jordan|michael\tperson\tgiven\n"
                            "quân đội|người\tactor\tforces\n"
                            "troops|government\tactor\tforces after\n"
                            "làng|tỉnh|vùng|village\tplacenoun\tregion\n"
                            "biên giới|border\tplacenoun\tborder after\n"
                            "liên minh|bank\tbody\tunion\n"
                            "nói|cho biết|said\tsay\tclaims\n"
                            "ký|rút|signed\tact\t\n"
                            "anh|reading\tcommon\t\n"
                            "chủ nhật\tcommon\t\n"
                            "vùng này|the region\tanaphor\tregion\n"
                            "nước này|the country\tanaphor\tcountry\n"
                            "the west\tbloc\t\n"
                            "the\tfunction\t\n"
                            "france 24\tbody\tmedia\n"
                            "ում|ში\tlocative\tat ending\n"
                            "ից|დან\tlocative\tfrom ending\n"
                            "autorités\tactor\tgovernment\n";

typedef struct fixture {
    arena a;
    gazetteer *g;
    article x;
    mentions m;
} fixture;

static void read_text(fixture *f, const char *text, const char *lang)
{
    dateline_error err = { 0 };
    const char *dir = geodata_dir(&f->a);
    lexicon *x;
    CHECK(dir != NULL);
    CHECK_INT(gazetteer_open(str_print(&f->a, "%s/gazetteer.bin", dir), &f->g, &err), 0);
    if (lexicon_read(&(lexicon_table){ "test.tsv", str_of(words) }, 1, &f->a, &x, &err))
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    CHECK_INT(article_open(str_of(text), ARTICLE_PLAIN, "test", &f->a, &f->x, &err), 0);
    article_parse(&f->x, x, lexicon_memory_new(&f->a), lang, &f->a);
    mention_find(&f->x, f->g, NULL, name_memory_new(&f->a), &f->a, &f->m);
}

static void drop(fixture *f)
{
    gazetteer_close(f->g);
    arena_clear(&f->a);
}

/* The mentions of a text as "name=id,sense": what is expected, in order. */
static void check_text(const char *text, const char *lang, const char *expected)
{
    fixture f = { 0 };
    buf out = { 0 };
    read_text(&f, text, lang);
    for (size_t i = 0; i < f.m.n; i++) {
        const mention *m = &f.m.mentions[i];
        bool known = m->answer.place != GEOCODE_NOWHERE;
        str id = known ? m->place.id : STR("?");
        buf_addf(&out, "%s%.*s=%.*s,%c", i ? "; " : "", (int)(m->end - m->start),
                 f.x.text.at + m->start, STR_ARGS(id), *mention_sense_name(m->sense));
    }
    CHECK_STR(buf_str(&out), expected);
    buf_clear(&out);
    drop(&f);
}

TEST(mentions_after_a_locative_are_literal)
{
    check_text("He was born in Yerevan and moved to Baku.", "en",
               "Yerevan=gn:616052,l; Baku=gn:587084,l");
    check_text("Hội nghị diễn ra tại Hà Nội.", "vi", "Hà Nội=gn:1581130,l");
}

TEST(the_case_of_a_name_says_that_something_is_there)
{
    check_text("Նա ապրում է Հայաստանում։", "hy", "Հայաստանում=cc:AM,l");
    check_text("Նա եկավ Երևանից։", "hy", "Երևանից=gn:616052,l");
    check_text("ის რუსეთში ცხოვრობს.", "ka", "რუსეთში=cc:RU,l");
}

TEST(an_adjective_in_small_letters_is_taken_beside_who_acts)
{
    check_text("Selon les autorités françaises, rien.", "fr", "françaises=cc:FR,a");
    check_text("Une cuisine assez française.", "fr", "");
}

TEST(an_article_is_no_part_of_a_name)
{
    check_text("Il quitte la Grande-Bretagne.", "fr", "Grande-Bretagne=cc:GB,m");
}

TEST(a_state_that_acts_is_metonymic)
{
    check_text("Armenia ký thỏa thuận với Azerbaijan.", "vi",
               "Armenia=cc:AM,m; Azerbaijan=cc:AZ,m");
    check_text("Moscow said nothing.", "en", "Moscow=gn:524901,m");
}

TEST(troops_and_presidents_are_of_a_place)
{
    check_text("Quân đội Nga rút khỏi Syria.", "vi", "Nga=cc:RU,a; Syria=cc:SY,l");
    check_text("Tổng thống Nga Vladimir Putin nói.", "vi", "Nga=cc:RU,a");
    check_text("It hit Russian troops near Kharkiv.", "en",
               "Russian=cc:RU,a; Kharkiv=gn:706483,l");
}

TEST(people_named_like_places_are_no_places)
{
    check_text("Paris Hilton met Michael Jordan.", "en", "");
    check_text("Ông Nguyễn Văn Nam sống tại Hà Nội.", "vi", "Hà Nội=gn:1581130,l");
}

TEST(a_list_shares_the_cue_of_its_first_name)
{
    check_text("Đụng độ ở biên giới giữa Armenia và Azerbaijan.", "vi",
               "Armenia=cc:AM,l; Azerbaijan=cc:AZ,l");
    check_text("Đàm phán giữa Armenia và Azerbaijan.", "vi",
               "Armenia=cc:AM,m; Azerbaijan=cc:AZ,m");
}

TEST(a_state_is_abbreviated_behind_what_lies_in_it)
{
    check_text("A man in Springfield, Ill., was arrested.", "en",
               "Springfield=gn:4250542,l; Ill.=a1:US-IL,l");
    check_text("Ill. is no state here.", "en", "");
}

TEST(a_state_is_abbreviated_beside_a_party_and_before_a_noun)
{
    check_text("Doe, D-N.Y., met an Ala. farmer and Roe (R-Cordele) today.", "en",
               "N.Y.=a1:US-NY,l; Ala.=a1:US-AL,l; Cordele=gn:4189423,l");
}

TEST(a_dateline_of_capitals_is_a_place)
{
    check_text("FREDERICKSBURG — Roads are shut.", "en", "FREDERICKSBURG=gn:4760059,l");
}

TEST(a_list_of_names_is_not_shouted)
{
    check_text("Lodwar, Isiolo, Garissa, Lamu, Nyeri and Wajir were dry.", "en",
               "Lodwar=gn:189280,l; Isiolo=gn:196231,l; Garissa=gn:197745,l; "
               "Lamu=gn:189741,l; Nyeri=gn:182701,l; Wajir=gn:178443,l");
}

TEST(a_county_has_an_apostrophe)
{
    check_text("Roads in Prince George's County are wet.", "en",
               "Prince George's County=fips:24033,l");
}

TEST(towns_that_could_lie_anywhere_speak_for_each_other)
{
    check_text("Floods in Bellevue, Auburn and Kent are feared.", "en",
               "Bellevue=gn:5786882,l; Auburn=gn:5785965,l; Kent=gn:5799625,l");
}

TEST(a_state_that_has_the_name_of_a_country_holds_its_towns)
{
    check_text("Floods in Albany and Macon worry Georgia.", "en",
               "Albany=gn:4179320,l; Macon=gn:4207400,l; Georgia=a1:US-GA,l");
    check_text("Floods in Tbilisi worry Georgia.", "en",
               "Tbilisi=gn:611717,l; Georgia=cc:GE,m");
}

TEST(a_metropolis_is_meant_rather_than_its_state)
{
    check_text("Talks in New York failed.", "en", "New York=gn:5128581,l");
    check_text("Đàm phán tại Geneve.", "vi", "Geneve=gn:2660646,l");
}

TEST(what_lies_in_a_state_that_is_named_is_near_it)
{
    check_text("Rain fell in Mercer County, and later across Kentucky.", "en",
               "Mercer County=fips:21167,l; Kentucky=a1:US-KY,l");
}

TEST(a_state_is_no_mountain)
{
    check_text("Fires in Montana and in North Dakota.", "en",
               "Montana=a1:US-MT,l; North Dakota=a1:US-ND,l");
}

TEST(a_small_town_is_named_beside_its_county)
{
    check_text("It was in Rapides Parish. Cottonport was quiet.", "en",
               "Rapides Parish=fips:22079,l; Cottonport=gn:4320874,l");
    check_text("Cottonport was quiet.", "en", "");
}

TEST(a_name_is_heard_in_another_script)
{
    check_text("Это было в Небраске.", "ru", "Небраске=a1:US-NE,l");
}

TEST(what_stands_behind_a_comma_says_where_it_lies)
{
    check_text("A man from Paris, Texas, was arrested.", "en",
               "Paris=gn:4717560,l; Texas=a1:US-TX,l");
}

TEST(a_type_word_makes_a_name_of_what_is_not_known)
{
    check_text("Lũ quét tại làng Zzuqo.", "vi", "Zzuqo=?,l");
    check_text("Mưa lớn ở tỉnh Nghệ An.", "vi", "Nghệ An=a1:VN-22,l");
}

TEST(a_village_is_known_again_without_its_type_word)
{
    check_text("Lũ quét tại làng Zzuqo Bbono. Họ tới thăm Zzuqo Bbono sau.", "vi",
               "Zzuqo Bbono=?,l; Zzuqo Bbono=?,l");
    check_text("Lũ quét tại làng Zzuqo Bbono , Kkuro Ttilo , hôm qua.", "vi",
               "Zzuqo Bbono=?,l; Kkuro Ttilo=?,l");
    check_text("Ông ở tại Zzuqo Bbono ( Nghệ An ) từ lâu.", "vi",
               "Zzuqo Bbono=?,l; Nghệ An=a1:VN-22,l");
    check_text("Họ gặp Zzuqo Bbono để nói chuyện.", "vi", "");
}

TEST(a_number_is_the_name_of_a_ward)
{
    check_text("Cháy nhà tại làng 99 , không ai bị thương.", "vi", "làng 99=?,l");
    check_text("Cháy nhà tại làng Zzuqo 2 , không ai bị thương.", "vi", "Zzuqo 2=?,l");
    check_text("Vùng có 3 làng 5 năm liền được khen.", "vi", "");
}

TEST(a_dash_between_blanks_can_be_a_hyphen)
{
    check_text("Họ ở tại Nagorny - Karabakh.", "vi",
               "Nagorny - Karabakh=hc:nagorno-karabakh,l");
    check_text("Họ ở tại Hà Nội - Vinh.", "vi", "Hà Nội=gn:1581130,l; Vinh=gn:1562798,l");
}

TEST(a_town_alone_in_quotation_marks_is_a_club)
{
    check_text("Матч выиграл «Краснодар».", "ru", "");
    check_text("Матч прошёл в Краснодаре.", "ru", "Краснодаре=gn:542420,l");
    check_text("« Լիվերպուլի » մարզիչը խոսեց։", "hy", "");
}

TEST(a_form_of_a_name_comes_before_what_it_only_looks_like)
{
    check_text("Саммит прошёл в Софии.", "ru", "Софии=gn:727011,l");
    check_text("Она пришла с Виктором.", "ru", "");
}

TEST(an_abbreviation_counts_in_its_own_language)
{
    check_text("Власти НКР молчат.", "ru", "НКР=hc:republic-of-artsakh,l");
    check_text("Họ sống ở VN từ năm ngoái.", "vi", "VN=cc:VN,l");
    check_text("They live at HQ now.", "en", "");
}

TEST(a_place_in_an_organization_is_whose_it_is)
{
    check_text("Theo Liên minh châu Âu.", "vi", "châu Âu=wr:europe,a");
    check_text("The West protested.", "en", "The West=?,a");
}

TEST(short_words_with_other_accents_are_other_words)
{
    check_text("Ảnh đẹp. Họ ở Anh.", "vi", "Anh=cc:GB,l");
    check_text("Hôm Chủ Nhật họ đi.", "vi", "");
}

TEST(a_word_glued_or_misspelled_is_understood_from_the_rest)
{
    check_text("Armenia ký. Căng thẳng với Amernia.", "vi",
               "Armenia=cc:AM,m; Amernia=cc:AM,m");
    check_text("Họ rời khỏi Karabakhsau khi mưa. Họ ở Karabakh sau đó.", "vi",
               "Karabakh=hc:nagorno-karabakh,l; Karabakh=hc:nagorno-karabakh,l");
}

TEST(a_nominal_stands_for_what_was_named_before)
{
    fixture f = { 0 };
    read_text(&f, "Họ ở Nagorno-Karabakh. Dân rời khỏi vùng này.", "vi");
    CHECK_INT(f.m.n, 2);
    CHECK(f.m.mentions[1].nominal);
    CHECK_INT(f.m.mentions[1].antecedent, 0);
    CHECK(f.m.focus == f.m.mentions[0].answer.place);
    drop(&f);
}

TEST(possessives_and_stops_are_told_from_names)
{
    check_text("Britain's government said so. He lives in the U.S. now.", "en",
               "Britain=cc:GB,a; U.S.=cc:US,l");
}

TEST(words_of_different_lengths_have_different_hashes)
{
    CHECK(memory_hash(7, STR("St")) != memory_hash(7, STR("Stu")));
    CHECK(memory_hash(7, STR("bbbc")) != memory_hash(7, STR("bbbbc")));
}

TEST(long_repetition_takes_linear_time)
{
    enum { TIMES = 40000 };
    fixture f = { 0 };
    buf text = { 0 };
    for (int i = 0; i < TIMES; i++)
        buf_add_text(&text, "Anh ");
    buf_add_text(&text, ".");
    buf_add_byte(&text, 0);
    read_text(&f, (const char *)text.at, "vi");
    CHECK(f.m.n <= TIMES);
    drop(&f);
    buf_clear(&text);
}
