/* The private folder in which a store lives, and its removal, from a signal handler too. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/temporary.h"

#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char TEMPLATE[] = "/accord-XXXXXX";
static const char STORE_FILE[] = "/store.db";
static const char SCRATCH_FILE[] = "/keys";

enum slot_state { SLOT_FREE, SLOT_CLAIMED, SLOT_LIVE };

/* A signal handler can neither take a lock nor follow a list that somebody changes: hence a fixed table. The path of a
 * live slot is always a whole one: only the six letters of the template change in it. */
struct accord_temporary {
    atomic_int state;
    pid_t owner; /* a forked child has the table too, and must leave its parent's files alone */
    char folder[ACCORD_TEMPORARY_PATH_MAX];
};

static struct accord_temporary slots[ACCORD_TEMPORARY_MAX];

static void join(const struct accord_temporary *temporary, const char *name, char *path)
{
    size_t length = strlen(temporary->folder);

    memcpy(path, temporary->folder, length);
    memcpy(path + length, name, strlen(name) + 1);
}

static struct accord_temporary *claim(void)
{
    for (size_t i = 0; i < ACCORD_TEMPORARY_MAX; i++) {
        int expected = SLOT_FREE;

        if (atomic_compare_exchange_strong(&slots[i].state, &expected, SLOT_CLAIMED)) return &slots[i];
    }
    return NULL;
}

enum accord_status accord_temporary_new(const char *folder, struct accord_temporary **temporary,
                                        struct accord_error *err)
{
    char absolute[PATH_MAX];
    struct accord_temporary *slot;
    size_t length;
    int reason;

    *temporary = NULL;
    /* A relative path would name something else once the process changes its folder. */
    if (realpath(folder, absolute) == NULL)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: no temporary folder can be made there: %s", folder,
                                strerror(errno));
    length = strlen(absolute);
    if (length + sizeof(TEMPLATE) > ACCORD_TEMPORARY_PATH_MAX)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: no temporary folder can be made there: %s", folder,
                                strerror(ENAMETOOLONG));
    slot = claim();
    if (slot == NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "more than %d datasets are open", (int)ACCORD_TEMPORARY_MAX);
    memcpy(slot->folder, absolute, length);
    memcpy(slot->folder + length, TEMPLATE, sizeof(TEMPLATE));
    slot->owner = getpid();
    atomic_store(&slot->state, SLOT_LIVE);
    if (mkdtemp(slot->folder) == NULL) {
        reason = errno;
        atomic_store(&slot->state, SLOT_FREE);
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: no temporary folder can be made there: %s", folder,
                                strerror(reason));
    }
    *temporary = slot;
    return ACCORD_OK;
}

static void remove_files(const struct accord_temporary *temporary)
{
    char path[ACCORD_TEMPORARY_FILE_MAX];

    if (temporary->owner != getpid()) return;
    join(temporary, STORE_FILE, path);
    (void)unlink(path);
    join(temporary, SCRATCH_FILE, path);
    (void)unlink(path);
    (void)rmdir(temporary->folder);
}

void accord_temporary_remove(struct accord_temporary *temporary)
{
    if (temporary == NULL) return;
    remove_files(temporary);
    atomic_store(&temporary->state, SLOT_FREE);
}

void accord_temporary_remove_all(void)
{
    int reason = errno; /* the interrupted code may be about to read it */

    for (size_t i = 0; i < ACCORD_TEMPORARY_MAX; i++)
        if (atomic_load(&slots[i].state) == SLOT_LIVE) remove_files(&slots[i]);
    errno = reason;
}

void accord_temporary_file(const struct accord_temporary *temporary, char *path)
{
    join(temporary, STORE_FILE, path);
}

enum accord_status accord_temporary_scratch(const struct accord_temporary *temporary, int *descriptor,
                                            struct accord_error *err)
{
    char path[ACCORD_TEMPORARY_FILE_MAX];

    if (temporary == NULL) return accord_error_set(err, ACCORD_NO_MEMORY, "a table in memory has too many keys");
    join(temporary, SCRATCH_FILE, path);
    *descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (*descriptor < 0)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", path, strerror(errno));
    (void)unlink(path);
    return ACCORD_OK;
}
