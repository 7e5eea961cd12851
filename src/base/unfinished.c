/* What is being written, and its removal from a signal handler. */
#define _GNU_SOURCE /* syscall, realpath */
#include "base/unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif

enum { LISTED_BYTES = 16 * 1024, LEVELS = 2 };

enum slot_state { SLOT_FREE, SLOT_CLAIMED, SLOT_LIVE };

/* A handler can neither take a lock nor follow a list that somebody changes: hence a fixed table. */
struct accord_unfinished {
    atomic_int state;
    pid_t owner; /* a forked child has the table too */
    char path[PATH_MAX];
};

static struct accord_unfinished slots[ACCORD_UNFINISHED_MAX];

struct accord_unfinished *accord_unfinished_note(const char *path)
{
    for (size_t i = 0; i < ACCORD_UNFINISHED_MAX; i++) {
        int expected = SLOT_FREE;
        if (!atomic_compare_exchange_strong(&slots[i].state, &expected, SLOT_CLAIMED)) continue;
        bool there = realpath(path, slots[i].path) != NULL; /* whatever folder the process goes to */
        slots[i].owner = getpid();
        atomic_store(&slots[i].state, there ? SLOT_LIVE : SLOT_FREE);
        return there ? &slots[i] : NULL;
    }
    return NULL;
}

void accord_unfinished_forget(struct accord_unfinished *unfinished)
{
    if (unfinished != NULL) atomic_store(&unfinished->state, SLOT_FREE);
}

#if defined(__linux__)

/* As the kernel lists a folder. */
struct listed {
    uint64_t number;
    int64_t next;
    unsigned short length;
    unsigned char kind;
    char name[];
};

static void empty_folder(int folder, int levels);

static void remove_name(int folder, const char *name, int levels)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) return;
    if (unlinkat(folder, name, 0) == 0 || levels == 0) return;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0) return;
    empty_folder(inner, levels - 1);
    (void)close(inner);
    (void)unlinkat(folder, name, AT_REMOVEDIR);
}

/* readdir would allocate. */
static void empty_folder(int folder, int levels)
{
    alignas(struct listed) char bytes[LISTED_BYTES];
    long length = 0;
    while ((length = syscall(SYS_getdents64, folder, bytes, sizeof bytes)) > 0) {
        const struct listed *entry = NULL;
        for (long at = 0; at < length; at += entry->length) {
            entry = (const struct listed *)(const void *)(bytes + at);
            remove_name(folder, entry->name, levels);
        }
    }
}

static void remove_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) return;
    empty_folder(folder, LEVELS - 1);
    (void)close(folder);
    (void)rmdir(path);
}

#else

static void remove_folder(const char *path)
{
    (void)path;
}

#endif

void accord_unfinished_remove_all(void)
{
    int reason = errno; /* the interrupted code may be about to read it */
    for (size_t i = 0; i < ACCORD_UNFINISHED_MAX; i++)
        if (atomic_load(&slots[i].state) == SLOT_LIVE && slots[i].owner == getpid() && unlink(slots[i].path) != 0)
            remove_folder(slots[i].path);
    errno = reason;
}
