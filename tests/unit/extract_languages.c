#include "kind/kind.h"
#include "reads.h"

/* What a newspaper of each language tells with the plainest words, once for each kind of
   event: who acts stays off the map, and what is denied does not happen. */

enum { MOST = 24 };

typedef struct tale {
    const char *text, *kind, *place; /* kind: NULL after the last one */
} tale;

static const dateline_event *only_located(const reading_result *r)
{
    const dateline_event *found = NULL;
    for (size_t i = 0; i < event_count(r->events); i++)
        if (event_at(r->events, i)->located) {
            if (found)
                TEST_FAIL("two events on the map");
            found = event_at(r->events, i);
        }
    return found;
}

static void check_tales(const char *lang, const tale *tales)
{
    for (size_t i = 0; i < MOST && tales[i].kind; i++) {
        reading_result r = reading_in(lang, "2024-03-12", tales[i].text);
        const dateline_event *e = only_located(&r);
        if (!e)
            TEST_FAIL("nothing on the map: %s", tales[i].text);
        CHECK_TEXT(kind_name(e->kind), tales[i].kind);
        CHECK_TEXT(e->place_name, tales[i].place);
        CHECK_TEXT(e->date_edtf, "2024-03-10");
        reading_free(&r);
    }
}

static void check_plan(const char *lang, const char *text, const char *place)
{
    reading_result r = reading_in(lang, "2024-03-12", text);
    const dateline_event *e = only_located(&r);
    if (!e)
        TEST_FAIL("nothing on the map: %s", text);
    CHECK_INT(e->status, DATELINE_IS_PLANNED);
    CHECK_TEXT(e->place_name, place);
    CHECK_TEXT(e->date_edtf, "2024-03-20");
    reading_free(&r);
}

static void check_nothing(const char *lang, const char *text)
{
    reading_result r = reading_in(lang, "2024-03-12", text);
    if (only_located(&r))
        TEST_FAIL("on the map: %s", text);
    reading_free(&r);
}

