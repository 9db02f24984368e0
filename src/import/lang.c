#include "import/lang.h"

#include <string.h>

enum { ENTRY = 6 };

/* ISO 639-2, terminological and bibliographic, each with its code of ISO 639-1. */
static const char table[] =
    "aaraa abkab afraf akaak albsq amham araar argan armhy asmas avaav aveae aymay "
    "azeaz bakba bambm baqeu belbe benbn bisbi bodbo bosbs brebr bulbg burmy catca "
    "cescs chach chece chizh chucu chvcv corkw cosco crecr cymcy czecs danda deude "
    "divdv dutnl dzodz ellel engen epoeo estet euseu eweee faofo fasfa fijfj finfi "
    "frafr frefr fryfy fulff geoka gerde glagd glega glggl glvgv greel grngn gujgu "
    "hatht hauha hebhe herhz hinhi hmoho hrvhr hunhu hyehy iboig iceis idoio iiiii "
    "ikuiu ileie inaia indid ipkik islis itait javjv jpnja kalkl kankn kasks katka "
    "kaukr kazkk khmkm kikki kinrw kirky komkv konkg korko kuakj kurku laolo latla "
    "lavlv limli linln litlt ltzlb lublu luglg macmk mahmh malml maomi marmr mayms "
    "mkdmk mlgmg mltmt monmn mrimi msams myamy nauna navnv nblnr ndend ndong nepne "
    "nldnl nnonn nobnb norno nyany ocioc ojioj orior ormom ossos panpa perfa plipi "
    "polpl porpt pusps quequ rohrm ronro rumro runrn rusru sagsg sansa sinsi slksk "
    "slosk slvsl smese smosm snasn sndsd somso sotst spaes sqisq srdsc srpsr sswss "
    "sunsu swasw swesv tahty tamta tattt telte tgktg tgltl thath tibbo tirti tonto "
    "tsntn tsots tuktk turtr twitw uigug ukruk urdur uzbuz venve vievi volvo welcy "
    "wlnwa wolwo xhoxh yidyi yoryo zhaza zhozh zulzu ";

static const size_t n_entries = (sizeof table - 1) / ENTRY;

static const char *by_three(str code)
{
    size_t low = 0, high = n_entries;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = memcmp(table + mid * ENTRY, code.at, 3);
        if (!c)
            return table + mid * ENTRY + 3;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static str letters_of(str code)
{
    size_t n = 0;
    while (n < code.len && code.at[n] >= 'a' && code.at[n] <= 'z')
        n++;
    bool ends = n == code.len || code.at[n] == '-' || code.at[n] == '_';
    return (n == 2 || n == 3) && ends ? (str){ code.at, n } : (str){ 0 };
}

str lang_tag(str code)
{
    str letters = letters_of(code);
    const char *two = letters.len == 3 ? by_three(letters) : NULL;
    if (two)
        return (str){ two, 2 };
    return str_eq(letters, STR("und")) ? (str){ 0 } : letters;
}

bool lang_is_known(str code)
{
    if (code.len == 3)
        return by_three(code) != NULL;
    for (size_t i = 0; code.len == 2 && i < n_entries; i++)
        if (!memcmp(table + i * ENTRY + 3, code.at, 2))
            return true;
    return false;
}
