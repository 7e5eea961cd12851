/* Loading packs: every register and rule under the folders, into one Lua state. */
#include "engine/packs.h"

#include "base/error.h"
#include "engine/files.h"
#include "engine/frame.h"
#include "engine/line_table.h"
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/parts.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOADING_TEXT_MAX = 2 * 1024 * 1024 }; /* above what a file's comment or a param can be */
enum { LIMIT_TEXT_MAX = 512, LIB_NAME_MAX = 128 };

struct accord_limits accord_limits_default(void)
{
    return (struct accord_limits){.instructions = 10000000, .memory = 64 * 1024 * 1024, .message = 4096};
}

/* ---- complaints ---- */

/* Where `text` (between quotes, where it is `quoted`) stands first from `start` on, or `start`. */
static size_t find_in_source(const char *source, size_t size, const char *text, bool quoted, size_t start)
{
    size_t length = text == NULL ? 0 : strlen(text);
    for (size_t i = start; length > 0 && i + length <= size; i++) {
        bool inside =
            i > 0 && i + length < size && strchr("\"'", source[i - 1]) != NULL && source[i + length] == source[i - 1];
        if (memcmp(source + i, text, length) == 0 && (inside || !quoted)) return i;
    }
    return start;
}

unsigned accord_source_line(const char *source, size_t length, const char *within, const char *about)
{
    unsigned line = 1;
    size_t at = find_in_source(source, length, within, true, 0);
    at = find_in_source(source, length, about, false, at);
    for (size_t i = 0; i < at; i++)
        line += source[i] == '\n';
    return line;
}

/* The lib that a message is about, for its name to be looked for in the source; NULL for none. */
static const char *lib_of(const struct accord_loading *loading, const char *message, char *name, size_t size)
{
    static const char *const starts[] = {"lib/", "lib '"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (strncmp(message, starts[i], length) != 0) continue;
        if (strncmp(message, loading->file, strlen(loading->file)) == 0) return NULL;
        snprintf(name, size, "%.*s", (int)strcspn(message + length, ".'"), message + length);
        return name;
    }
    return NULL;
}

/* The limit that was hit, behind "FILE:LINE: " of the innermost Lua function. */
static void tell_limit(const struct accord_engine *engine, char *text, size_t size)
{
    char limit[LIMIT_TEXT_MAX / 4];
    const char *at = engine->trace == NULL ? NULL : strstr(engine->trace, "\n\t");
    accord_sandbox_limit(engine, limit, sizeof limit);
    while (at != NULL && strncmp(at, "\n\t[C]", 5) == 0)
        at = strstr(at + 1, "\n\t");
    const char *in = at == NULL ? NULL : strstr(at, ": in ");
    int place = in == NULL ? 0 : (int)(in - at) - 2;
    snprintf(text, size, "%.*s%s%s", place, place > 0 ? at + 2 : "", place > 0 ? ": " : "", limit);
}

/* A message that begins with "FILE:LINE: " gives its own line, one from a lib the line that asks for the lib. */
static enum accord_status complain(const struct accord_loading *loading, const char *message,
                                   struct accord_problems *problems, struct accord_error *err)
{
    size_t prefix = strlen(loading->file);
    unsigned line = 0;
    if (message == NULL) return accord_error_memory(err);
    const char *rest = message;
    if (strncmp(message, loading->file, prefix) == 0 && message[prefix] == ':') {
        const char *at = message + prefix + 1;
        for (; *at >= '0' && *at <= '9' && line < 100000000; at++)
            line = line * 10 + (unsigned)(*at - '0');
        if (at[0] == ':' && at[1] == ' ')
            rest = at + 2;
        else
            line = 0;
    }
    char name[LIB_NAME_MAX];
    const char *lib = line == 0 ? lib_of(loading, rest, name, sizeof name) : NULL;
    if (lib != NULL) line = accord_source_line(loading->source, loading->length, lib, NULL);
    if (line == 0) line = accord_source_line(loading->source, loading->length, loading->within, loading->about);
    enum accord_status status = accord_problems_add(problems, loading->path, line, 0, err, "%s", rest);
    return status == ACCORD_OK ? accord_problems_quote(problems, loading->source, loading->length, err) : status;
}

