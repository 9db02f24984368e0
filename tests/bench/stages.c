/*
 * Where the time of `dateline map` goes. This is the command itself, linked with its
 * calls of the library wrapped (ld --wrap): on leaving it says on stderr how many
 * milliseconds of the processor each took, and what share placing labels had.
 *
 *     stages.run map EVENTS -o FILE ...
 */
#include "offer/offer.h"

#include <dateline.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { OPEN, READ, GEOCODE, PLAN, LABEL, WRITE, STAGES };
static double spent[STAGES];
static bool leaving;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void report(void)
{
    static const char *const names[] = { "open",    "read",           "geocode",
                                         "compose", "  of it labels", "write" };
    double whole = now();
    for (int i = 0; i < STAGES; i++)
        fprintf(stderr, "%-16s %8.1f ms %5.1f %%\n", names[i], spent[i],
                100 * spent[i] / whole);
    fprintf(stderr, "%-16s %8.1f ms of the processor\n", "whole process", whole);
}

static dateline_status took(int stage, double began, dateline_status st)
{
    if (!leaving)
        atexit(report);
    leaving = true;
    spent[stage] += now() - began;
    return st;
}

/* What is wrapped, and what stands in for it. */
dateline_status __real_dateline_open(const dateline_config *config, dateline **out,
                                     dateline_error *err);
dateline_status __wrap_dateline_open(const dateline_config *config, dateline **out,
                                     dateline_error *err);
dateline_status __wrap_dateline_open(const dateline_config *config, dateline **out,
                                     dateline_error *err)
{
    double began = now();
    return took(OPEN, began, __real_dateline_open(config, out, err));
}

dateline_status __real_dateline_read(dateline *dl, dateline_input in,
                                     dateline_events **out, dateline_error *err);
dateline_status __wrap_dateline_read(dateline *dl, dateline_input in,
                                     dateline_events **out, dateline_error *err);
dateline_status __wrap_dateline_read(dateline *dl, dateline_input in,
                                     dateline_events **out, dateline_error *err)
{
    double began = now();
    return took(READ, began, __real_dateline_read(dl, in, out, err));
}

dateline_status __real_dateline_geocode(dateline *dl, dateline_events *events,
                                        const dateline_geocode_options *options,
                                        dateline_error *err);
dateline_status __wrap_dateline_geocode(dateline *dl, dateline_events *events,
                                        const dateline_geocode_options *options,
                                        dateline_error *err);
dateline_status __wrap_dateline_geocode(dateline *dl, dateline_events *events,
                                        const dateline_geocode_options *options,
                                        dateline_error *err)
{
    double began = now();
    return took(GEOCODE, began, __real_dateline_geocode(dl, events, options, err));
}

dateline_status __real_dateline_map_new(dateline *dl, const dateline_events *events,
                                        const dateline_map_options *options,
                                        dateline_map **out, dateline_error *err);
dateline_status __wrap_dateline_map_new(dateline *dl, const dateline_events *events,
                                        const dateline_map_options *options,
                                        dateline_map **out, dateline_error *err);
dateline_status __wrap_dateline_map_new(dateline *dl, const dateline_events *events,
                                        const dateline_map_options *options,
                                        dateline_map **out, dateline_error *err)
{
    double began = now();
    return took(PLAN, began, __real_dateline_map_new(dl, events, options, out, err));
}

dateline_status __real_dateline_map_write(dateline_map *map, dateline_output out,
                                          dateline_error *err);
dateline_status __wrap_dateline_map_write(dateline_map *map, dateline_output out,
                                          dateline_error *err);
dateline_status __wrap_dateline_map_write(dateline_map *map, dateline_output out,
                                          dateline_error *err)
{
    double began = now();
    return took(WRITE, began, __real_dateline_map_write(map, out, err));
}

dateline_status __real_offer_label(const scene_input *in, scene *s, int which,
                                   const geo_rect *boxes, size_t n_boxes, arena *a,
                                   dateline_error *err);
dateline_status __wrap_offer_label(const scene_input *in, scene *s, int which,
                                   const geo_rect *boxes, size_t n_boxes, arena *a,
                                   dateline_error *err);
dateline_status __wrap_offer_label(const scene_input *in, scene *s, int which,
                                   const geo_rect *boxes, size_t n_boxes, arena *a,
                                   dateline_error *err)
{
    double began = now();
    return took(LABEL, began, __real_offer_label(in, s, which, boxes, n_boxes, a, err));
}
