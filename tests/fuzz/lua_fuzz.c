/* Any bytes through the Lua parser. A text that parses has places inside it and a height that recursion can bear. */
#include "input_file.h"

#include "workshop/lua_parse.h"

static void check_nodes(const struct accord_lua_node *list, size_t length, unsigned above)
{
    for (; list != NULL; list = list->next) {
        if (list->place.line == 0 || list->place.at > length || list->height >= above) abort();
        check_nodes(list->left, length, list->height);
        check_nodes(list->middle, length, list->height);
        check_nodes(list->right, length, list->height);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct accord_arena arena;
    struct accord_lua_chunk *chunk;
    struct accord_lua_fault fault;
    accord_arena_init(&arena);
    if (accord_lua_parse((const char *)bytes, length, &arena, &chunk, &fault, NULL) != ACCORD_OK) abort();
    if (chunk == NULL && (fault.what == NULL || fault.place.line == 0 || fault.place.at > length)) abort();
    if (chunk != NULL) check_nodes(chunk->main, length, ACCORD_LUA_HEIGHT_MAX + 2);
    accord_arena_clear(&arena);
    return 0;
}