/* ---- libs ---- */

static const char libs_key = 0, sources_key = 0;

/* The table that the file returns, read-only. */
static int run_lib(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_pack_file *file = lua_touserdata(L, 1);
    const char *why = NULL;
    if (!accord_sandbox_load(engine, ACCORD_ENVIRONMENT_RULES, file->path, file->source, file->length,
                             &engine->packs->arena, &why))
        return luaL_error(L, "%s", why == NULL ? "out of memory" : why);
    lua_call(L, 0, 1);
    if (!lua_istable(L, -1))
        return luaL_error(L, "lib '%s' returns %s, expected a table", file->name, accord_value_phrase(L, -1));
    accord_freeze(L, -1);
    return 1;
}

/* lib "name": the table that rules/lib/NAME.lua returns, read-only, made once. */
static int lib(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (engine->phase != ACCORD_PHASE_LOADING)
        return luaL_error(L, "lib() is for load time: local x = lib \"name\" at the top");
    const char *name = luaL_checkstring(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &libs_key);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) == LUA_TTABLE) return 1;
    if (lua_isboolean(L, -1)) return luaL_error(L, "lib '%s' asks for itself", name);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &sources_key);
    lua_pushvalue(L, 1);
    lua_rawget(L, -2);
    const struct accord_pack_file *file = lua_touserdata(L, -1);
    if (file == NULL) return luaL_error(L, "there is no lib '%s'", name);
    lua_settop(L, 2);
    lua_pushboolean(L, true);
    lua_setfield(L, 2, name);
    lua_pushcfunction(L, run_lib);
    lua_pushlightuserdata(L, (void *)(uintptr_t)file);
    bool good = accord_sandbox_call(engine, 1, 1) == LUA_OK;
    if (!good) { /* the next one that asks is told the same */
        lua_pushnil(L);
        lua_setfield(L, 2, name);
        return lua_error(L);
    }
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}

/* Upvalue 1: the files. Makes the tables that lib() looks in. */
static int offer_libs(lua_State *L)
{
    const struct accord_pack_files *files = lua_touserdata(L, 1);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &libs_key);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &sources_key); /* lib() looks there, whatever is wrong below */
    for (size_t i = 0; i < files->count; i++) {
        if (files->files[i].role != ACCORD_FILE_LIB) continue;
        lua_getfield(L, -1, files->files[i].name);
        const struct accord_pack_file *other = lua_touserdata(L, -1);
        if (other != NULL)
            return luaL_error(L, "the lib '%s' stands twice: %s/%s and %s/%s", other->name, other->folder, other->path,
                              files->files[i].folder, files->files[i].path);
        lua_pop(L, 1);
        lua_pushlightuserdata(L, &files->files[i]);
        lua_setfield(L, -2, files->files[i].name);
    }
    return 0;
}

const struct accord_host_function accord_lua_load_functions[] = {
    {"lib", lib, "name: string -> any",
     "the table that lib/NAME.lua returns, read-only; while the file is loaded only"},
    {NULL, NULL, NULL, NULL},
};

/* ---- one file ---- */

static const char *path_of(struct accord_packs *packs, const struct accord_pack_file *file)
{
    struct accord_text path;
    if (file->folder == NULL) return file->path;
    accord_text_init(&path, 8192);
    accord_text_addf(&path, "%s/%s", file->folder, file->path);
    char *copy = path.failed ? NULL : accord_arena_copy(&packs->arena, accord_text_str(&path), path.length);
    accord_text_clear(&path);
    return copy;
}

