#define _GNU_SOURCE /* sched_getaffinity */
#include "base/pool.h"

#include "base/arena.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MAX_THREADS = 64 };

typedef struct queue {
    pthread_mutex_t lock;
    size_t next, n;
    pool_job *job;
    void *ctx;
} queue;

typedef struct member {
    queue *q;
    int index;
    pthread_t thread;
} member;

static void *work(void *arg)
{
    member *m = arg;
    for (;;) {
        pthread_mutex_lock(&m->q->lock);
        size_t i = m->q->next < m->q->n ? m->q->next++ : m->q->n;
        pthread_mutex_unlock(&m->q->lock);
        if (i == m->q->n)
            return NULL;
        m->q->job(m->q->ctx, i, m->index);
    }
}

void pool_run(int threads, size_t n, pool_job *job, void *ctx)
{
    if (threads > MAX_THREADS)
        threads = MAX_THREADS;
    if ((size_t)(threads < 1 ? 1 : threads) > n)
        threads = (int)n;
    if (threads <= 1) {
        for (size_t i = 0; i < n; i++)
            job(ctx, i, 0);
        return;
    }
    queue q = { .n = n, .job = job, .ctx = ctx };
    pthread_mutex_init(&q.lock, NULL);
    member members[MAX_THREADS];
    int started = 1;
    for (int i = 0; i < threads; i++)
        members[i] = (member){ .q = &q, .index = i };
    while (started < threads &&
           !pthread_create(&members[started].thread, NULL, work, &members[started]))
        started++;
    work(&members[0]);
    for (int i = 1; i < started; i++)
        pthread_join(members[i].thread, NULL);
    pthread_mutex_destroy(&q.lock);
}

int pool_cpus(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set))
        return 1;
    int n = CPU_COUNT(&set);
    return n < 1 ? 1 : n;
}

struct pool_aside {
    pthread_t thread;
    bool running;
    void (*work)(void *ctx);
    void *ctx;
};

static void *aside(void *arg)
{
    pool_aside *p = arg;
    p->work(p->ctx);
    return NULL;
}

pool_aside *pool_aside_start(void (*work_fn)(void *ctx), void *ctx)
{
    pool_aside *p = malloc(sizeof *p);
    if (!p)
        arena_out_of_memory(sizeof *p);
    *p = (pool_aside){ .work = work_fn, .ctx = ctx };
    p->running = !pthread_create(&p->thread, NULL, aside, p);
    if (!p->running)
        work_fn(ctx);
    return p;
}

void pool_aside_wait(pool_aside *p)
{
    if (!p)
        return;
    if (p->running)
        pthread_join(p->thread, NULL);
    free(p);
}
