/*
 * geocode/served - of towns that share a name, those with an airport of that name.
 */
#ifndef GEOCODE_SERVED_H
#define GEOCODE_SERVED_H

#include "geocode/match.h"

/* Of matches that stand in the order of their weights, make those with the name of the
   first one weigh more if they have such an airport; false when nothing has changed. */
bool served_favor(const gazetteer *g, match *all, size_t n);
#endif