enum accord_status accord_load_file(struct accord_packs *packs, const struct accord_pack_file *file,
                                    enum accord_environment environment, lua_CFunction take, void *host,
                                    struct accord_problems *problems, struct accord_error *err)
{
    struct accord_engine *engine = packs->engine;
    lua_State *L = engine->L;
    const char *why = NULL;
    char limit[LIMIT_TEXT_MAX];
    struct accord_loading loading = {.engine = engine,
                                     .packs = packs,
                                     .file = file->path,
                                     .path = path_of(packs, file),
                                     .source = file->source,
                                     .length = file->length,
                                     .host = host};
    enum accord_status status = ACCORD_OK;
    if (loading.path == NULL) return accord_error_memory(err);
    accord_text_init(&loading.text, LOADING_TEXT_MAX);
    int top = lua_gettop(L);
    accord_sandbox_begin(engine, true);
    bool good = accord_sandbox_load(engine, environment, file->path, file->source, file->length, &packs->arena, &why);
    if (good && accord_sandbox_call(engine, 0, 1) == LUA_OK) {
        lua_pushcfunction(L, take);
        lua_insert(L, -2);
        lua_pushlightuserdata(L, &loading);
        lua_insert(L, -2);
        if (accord_sandbox_call(engine, 2, 0) != LUA_OK) why = accord_sandbox_message(engine, &packs->arena);
    } else if (good) {
        why = accord_sandbox_message(engine, &packs->arena);
    }
    accord_sandbox_end(engine);
    if (engine->unwind == ACCORD_UNWIND_LIMIT) tell_limit(engine, limit, sizeof limit);
    if (engine->unwind == ACCORD_UNWIND_HOST)
        status = err->status;
    else if (engine->unwind == ACCORD_UNWIND_LIMIT)
        status = complain(&loading, limit, problems, err);
    else if (why != NULL || lua_gettop(L) != top)
        status = complain(&loading, why, problems, err);
    lua_settop(L, top);
    accord_text_clear(&loading.text);
    return status;
}

/* Rules whose files are not run: what is known of them, as loading would leave it. */
struct left_out {
    struct accord_rule *rules;
    size_t count;
};

static enum accord_status leave_out(struct accord_packs *packs, struct left_out *left, struct accord_error *err)
{
    *left = (struct left_out){.rules = NULL};
    if (packs->needed == NULL) return ACCORD_OK;
    left->rules = accord_arena_alloc(&packs->arena, (packs->rule_count + 1) * sizeof *left->rules);
    if (left->rules == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < packs->rule_count; i++) {
        if (packs->needed[i]) continue;
        struct accord_rule *rule = &left->rules[left->count++];
        *rule = packs->rules[i];
        rule->provision_id = packs->provisions[rule->provision].id;
        rule->requires = rule->requires_index == SIZE_MAX ? NULL : packs->rules[rule->requires_index].id;
        rule->check = rule->collect = rule->conclude = rule->applies = LUA_NOREF;
        rule->params = rule->run_params = rule->upvalues = LUA_NOREF;
    }
    return ACCORD_OK;
}

/* False where the file is to be run. */
static bool is_left_out(struct accord_packs *packs, const struct left_out *left, const struct accord_pack_file *file)
{
    for (size_t i = 0; i < left->count; i++) {
        if (left->rules[i].file != file->path) continue;
        packs->rules[packs->rule_count++] = left->rules[i];
        return true;
    }
    return false;
}

void accord_packs_watch(struct accord_packs *packs, struct accord_position *position)
{
    packs->position = position;
}

static void note_file(const struct accord_packs *packs, size_t index)
{
    if (packs->position == NULL) return;
    packs->position->rule = (uint32_t)index;
    packs->position->moves++;
}

