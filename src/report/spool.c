/* Spools: one chain of pieces a head, in one unlinked file. */
#include "report/spool.h"

#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands before each piece. Offset 0 is never a piece: the file begins with one empty head. */
struct piece {
    uint64_t next;
    uint64_t length;
};

void accord_spool_init(struct accord_spool *spool)
{
    *spool = (struct accord_spool){.descriptor = -1};
}

static enum accord_status fail(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "a temporary file: %s", strerror(errno));
}

static enum accord_status open_unlinked(struct accord_spool *spool, const char *folder, struct accord_error *err)
{
    static const char name[] = "/accord-spool-XXXXXX";
    size_t length = strlen(folder);
    char *path = accord_alloc(length + sizeof name);
    if (!path) return accord_error_memory(err);
    memcpy(path, folder, length);
    memcpy(path + length, name, sizeof name);
    spool->descriptor = mkstemp(path);
    enum accord_status status = ACCORD_OK;
    if (spool->descriptor < 0)
        status = accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be made: %s", path, strerror(errno));
    else
        (void)unlink(path);
    accord_free(path);
    return status;
}

enum accord_status accord_spool_open(struct accord_spool *spool, const char *folder, size_t heads,
                                     struct accord_error *err)
{
    accord_spool_init(spool);
    spool->heads = heads;
    spool->end = sizeof(struct piece);
    spool->first = accord_alloc_zero(heads + 1, sizeof *spool->first);
    spool->last = accord_alloc_zero(heads + 1, sizeof *spool->last);
    enum accord_status status = spool->first && spool->last ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = open_unlinked(spool, folder ? folder : "/tmp", err);
    if (status != ACCORD_OK) accord_spool_close(spool);
    return status;
}

void accord_spool_close(struct accord_spool *spool)
{
    if (spool->descriptor >= 0) (void)close(spool->descriptor);
    accord_free(spool->first);
    accord_free(spool->last);
    accord_spool_init(spool);
}

static bool write_at(int descriptor, const void *bytes, size_t length, uint64_t offset)
{
    const char *from = bytes;
    while (length > 0) {
        ssize_t written = pwrite(descriptor, from, length, (off_t)offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        from += written;
        offset += (uint64_t)written;
        length -= (size_t)written;
    }
    return true;
}

static bool read_at(int descriptor, void *bytes, size_t length, uint64_t offset)
{
    char *to = bytes;
    while (length > 0) {
        ssize_t got = pread(descriptor, to, length, (off_t)offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        offset += (uint64_t)got;
        length -= (size_t)got;
    }
    return true;
}

enum accord_status accord_spool_add(struct accord_spool *spool, size_t head, const char *bytes, size_t length,
                                    struct accord_error *err)
{
    assert(head < spool->heads);
    struct piece piece = {.next = 0, .length = length};
    uint64_t here = spool->end;
    if (!write_at(spool->descriptor, &piece, sizeof piece, here) ||
        !write_at(spool->descriptor, bytes, length, here + sizeof piece))
        return fail(err);
    /* `next` is the first member: the piece before is told where this one is. */
    if (spool->last[head] && !write_at(spool->descriptor, &here, sizeof here, spool->last[head])) return fail(err);
    if (!spool->first[head]) spool->first[head] = here;
    spool->last[head] = here;
    spool->end = here + sizeof piece + length;
    return ACCORD_OK;
}

enum accord_status accord_spool_read(struct accord_spool *spool, size_t head, accord_spool_function function,
                                     void *host, struct accord_error *err)
{
    assert(head < spool->heads);
    enum accord_status status = ACCORD_OK;
    struct piece piece;
    for (uint64_t at = spool->first[head]; at != 0 && status == ACCORD_OK; at = piece.next) {
        if (!read_at(spool->descriptor, &piece, sizeof piece, at)) return fail(err);
        char *bytes = accord_alloc((size_t)piece.length + 1);
        if (!bytes) return accord_error_memory(err);
        status = read_at(spool->descriptor, bytes, (size_t)piece.length, at + sizeof piece) ? ACCORD_OK : fail(err);
        if (status == ACCORD_OK) status = function(host, bytes, (size_t)piece.length, err);
        accord_free(bytes);
    }
    return status;
}
