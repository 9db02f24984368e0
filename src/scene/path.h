/*
 * scene/path - what is given in degrees, on the page of a scene.
 */
#ifndef SCENE_PATH_H
#define SCENE_PATH_H

#include "scene/scene.h"

/* A line or area in degrees as it falls on the page, cut to the frame; straight
   between its points. */
geo_path scene_page_path(const scene *s, const geo_lonlat *points, const int *parts,
                         int n_parts, bool area, arena *a);
/* A circle on the ground, cut to the frame; no parts where there is none. */
geo_path scene_circle(const scene *s, geo_lonlat at, double km, arena *a);
#endif