static enum accord_status load_files(struct accord_packs *packs, const struct accord_pack_files *files,
                                     const struct left_out *left, struct accord_problems *problems,
                                     struct accord_error *err)
{
    static const struct {
        enum accord_file_role role;
        lua_CFunction take;
    } order[] = {{ACCORD_FILE_REGISTER, accord_load_register}, {ACCORD_FILE_RULE, accord_load_rule}};
    enum accord_status status = ACCORD_OK;
    lua_State *L = packs->engine->L;
    lua_pushcfunction(L, offer_libs);
    lua_pushlightuserdata(L, (void *)(uintptr_t)files);
    if (accord_sandbox_call(packs->engine, 1, 0) != LUA_OK) {
        status = accord_problems_add(problems, "", 0, 0, err, "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    for (size_t step = 0; step < sizeof order / sizeof order[0]; step++)
        for (size_t i = 0; status == ACCORD_OK && i < files->count; i++)
            if (files->files[i].role == order[step].role && !is_left_out(packs, left, &files->files[i])) {
                note_file(packs, i);
                status = accord_load_file(packs, &files->files[i], ACCORD_ENVIRONMENT_RULES, order[step].take, NULL,
                                          problems, err);
            }
    return status;
}

/* ---- identity ---- */

static int compare_files(const void *a, const void *b)
{
    const struct accord_pack_file *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    if (order != 0) return order;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    return memcmp(x->source, y->source, x->length);
}

/* Over paths and texts, whatever the order of the folders. */
static enum accord_status hash_files(struct accord_packs *packs, struct accord_error *err)
{
    size_t count = packs->files.count;
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_pack_file *sorted = accord_arena_alloc(&packs->arena, (count + 1) * sizeof *sorted);
    if (sorted == NULL) return accord_error_memory(err);
    if (count > 0) memcpy(sorted, packs->files.files, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_files);
    accord_sha256_init(&hash);
    for (size_t i = 0; i < count; i++) {
        accord_sha256_add_field(&hash, sorted[i].path, strlen(sorted[i].path));
        accord_sha256_add_field(&hash, sorted[i].source, sorted[i].length);
    }
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, packs->sha256);
    return ACCORD_OK;
}

static enum accord_status make_room(struct accord_packs *packs, size_t files, struct accord_error *err)
{
    packs->instruments = accord_arena_zero(&packs->arena, ACCORD_INSTRUMENTS_MAX, sizeof *packs->instruments);
    /* Nearly all of it stays untouched. */
    packs->provisions = accord_alloc_zero(ACCORD_PROVISIONS_MAX, sizeof *packs->provisions);
    packs->rules = accord_arena_zero(&packs->arena, files + 1, sizeof *packs->rules);
    bool good = packs->instruments != NULL && packs->provisions != NULL && packs->rules != NULL;
    return good ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_packs_read(const char *const *folders, size_t count, struct accord_problems *problems,
                                     struct accord_packs **packs, struct accord_error *err)
{
    struct accord_packs *opened = accord_alloc_zero(1, sizeof *opened);
    enum accord_status status = opened == NULL ? accord_error_memory(err) : ACCORD_OK;
    *packs = NULL;
    if (status != ACCORD_OK) return status;
    accord_arena_init(&opened->arena);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        /* The files know their folder for as long as the packs are open. */
        const char *folder = accord_arena_copy(&opened->arena, folders[i], strlen(folders[i]));
        status = folder == NULL ? accord_error_memory(err)
                                : accord_pack_files_find(folder, &opened->arena, &opened->files, problems, err);
    }
    if (status == ACCORD_OK) status = make_room(opened, opened->files.count, err);
    if (status == ACCORD_OK)
        *packs = opened;
    else
        accord_packs_close(opened);
    return status;
}

/* What another process found, when it loaded them. */
static void forget_facts(struct accord_packs *packs)
{
    memset(packs->instruments, 0, packs->instrument_count * sizeof *packs->instruments);
    memset(packs->provisions, 0, packs->provision_count * sizeof *packs->provisions);
    memset(packs->rules, 0, packs->rule_count * sizeof *packs->rules);
    packs->instrument_count = packs->provision_count = packs->rule_count = 0;
}

enum accord_status accord_packs_load(struct accord_packs *packs, const struct accord_limits *limits,
                                     struct accord_problems *problems, struct accord_error *err)
{
    assert(packs->engine == NULL);
    struct left_out left;
    enum accord_status status = leave_out(packs, &left, err);
    if (status != ACCORD_OK) return status;
    forget_facts(packs);
    packs->engine = accord_alloc_zero(1, sizeof *packs->engine);
    if (packs->engine == NULL) return accord_error_memory(err);
    packs->engine->packs = packs;
    packs->engine->limits = *limits;
    packs->engine->phase = ACCORD_PHASE_LOADING;
    status = accord_sandbox_open(packs->engine, err);
    if (status == ACCORD_OK) status = load_files(packs, &packs->files, &left, problems, err);
    if (status == ACCORD_OK) status = accord_packs_resolve(packs, problems, err);
    packs->engine->phase = ACCORD_PHASE_IDLE;
    if (status == ACCORD_OK && accord_problems_count(problems) > 0)
        status = accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load");
    return status;
}

void accord_packs_need(struct accord_packs *packs, const bool *rules)
{
    packs->needed = rules;
}

enum accord_status accord_packs_adopt(struct accord_packs *packs, const char *bytes, size_t length,
                                      struct accord_error *err)
{
    const char *kept = accord_arena_copy(&packs->arena, bytes, length);
    if (kept == NULL) return accord_error_memory(err);
    struct accord_wire wire = accord_wire_of(kept, length);
    accord_frame_take_packs(&wire, packs);
    if (!accord_wire_done(&wire))
        return accord_error_set(err, ACCORD_BAD_RULES, "what the process that loads the rules says of them is garbled");
    return hash_files(packs, err);
}

enum accord_status accord_packs_open(const char *const *folders, size_t count, const struct accord_limits *limits,
                                     struct accord_problems *problems, struct accord_packs **packs,
                                     struct accord_error *err)
{
    struct accord_packs *opened = NULL;
    enum accord_status status = accord_packs_read(folders, count, problems, &opened, err);
    *packs = NULL;
    if (status == ACCORD_OK) status = accord_packs_load(opened, limits, problems, err);
    if (status == ACCORD_OK) status = hash_files(opened, err);
    if (status == ACCORD_OK)
        *packs = opened;
    else
        accord_packs_close(opened);
    return status;
}

void accord_packs_close(struct accord_packs *packs)
{
    if (packs == NULL) return;
    if (packs->engine != NULL) {
        accord_sandbox_close(packs->engine);
        accord_arena_clear(&packs->engine->arena);
    }
    accord_free(packs->engine);
    accord_pack_files_clear(&packs->files);
    accord_free(packs->provisions);
    accord_arena_clear(&packs->arena);
    accord_free(packs);
}

/* ---- what the public header tells ---- */

size_t accord_packs_instrument_count(const struct accord_packs *packs)
{
    return packs->instrument_count;
}

size_t accord_packs_provision_count(const struct accord_packs *packs)
{
    return packs->provision_count;
}

size_t accord_packs_rule_count(const struct accord_packs *packs)
{
    return packs->rule_count;
}

static struct accord_date day(int32_t number)
{
    return (struct accord_date){number, number};
}

void accord_packs_instrument(const struct accord_packs *packs, size_t index, struct accord_instrument_facts *facts)
{
    const struct accord_instrument *instrument = &packs->instruments[index];
    *facts = (struct accord_instrument_facts){
        .id = instrument->id,
        .name = instrument->name,
        .under = instrument->under,
        .version = instrument->version,
        .title = instrument->title,
        .citation = instrument->citation,
        .url = instrument->url,
        .path = instrument->path,
        .comment = instrument->comment,
        .effect = day(instrument->effect),
        .until = day(instrument->until),
        .has_until = instrument->until != INT32_MAX,
        .reading = instrument->reading,
        .first_provision = instrument->first_provision,
        .provision_count = instrument->provision_count,
    };
}

void accord_packs_provision(const struct accord_packs *packs, size_t index, struct accord_provision_facts *facts)
{
    const struct accord_provision *provision = &packs->provisions[index];
    const struct accord_instrument *instrument = &packs->instruments[provision->instrument];
    *facts = (struct accord_provision_facts){
        .id = provision->id,
        .instrument = provision->instrument,
        .verb = provision->verb,
        .force = provision->force,
        .summary = provision->summary,
        .context = provision->context,
        .qualified = provision->qualified,
        .addressees = provision->addressees,
        .addressee_count = provision->addressee_count,
        .citation = provision->citation,
        .effect = day(provision->effect),
        .until = day(provision->until),
        .has_until = provision->until != INT32_MAX,
        .reading = provision->reading.by != NULL ? provision->reading : instrument->reading,
    };
}

void accord_packs_rule(const struct accord_packs *packs, size_t index, struct accord_rule_facts *facts)
{
    const struct accord_rule *rule = &packs->rules[index];
    *facts = (struct accord_rule_facts){
        .id = rule->id,
        .title = rule->title,
        .subject = rule->subject->name,
        .file = rule->file,
        .provision = rule->provision,
        .path = rule->path,
        .comment = rule->comment,
        .requires = rule->requires_index,
        .over = rule->over,
        .reading = rule->reading,
        .messages = rule->messages,
        .message_count = rule->message_count,
        .params = rule->defaults,
        .param_count = rule->default_count,
        .aliases = rule->aliases,
        .alias_count = rule->alias_count,
        .tags = rule->tags,
        .tag_count = rule->tag_count,
    };
}

size_t accord_packs_file_count(const struct accord_packs *packs)
{
    return packs->files.count;
}

void accord_packs_file(const struct accord_packs *packs, size_t index, struct accord_file_facts *facts)
{
    const struct accord_pack_file *file = &packs->files.files[index];
    *facts = (struct accord_file_facts){file->path, file->folder, file->source, file->length};
}

size_t accord_packs_rule_file(const struct accord_packs *packs, size_t rule)
{
    size_t index = 0;
    while (packs->files.files[index].path != packs->rules[rule].file)
        index++;
    return index;
}

static int add_dump(lua_State *L, const void *bytes, size_t length, void *host)
{
    struct accord_text *dump = host;
    (void)L;
    accord_text_add(dump, bytes, length);
    return dump->failed;
}

/* The lines that can run, in the packs' arena. */
static enum accord_status find_lines(struct accord_packs *packs, struct accord_pack_file *file,
                                     const struct accord_text *dump, struct accord_error *err)
{
    size_t last = 1, count = 0;
    for (size_t i = 0; i < file->length; i++)
        last += file->source[i] == '\n' || file->source[i] == '\r';
    bool *reached = accord_alloc_zero(last + 1, sizeof *reached);
    unsigned *lines = accord_arena_alloc(&packs->arena, (last + 1) * sizeof *lines);
    enum accord_status status = reached == NULL || lines == NULL ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK)
        status =
            accord_line_table_read((const unsigned char *)accord_text_str(dump), dump->length, reached, last + 1, err);
    for (size_t line = 1; status == ACCORD_OK && line <= last; line++)
        if (reached[line]) lines[count++] = (unsigned)line;
    accord_free(reached);
    if (status != ACCORD_OK) return status;
    file->lines = lines;
    file->line_count = count;
    return ACCORD_OK;
}

enum accord_status accord_packs_lines(struct accord_packs *packs, size_t index, const unsigned **lines, size_t *count,
                                      struct accord_error *err)
{
    enum { DUMP_MAX = 64 * 1024 * 1024 };
    struct accord_pack_file *file = &packs->files.files[index];
    enum accord_status status = ACCORD_OK;
    struct accord_text dump;
    accord_text_init(&dump, DUMP_MAX);
    if (file->lines == NULL) {
        const char *why;
        /* It was loaded before: only memory can be short. */
        if (!accord_sandbox_load(packs->engine, ACCORD_ENVIRONMENT_RULES, file->path, file->source, file->length,
                                 &packs->arena, &why))
            return accord_error_memory(err);
        (void)lua_dump(packs->engine->L, add_dump, &dump, 0);
        lua_pop(packs->engine->L, 1);
        status = dump.failed ? accord_error_memory(err) : find_lines(packs, file, &dump, err);
    }
    *lines = file->lines;
    *count = file->line_count;
    accord_text_clear(&dump);
    return status;
}

const char *accord_packs_sha256(const struct accord_packs *packs)
{
    return packs->sha256;
}
