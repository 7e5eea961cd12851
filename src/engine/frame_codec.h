/* The pieces of which frames are made, each for both ways: with `out` the value is written, without it is read. */
#ifndef ACCORD_ENGINE_FRAME_CODEC_H
#define ACCORD_ENGINE_FRAME_CODEC_H

#include "base/memory.h"
#include "base/wire.h"
#include "store/store.h"

struct accord_codec {
    struct accord_text *out; /* NULL: reading from `in` */
    struct accord_wire in;
    struct accord_arena *arena;
    const struct accord_store *store; /* whose tables evidence is of; NULL: none is read */
    size_t table_count;
    bool no_memory; /* why reading failed */
};

static inline void accord_code_text(struct accord_codec *codec, const char **text)
{
    if (codec->out)
        accord_wire_add_text(codec->out, *text);
    else
        *text = accord_wire_take_text(&codec->in);
}

static inline void accord_code_name(struct accord_codec *codec, const char **text)
{
    if (codec->out)
        accord_wire_add_text(codec->out, *text);
    else
        *text = accord_wire_take_name(&codec->in);
}

static inline void accord_code_signed(struct accord_codec *codec, int64_t *number)
{
    if (codec->out)
        accord_wire_add_signed(codec->out, *number);
    else
        *number = accord_wire_take_signed(&codec->in);
}

static inline void accord_code_below(struct accord_codec *codec, size_t *number, size_t limit)
{
    if (codec->out)
        accord_wire_add_number(codec->out, *number);
    else
        *number = accord_wire_take_below(&codec->in, limit);
}

static inline void accord_code_bool(struct accord_codec *codec, bool *flag)
{
    if (codec->out)
        accord_wire_add_number(codec->out, *flag);
    else
        *flag = accord_wire_take_bool(&codec->in);
}

/* Room for what is read; NULL when memory is short, which fails. */
static inline void *accord_code_room(struct accord_codec *codec, size_t count, size_t size)
{
    void *room = accord_arena_alloc(codec->arena, (count + 1) * size);
    if (room == NULL) codec->in.failed = codec->no_memory = true;
    return room;
}

/* The number of items of a list, of at least `least` bytes each, and room for them. Writing it is NULL; *count is 0
 * where reading fails. */
static inline void *accord_code_list(struct accord_codec *codec, size_t *count, size_t least, size_t size)
{
    if (codec->out) {
        accord_wire_add_number(codec->out, *count);
        return NULL;
    }
    *count = accord_wire_take_count(&codec->in, least);
    void *room = accord_code_room(codec, *count, size);
    if (room == NULL) *count = 0;
    return room;
}

#endif
