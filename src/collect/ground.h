/*
 * collect/ground - the height of the ground and the depth of the sea as pictures.
 *
 * The sea's picture lies over the sea and under the land, whose polygons give the
 * coast its sharp edge. The land's lies over these; it is clear at the coast, by the
 * land's own polygons at its resolution, so that it never reaches into the water.
 */
#ifndef COLLECT_GROUND_H
#define COLLECT_GROUND_H

#include "scene/input.h"

/* Whether the style tints the sea by depth, or the land by height, and heights are
   there. */
bool ground_tints_sea(const scene_input *in);
bool ground_tints_land(const scene_input *in);

/* The tint at a height, m. */
style_color ground_tint_at(const style_ramp *r, double h);

/* Add the pictures of the frame; s has its view and its land already. */
void ground_add(const scene_input *in, arena *a, scene *s);
#endif
