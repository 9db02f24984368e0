/*
 * furniture/entry - entries of a legend, which legend.c chooses and legend_draw.c draws.
 */
#ifndef FURNITURE_ENTRY_H
#define FURNITURE_ENTRY_H

#include "furniture/legend.h"
#include "scene/block.h"

/* Sizes at a type scale of 1, px. */
#define LEGEND_SAMPLE_WIDTH 24.0
#define LEGEND_SAMPLE_GAP 8.0
#define LEGEND_COLUMN_GAP 18.0
#define LEGEND_PAD 9.0

typedef enum sample {
    SAMPLE_MARKER = 0, /* of a kind and status of event */
    SAMPLE_BADGE,
    SAMPLE_POINT, /* of a class */
    SAMPLE_LINE,
    SAMPLE_AREA,
    SAMPLE_RING,
    SAMPLE_BAND,
    SAMPLE_ARROW,
    SAMPLE_HEIGHT, /* tints from the lowest to the highest ground */
} sample;

struct legend_entry {
    sample sample;
    style_class class;
    dateline_kind kind;
    dateline_event_status status;
    const char *text;
    long count;       /* how often it is drawn */
    int rank;         /* 0 is dropped last */
    double low, high; /* m */
    scene_block block;
};

/* Entries of a full column. */
size_t legend_rows(const legend *l);
double legend_column_width(const scene_input *in, const legend *l, int column);
double legend_entry_height(const scene_input *in, const legend_entry *e);
#endif
