#include "event/words.h"

bool event_words_next(str *list, str *word)
{
    if (!list->len)
        return false;
    *word = str_cut(list, '|');
    return true;
}

bool event_words_have(const char *list, str word)
{
    str rest = str_of(list), one;
    while (word.len && event_words_next(&rest, &one))
        if (str_eq(one, word))
            return true;
    return false;
}
