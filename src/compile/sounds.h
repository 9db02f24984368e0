/*
 * sounds - how names sound, on the way into a file.
 */
#ifndef COMPILE_SOUNDS_H
#define COMPILE_SOUNDS_H

#include "compile/keys.h"
#include "compile/model.h"
#include "text/sound.h"

/* How a name of a place in a country is read; lang is its tag, "" for none. */
text_reading sounds_reading(const char *country, str text, str lang);
/* The sound of the name-th name of a place, whose number is given; lang is the tag that
   the table has, "" for none. What has no sound, or a longer one than LONGEST_SOUND, is
   passed over. */
void sounds_add(keys *k, const model_place *p, str text, str lang, uint32_t place,
                uint32_t name);
/* Sort them and write the two sections. DATELINE_LIMIT shows in the buffers. */
void sounds_write(keys *k, buf *words, buf *back, arena *scratch);
#endif
