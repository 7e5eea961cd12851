/* What is wrong with keys and references, said so that somebody can find and mend it. */
#include "store/store_private.h"

#include "base/error.h"

#include <stdarg.h>
#include <string.h>

enum { SHOWN_BYTES = 80, NEAREST_BYTES = 64 };

const char *accord_store_file_name(const struct accord_store *store, int file)
{
    return store->file_name == NULL ? "the data" : store->file_name(store->file_host, file);
}

const char *accord_store_shown(const char *text, size_t length, char *shown)
{
    size_t kept = 0;
    size_t used = 0;

    while (kept < length && kept < SHOWN_BYTES) {
        uint32_t point;
        size_t bytes = accord_utf8_next(text + kept, length - kept, &point);

        if (bytes == 0) break;
        /* Control characters would break the line or drive a terminal. */
        if (point < 0x20 || (point >= 0x7f && point < 0xa0)) {
            shown[used++] = ' ';
        } else {
            memcpy(shown + used, text + kept, bytes);
            used += bytes;
        }
        kept += bytes;
    }
    memcpy(shown + used, kept < length ? "..." : "", kept < length ? 4 : 1);
    return shown;
}

enum accord_status accord_store_complain(struct accord_store *store, int file, struct accord_place place,
                                         struct accord_error *err, const char *format, ...)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    const char *name = accord_store_file_name(store, file);
    va_list arguments;

    va_start(arguments, format);
    accord_text_format(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (store->problems == NULL)
        return accord_error_set(err, ACCORD_BAD_DATA, "%s:%u:%u: %s", name, place.line, place.column, text);
    return accord_problems_add(store->problems, name, place.line, place.column, err, "%s", text);
}

/* The id that was meant, or NULL. Comparing with every id is dear: at the end of the budget nothing is suggested. */
static enum accord_status nearest_actor(struct accord_store *store, const char *text, size_t length,
                                        const char **nearest, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const char **near = NULL;
    char *wanted = NULL;
    size_t count = 0;
    size_t slips = 1 + length / 4;

    *nearest = NULL;
    if (length == 0 || length > NEAREST_BYTES || store->nearest_budget < store->actor_count || store->actor_count == 0)
        return ACCORD_OK;
    near = accord_alloc(store->actor_count * sizeof(*near));
    wanted = accord_copy_text(text, length);
    if (near == NULL || wanted == NULL) {
        status = accord_error_memory(err);
        goto out;
    }
    for (size_t i = 0; i < store->actor_count; i++) {
        size_t other = strlen(store->id_of[i]);

        if (other <= length + slips && length <= other + slips) near[count++] = store->id_of[i];
    }
    store->nearest_budget -= store->actor_count;
    *nearest = accord_text_nearest(wanted, near, count);
out:
    accord_free(near);
    accord_free(wanted);
    return status;
}

enum accord_status accord_store_complain_actor(struct accord_store *store, int file, struct accord_place place,
                                               const char *text, size_t length, struct accord_error *err)
{
    char shown[ACCORD_SHOWN_MAX];
    const char *nearest;
    bool refused = store->actors_table >= 0 && store->tables[store->actors_table].refused;
    enum accord_status status = nearest_actor(store, text, length, &nearest, err);

    if (status != ACCORD_OK) return status;
    return accord_store_complain(store, file, place, err,
                                 "%s is no actor's id, expected the id of a row of actors%s%s%s",
                                 accord_store_shown(text, length, shown), nearest != NULL ? "; the nearest is " : "",
                                 nearest != NULL ? nearest : "", refused ? "; rows of actors were refused" : "");
}
