/*
 * rng - small, seeded by the caller, the same everywhere (xorshift64*,
 * Vigna 2016).
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

/* *s is never 0. */
uint64_t rng_next(uint64_t *s);
/* Uniform in [0, n); n > 0. */
uint32_t rng_below(uint64_t *s, uint32_t n);
/* Uniform in [0, 1). */
double rng_unit(uint64_t *s);
#endif
