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

enum { PENDING_FULL = 64 * 1024, WINDOW = 16 * 1024 };

/* What stands before each piece. Offset 0 is never a piece: the file begins with one empty head. */
struct piece {
    uint64_t next;
    uint64_t length;
};

void accord_spool_init(struct accord_spool *spool)
{
    *spool = (struct accord_spool){.descriptor = -1};
}

static enum accord_status fail(const struct accord_spool *spool, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "a temporary file in %s: %s", spool->folder, strerror(errno));
}

static enum accord_status open_unlinked(struct accord_spool *spool, struct accord_error *err)
{
    static const char name[] = "/accord-spool-XXXXXX";
    size_t length = strlen(spool->folder);
    char *path = accord_alloc(length + sizeof name);
    if (!path) return accord_error_memory(err);
    memcpy(path, spool->folder, length);
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
    spool->folder = folder ? folder : "/tmp";
    spool->heads = heads;
    spool->end = spool->written = sizeof(struct piece);
    accord_text_init(&spool->pending, 2 * PENDING_FULL);
    spool->first = accord_alloc_zero(heads + 1, sizeof *spool->first);
    spool->last = accord_alloc_zero(heads + 1, sizeof *spool->last);
    enum accord_status status = spool->first && spool->last ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = open_unlinked(spool, err);
    if (status != ACCORD_OK) accord_spool_close(spool);
    return status;
}

void accord_spool_close(struct accord_spool *spool)
{
    if (spool->descriptor >= 0) (void)close(spool->descriptor);
    accord_free(spool->first);
    accord_free(spool->last);
    accord_text_clear(&spool->pending);
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

enum accord_status accord_spool_flush(struct accord_spool *spool, struct accord_error *err)
{
    struct accord_text *pending = &spool->pending;
    if (pending->length == 0) return ACCORD_OK;
    if (!write_at(spool->descriptor, pending->bytes, pending->length, spool->written)) return fail(spool, err);
    spool->written += pending->length;
    accord_text_reset(pending);
    return ACCORD_OK;
}

/* Behind all that there is. */
static enum accord_status append(struct accord_spool *spool, const void *bytes, size_t length, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    if (spool->pending.length + length > PENDING_FULL) status = accord_spool_flush(spool, err);
    if (status != ACCORD_OK) return status;
    spool->end += length;
    if (length <= PENDING_FULL) {
        accord_text_add(&spool->pending, bytes, length);
        return spool->pending.failed ? accord_error_memory(err) : ACCORD_OK;
    }
    if (!write_at(spool->descriptor, bytes, length, spool->written)) return fail(spool, err);
    spool->written += length;
    return ACCORD_OK;
}

/* Tells the piece before where the next one is: `next` is its first member. */
static enum accord_status chain(struct accord_spool *spool, uint64_t before, uint64_t next, struct accord_error *err)
{
    if (before >= spool->written)
        memcpy(spool->pending.bytes + (before - spool->written), &next, sizeof next);
    else if (!write_at(spool->descriptor, &next, sizeof next, before))
        return fail(spool, err);
    return ACCORD_OK;
}

enum accord_status accord_spool_add(struct accord_spool *spool, size_t head, const char *bytes, size_t length,
                                    struct accord_error *err)
{
    assert(head < spool->heads);
    const struct piece piece = {.next = 0, .length = length};
    uint64_t here = spool->end;
    enum accord_status status = append(spool, &piece, sizeof piece, err);
    if (status == ACCORD_OK) status = append(spool, bytes, length, err);
    if (status == ACCORD_OK && spool->last[head]) status = chain(spool, spool->last[head], here, err);
    if (status != ACCORD_OK) return status;
    if (!spool->first[head]) spool->first[head] = here;
    spool->last[head] = here;
    return ACCORD_OK;
}

/* A part of the file in memory. */
struct window {
    char *bytes;
    size_t capacity;
    uint64_t from;
    size_t length;
};

/* Where the bytes are in memory, until the next look; NULL with a status. */
static const char *look(const struct accord_spool *spool, struct window *window, uint64_t at, uint64_t length,
                        enum accord_status *status, struct accord_error *err)
{
    assert(at <= spool->end && length <= spool->end - at);
    if (at >= window->from && at + length <= window->from + window->length) return window->bytes + (at - window->from);
    size_t most = length > WINDOW ? (size_t)length : WINDOW, left = (size_t)(spool->end - at);
    if (most > window->capacity) {
        char *bytes = accord_realloc(window->bytes, most, 1);
        *status = bytes ? ACCORD_OK : accord_error_memory(err);
        if (!bytes) return NULL;
        window->bytes = bytes;
        window->capacity = most;
    }
    window->from = at;
    window->length = most < left ? most : left;
    if (read_at(spool->descriptor, window->bytes, window->length, at)) return window->bytes;
    *status = fail(spool, err);
    return NULL;
}

enum accord_status accord_spool_read(struct accord_spool *spool, size_t head, accord_spool_function function,
                                     void *host, struct accord_error *err)
{
    assert(head < spool->heads);
    enum accord_status status = accord_spool_flush(spool, err);
    struct window window = {.bytes = NULL};
    struct piece piece;
    for (uint64_t at = spool->first[head]; at != 0 && status == ACCORD_OK; at = piece.next) {
        const char *bytes = look(spool, &window, at, sizeof piece, &status, err);
        if (!bytes) break;
        memcpy(&piece, bytes, sizeof piece);
        bytes = look(spool, &window, at + sizeof piece, piece.length, &status, err);
        if (bytes) status = function(host, bytes, (size_t)piece.length, err);
    }
    accord_free(window.bytes);
    return status;
}
