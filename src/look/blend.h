/*
 * look/blend - one color over another.
 */
#ifndef LOOK_BLEND_H
#define LOOK_BLEND_H

#include <stdint.h>

/* The three channels of 0x..RRGGBB, 16 bits apart, so that one multiplication serves
   them all. */
static inline uint64_t blend_apart(uint32_t c)
{
    return (c & 0xFFu) | (uint64_t)(c & 0xFF00u) << 8 | (uint64_t)(c & 0xFF0000u) << 16;
}

/* over with alpha of 255 on under, rounded to the nearest. */
static inline uint32_t blend(uint32_t under, uint32_t over, unsigned alpha)
{
    uint64_t v =
        blend_apart(under) * (255 - alpha) + blend_apart(over) * alpha + 0x008000800080u;
    v = (v + (v >> 8 & 0x00FF00FF00FFu)) >> 8 & 0x00FF00FF00FFu;
    return (uint32_t)((v & 0xFF) | (v >> 8 & 0xFF00) | (v >> 16 & 0xFF0000));
}

/* v / 255, rounded: v is a product of two numbers of 8 bits. */
static inline unsigned blend_over255(unsigned v)
{
    v += 128;
    return (v + (v >> 8)) >> 8;
}
#endif