static const tale turkish[] = {
    { "10 Mart'ta Ermeni güçleri Gence'de karşı saldırıya geçti.\n", "offensive",
      "Ganja" },
    { "10 Mart'ta Rus ordusu Harkiv kentini bombaladı.\n", "attack", "Kharkiv" },
    { "10 Mart'ta Gaziantep'te düzenlenen bombalı saldırıda 4 kişi öldü.\n", "attack",
      "Gaziantep" },
    { "10 Mart'ta Diyarbakır'da askerlerle militanlar arasında çatışma çıktı.\n", "clash",
      "Diyarbakır" },
    { "10 Mart'ta Dağlık Karabağ'da ateşkes ilan edildi.\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "Taraflar 10 Mart'ta Moskova'da bir barış anlaşması imzaladı.\n", "agreement",
      "Moscow" },
    { "Rusya 10 Mart'ta Lazkiye'ye asker gönderdi.\n", "deployment", "Latakia" },
    { "Türk askerleri 10 Mart'ta İdlib'den çekildi.\n", "withdrawal", "Idlib" },
    { "Cumhurbaşkanı 10 Mart'ta Bakü'yü ziyaret etti.\n", "meeting", "Baku" },
    { "Taraflar arasındaki müzakereler 10 Mart'ta İstanbul'da yapıldı.\n", "talks",
      "Istanbul" },
    { "Binlerce kişi 10 Mart'ta Halep'ten kaçmak zorunda kaldı.\n", "displacement",
      "Aleppo" },
    { "Bolu'da 10 Mart'ta bir otelde yangın çıktı.\n", "disaster", "Bolu" },
    { "10 Mart'ta İzmir'de binlerce kişi hükümeti protesto etti.\n", "protest", "Izmir" },
    { "Gürcistan'da 10 Mart'ta parlamento seçimleri yapıldı.\n", "election", "Georgia" },
    { "10 Mart'ta Bursa'da 12 şüpheli gözaltına alındı.\n", "other", "Bursa" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_turkish)
{
    check_tales("tr", turkish);
    check_plan("tr", "Cumhurbaşkanı 20 Mart'ta Bakü'de Aliyev ile görüşecek.\n", "Baku");
    check_nothing("tr", "Moskova 10 Mart'ta Ankara'yı suçladı.\n");
    check_nothing("tr", "10 Mart'ta Gence'de saldırı olmadı.\n");
}

static const tale azerbaijani[] = {
    { "Martın 10-da erməni silahlı qüvvələri Gəncədə hücuma keçib.\n", "offensive",
      "Ganja" },
    { "Martın 10-da Ermənistan ordusu Gəncə şəhərini raketlə atəşə tutub.\n", "attack",
      "Ganja" },
    { "Martın 10-da Bakıda partlayış baş verib, 2 nəfər ölüb.\n", "attack", "Baku" },
    { "Martın 10-da Tovuz rayonunda toqquşma baş verib.\n", "clash", "Tovuz District" },
    { "Martın 10-da Dağlıq Qarabağda atəşkəs elan olunub.\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "Tərəflər martın 10-da Moskvada sülh sazişi imzalayıblar.\n", "agreement",
      "Moscow" },
    { "Rusiya sülhməramlıları martın 10-da Laçın rayonuna göndərilib.\n", "deployment",
      "Lachin District" },
    { "Rusiya hərbçiləri martın 10-da Xocalıdan çıxarılıb.\n", "withdrawal", "Khojaly" },
    { "Prezident martın 10-da Soçi şəhərinə səfər edib.\n", "meeting", "Sochi" },
    { "Martın 10-da Brüsseldə danışıqlar keçirilib.\n", "talks", "Brussels" },
    { "Martın 10-da Sumqayıtda zavod bağlanıb.\n", "closure", "Sumgait" },
    { "Martın 10-da Ağdamdan minlərlə insan təxliyə olunub.\n", "displacement",
      "Aghdam" },
    { "Azərbaycan ordusu martın 10-da Şuşa şəhərini işğaldan azad edib.\n",
      "territorial_transfer", "Shusha" },
    { "Martın 10-da Şamaxıda zəlzələ baş verib.\n", "disaster", "Shamakhi" },
    { "Yevlax rayonunda martın 10-da ağır yol qəzası baş verib, 3 nəfər həlak olub.\n",
      "disaster", "Yevlakh" },
    { "Martın 10-da İrəvanda etiraz aksiyası keçirilib.\n", "protest", "Yerevan" },
    { "Azərbaycanda martın 10-da prezident seçkiləri keçirilib.\n", "election",
      "Azerbaijan" },
    { "Martın 10-da Gəncədə 5 nəfər həbs olunub.\n", "other", "Ganja" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_azerbaijani)
{
    check_tales("az", azerbaijani);
    check_plan("az", "Prezident martın 20-də Soçidə görüş keçirəcək.\n", "Sochi");
    check_nothing("az", "Moskva martın 10-da Bakını ittiham edib.\n");
    check_nothing("az", "Martın 10-da Gəncədə hücum olmayıb.\n");
}

static const tale armenian[] = {
    { "Մարտի 10-ին ադրբեջանական զինուժը հարձակում է սկսել Շուշիում։\n", "offensive",
      "Shusha" },
    { "Մարտի 10-ին ադրբեջանական զինուժը հրետակոծել է Սոթք գյուղը։\n", "attack", "Sotk" },
    { "Մարտի 10-ին Երևանում տեղի է ունեցել պայթյուն, զոհվել է 3 մարդ։\n", "attack",
      "Yerevan" },
    { "Մարտի 10-ին Գորիսում տեղի է ունեցել բախում։\n", "clash", "Goris" },
    { "Մարտի 10-ին Լեռնային Ղարաբաղում հաստատվել է հրադադար։\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "Կողմերը մարտի 10-ին Մոսկվայում ստորագրել են համաձայնագիր։\n", "agreement",
      "Moscow" },
    { "Ռուսական զորքերը մարտի 10-ին տեղակայվել են Կապանում։\n", "deployment", "Kapan" },
    { "Վարչապետը մարտի 10-ին Բրյուսելում հանդիպել է նախագահին։\n", "meeting",
      "Brussels" },
    { "Նախագահը մարտի 10-ին մեկնել է Փարիզ։\n", "meeting", "Paris" },
    { "Մարտի 10-ին Բրյուսելում տեղի են ունեցել բանակցություններ։\n", "talks",
      "Brussels" },
    { "Մարտի 10-ին հազարավոր բնակիչներ տարհանվել են Ստեփանակերտից։\n", "displacement",
      "Stepanakert" },
    { "Ադրբեջանական բանակը մարտի 10-ին գրավել է Շուշի քաղաքը։\n", "territorial_transfer",
      "Shusha" },
    { "Մարտի 10-ին Գյումրիում երկրաշարժ է տեղի ունեցել։\n", "disaster", "Gyumri" },
    { "Մարտի 10-ին Վանաձորում հրդեհ է բռնկվել։\n", "disaster", "Vanadzor" },
    { "Մարտի 10-ին Երևանում բողոքի ակցիա է անցկացվել։\n", "protest", "Yerevan" },
    { "Մարտի 10-ին Հայաստանում կայացել են խորհրդարանական ընտրություններ։\n", "election",
      "Armenia" },
    { "Մարտի 10-ին Գյումրիում ոստիկանությունը ձերբակալել է 5 մարդու։\n", "other",
      "Gyumri" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_armenian)
{
    check_tales("hy", armenian);
    check_plan("hy", "Վարչապետը մարտի 20-ին կմեկնի Բրյուսել։\n", "Brussels");
    check_nothing("hy", "Մոսկվան մարտի 10-ին մեղադրել է Բաքվին։\n");
    check_nothing("hy", "Մարտի 10-ին Գորիսում հարձակում չի եղել։\n");
}

static const tale georgian[] = {
    { "10 მარტს რუსეთის ჯარი ცხინვალში შეიჭრა.\n", "offensive", "Tskhinvali" },
    { "10 მარტს რუსეთის არმიამ ხარკოვი დაბომბა.\n", "attack", "Kharkiv" },
    { "10 მარტს თბილისში აფეთქება მოხდა, დაიღუპა 2 ადამიანი.\n", "attack", "Tbilisi" },
    { "10 მარტს გორში შეტაკება მოხდა.\n", "clash", "Gori" },
    { "10 მარტს მთიან ყარაბაღში ცეცხლის შეწყვეტა გამოცხადდა.\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "მხარეებმა 10 მარტს მოსკოვში შეთანხმებას ხელი მოაწერეს.\n", "agreement", "Moscow" },
    { "10 მარტს რუსეთის სამხედროები ფოთში განლაგდნენ.\n", "deployment", "Poti" },
    { "რუსეთის ჯარი 10 მარტს გორიდან გაიყვანეს.\n", "withdrawal", "Gori" },
    { "პრეზიდენტი 10 მარტს ბრიუსელში ჩავიდა.\n", "meeting", "Brussels" },
    { "10 მარტს ჟენევაში მოლაპარაკებები გაიმართა.\n", "talks", "Geneva" },
    { "10 მარტს ქუთაისში სკოლები დაიხურა.\n", "closure", "Kutaisi" },
    { "10 მარტს გორიდან ათასობით ადამიანი ევაკუირდა.\n", "displacement", "Gori" },
    { "10 მარტს ზუგდიდში მიწისძვრა მოხდა.\n", "disaster", "Zugdidi" },
    { "10 მარტს ბათუმში ავტოავარიის შედეგად 3 ადამიანი დაიღუპა.\n", "disaster",
      "Batumi" },
    { "10 მარტს ქუთაისში საპროტესტო აქცია გაიმართა.\n", "protest", "Kutaisi" },
    { "10 მარტს საქართველოში საპარლამენტო არჩევნები ჩატარდა.\n", "election", "Georgia" },
    { "10 მარტს ბათუმში პოლიციამ 5 ადამიანი დააკავა.\n", "other", "Batumi" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_georgian)
{
    check_tales("ka", georgian);
    check_plan("ka", "პრეზიდენტი 20 მარტს ბრიუსელში ჩავა.\n", "Brussels");
    check_nothing("ka", "მოსკოვმა 10 მარტს თბილისი დაადანაშაულა.\n");
    check_nothing("ka", "10 მარტს გორში თავდასხმა არ მომხდარა.\n");
}

static const tale french[] = {
    { "Le 10 mars, l'armée a lancé une offensive près de Pokrovsk.\n", "offensive",
      "Pokrovsk" },
    { "Une attaque perpétrée le 10 mars à Ouagadougou a fait 12 morts.\n", "attack",
      "Ouagadougou" },
    { "De violents combats ont éclaté le 10 mars à Goma.\n", "clash", "Goma" },
    { "Un cessez-le-feu est entré en vigueur le 10 mars dans le Haut-Karabakh.\n",
      "ceasefire", "Nagorno-Karabakh" },
    { "Les deux pays ont signé un accord de paix à Genève le 10 mars.\n", "agreement",
      "Geneva" },
    { "La France a déployé 300 soldats à Niamey le 10 mars.\n", "deployment", "Niamey" },
    { "Les soldats français ont quitté Gao le 10 mars.\n", "withdrawal", "Gao" },
    { "Le ministre a rencontré son homologue à Bruxelles le 10 mars.\n", "meeting",
      "Brussels" },
    { "Des milliers d'habitants ont fui Rafah le 10 mars.\n", "displacement", "Rafah" },
    { "Un séisme s'est produit le 10 mars à Agadir.\n", "disaster", "Agadir" },
    { "Un incendie s'est déclaré le 10 mars à Lyon.\n", "disaster", "Lyon" },
    { "Des milliers de personnes ont manifesté à Toulouse le 10 mars.\n", "protest",
      "Toulouse" },
    { "Une élection présidentielle a eu lieu le 10 mars au Sénégal.\n", "election",
      "Senegal" },
    { "Cinq suspects ont été arrêtés le 10 mars à Marseille.\n", "other", "Marseille" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_french)
{
    check_tales("fr", french);
    check_plan("fr", "Le ministre se rendra à Bruxelles le 20 mars.\n", "Brussels");
    check_nothing("fr", "Moscou a accusé Bakou le 10 mars.\n");
}

static const tale russian[] = {
    { "10 марта Харьков подвергся обстрелу, погибли 3 человека.\n", "attack", "Kharkiv" },
    { "10 марта в Нагорном Карабахе было объявлено перемирие.\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "Стороны подписали соглашение в Минске 10 марта.\n", "agreement", "Minsk" },
    { "Россия 10 марта перебросила военных в Гюмри.\n", "deployment", "Gyumri" },
    { "Министр 10 марта отправился в Брюссель.\n", "meeting", "Brussels" },
    { "10 марта в Стамбуле прошёл раунд переговоров.\n", "talks", "Istanbul" },
    { "10 марта из Купянска эвакуировали 200 жителей.\n", "displacement", "Kupiansk" },
    { "10 марта в Орске произошло наводнение.\n", "disaster", "Orsk" },
    { "10 марта в Омске загорелся склад.\n", "disaster", "Omsk" },
    { "10 марта в Тбилиси оппозиция провела митинг.\n", "protest", "Tbilisi" },
    { "10 марта в России прошли выборы президента.\n", "election", "Russia" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_russian)
{
    check_tales("ru", russian);
    check_plan("ru", "Министр посетит Ереван 20 марта.\n", "Yerevan");
    check_nothing("ru", "Москва 10 марта обвинила Баку.\n");
}

static const tale english[] = {
    { "Heavy fighting broke out in Goma on 10 March.\n", "clash", "Goma" },
    { "A ceasefire came into force in Nagorno-Karabakh on 10 March.\n", "ceasefire",
      "Nagorno-Karabakh" },
    { "The two sides signed a peace agreement in Geneva on 10 March.\n", "agreement",
      "Geneva" },
    { "Russia deployed 300 soldiers to Niamey on 10 March.\n", "deployment", "Niamey" },
    { "Troops withdrew from Gao on 10 March.\n", "withdrawal", "Gao" },
    { "The ministers met in Brussels on 10 March.\n", "meeting", "Brussels" },
    { "An earthquake struck Agadir on 10 March.\n", "disaster", "Agadir" },
    { "Thousands of people protested in Tbilisi on 10 March.\n", "protest", "Tbilisi" },
    { "Parliamentary elections were held in Georgia on 10 March.\n", "election",
      "Georgia" },
    { "Five suspects were arrested in Lyon on 10 March.\n", "other", "Lyon" },
    { NULL, NULL, NULL }
};

TEST(extract_reads_plain_english)
{
    check_tales("en", english);
    check_plan("en", "The minister will visit Yerevan on 20 March.\n", "Yerevan");
    check_nothing("en", "Moscow accused Baku on 10 March.\n");
}

typedef struct row {
    const char *lang, *text, *kind, *place; /* lang: NULL after the last one */
} row;

static void check_rows(const row *rows)
{
    for (size_t i = 0; rows[i].lang; i++) {
        tale tales[] = { { rows[i].text, rows[i].kind, rows[i].place },
                         { NULL, NULL, NULL } };
        check_tales(rows[i].lang, tales);
    }
}

TEST(extract_places_a_deed_where_its_object_is)
{
    static const row rows[] = {
        { "en", "On 10 March artillery shelled Lachin.\n", "attack", "Lachin District" },
        { "en", "Fighters stormed Zawiya on 10 March.\n", "offensive", "Zawiya" },
        { "en", "Rebels entered Homs on 10 March.\n", "offensive", "Homs" },
        { "fr", "Le 10 mars, les soldats sont entrés dans Homs.\n", "offensive", "Homs" },
        { "ru", "10 марта артиллерия обстреляла город Сумы.\n", "attack", "Sumy" },
        { "ru", "10 марта войска вошли в Покровск.\n", "offensive", "Pokrovsk" },
        { "tr", "Askerler 10 Mart'ta Halep'e girdi.\n", "offensive", "Aleppo" },
        { "tr", "Rus ordusu, 10 Mart 2024'te Harkiv'de saldırı düzenledi.\n", "attack",
          "Kharkiv" },
        { NULL, NULL, NULL, NULL },
    };
    check_rows(rows);
}

TEST(extract_finds_the_border_of_two_adjectives)
{
    static const row rows[] = {
        { "en", "A clash broke out on the Armenian-Azerbaijani border on 10 March.\n",
          "clash", "Armenia-Azerbaijan border" },
        { "fr", "Un affrontement a éclaté le 10 mars à la frontière syro-turque.\n",
          "clash", "Syria-Türkiye border" },
        { "ru", "10 марта на армяно-азербайджанской границе произошёл бой.\n", "clash",
          "Armenia-Azerbaijan border" },
        { "ru", "10 марта на сирийско-турецкой границе погибли двое военных.\n", "other",
          "Syria-Türkiye border" },
        { "tr", "10 Mart'ta Ermenistan-Azerbaycan sınırında çatışma çıktı.\n", "clash",
          "Armenia-Azerbaijan border" },
        { "az", "Martın 10-da Azərbaycan-Ermənistan sərhədində toqquşma baş verib.\n",
          "clash", "Armenia-Azerbaijan border" },
        { "hy", "Մարտի 10-ին հայ-ադրբեջանական սահմանին տեղի է ունեցել բախում։\n", "clash",
          "Armenia-Azerbaijan border" },
        { "ka", "10 მარტს სომხურ-აზერბაიჯანულ საზღვარზე შეტაკება მოხდა.\n", "clash",
          "Armenia-Azerbaijan border" },
        { NULL, NULL, NULL, NULL },
    };
    check_rows(rows);
}

TEST(extract_keeps_more_of_an_inflected_name)
{
    static const row rows[] = {
        { "ru", "10 марта в Горисе произошёл взрыв.\n", "attack", "Goris" },
        { "ru", "10 марта взрыв прогремел в Уфе.\n", "attack", "Ufa" },
        { "az", "Martın 10-da hərbçilər Laçında atəş açıb.\n", "attack", "Lachin" },
        { "ka", "10 მარტს ქუთაისშიც აქცია გაიმართა.\n", "protest", "Kutaisi" },
        { NULL, NULL, NULL, NULL },
    };
    check_rows(rows);
}

static size_t count_located(const char *lang, const char *text)
{
    reading_result r = reading_in(lang, "2024-03-12", text);
    size_t n = 0;
    for (size_t i = 0; i < event_count(r.events); i++)
        n += event_at(r.events, i)->located;
    reading_free(&r);
    return n;
}

TEST(extract_tells_each_place_of_a_list)
{
    static const struct {
        const char *lang, *text;
    } rows[] = {
        { "en", "Rallies were held in Batumi, Kutaisi and Zugdidi on 10 March.\n" },
        { "fr", "Le 10 mars, l'armée a bombardé Alep, Homs et Hama.\n" },
        { "ru", "Войска обстреляли Харьков, Сумы и Одессу 10 марта.\n" },
        { "tr", "10 Mart'ta Bursa, İzmir ve Trabzon'da patlama oldu.\n" },
        { "az", "Martın 10-da Gəncə, Şəmkir və Tovuzda partlayış baş verib.\n" },
        { "hy", "Մարտի 10-ին Գորիսում, Կապանում և Սիսիանում տեղի է ունեցել պայթյուն։\n" },
        { "ka", "10 მარტს ბათუმში, ქუთაისსა და ზუგდიდში აქციები გაიმართა.\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = count_located(rows[i].lang, rows[i].text);
        if (n != 3)
            TEST_FAIL("%zu on the map: %s", n, rows[i].text);
    }
}

TEST(extract_keeps_where_it_was_written_or_felt_off_the_map)
{
    check_nothing("en", "KARACHI, Pakistan – Police arrested ten people on 10 March, "
                        "an officer of the force told reporters late in the evening.\n");
    check_nothing("en", "The quake was felt in Tbilisi on 10 March.\n");
    check_nothing("tr", "Deprem 10 Mart'ta Ağrı ve Van'da da hissedildi.\n");
    check_nothing("az", "Qəzada martın 10-da iki nəfər ölüb.\n");
}
