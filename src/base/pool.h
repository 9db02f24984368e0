/*
 * pool - the one place with threads.
 *
 * Job i writes to slot i; the caller consumes the slots in order. So the number
 * of threads cannot change a result.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

/* worker is in [0, threads): an index to private state. */
typedef void pool_job(void *ctx, size_t i, int worker);

/* Run jobs 0..n-1 on at most threads threads, the calling one among them.
   Returns when all are done. threads <= 1 runs them here, in order. */
void pool_run(int threads, size_t n, pool_job *job, void *ctx);

/* How many processors this process may use; at least 1. */
int pool_cpus(void);

/* So many of them, at most most. */
static inline int pool_share(int most)
{
    int n = pool_cpus();
    return n < most ? n : most;
}

/* One call beside the calling thread's own work. Zero is "none". */
typedef struct pool_aside pool_aside;
/* Never NULL: without a thread to be had, the work is done before returning. */
pool_aside *pool_aside_start(void (*work)(void *ctx), void *ctx);
/* Wait for it and let it go; NULL is fine. */
void pool_aside_wait(pool_aside *p);
#endif
