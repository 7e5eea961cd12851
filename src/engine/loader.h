/* Reading one register or rule table out of Lua, with every name and type checked. */
#ifndef ACCORD_ENGINE_LOADER_H
#define ACCORD_ENGINE_LOADER_H

#include "engine/api.h"
#include "engine/engine.h"
#include "engine/files.h"
#include "engine/sandbox.h"

/* One file while it is loaded. */
struct accord_loading {
    struct accord_engine *engine;
    struct accord_packs *packs;
    const char *file; /* relative to its folder */
    const char *path; /* with the folder as given */
    const char *source;
    size_t length;
    const char *within;      /* the id of the provision that is read: its line is where the search begins; or NULL */
    const char *about;       /* the key or id that a complaint is about: its line is looked for in the source */
    struct accord_text text; /* for writing while Lua may raise: whoever loads clears it */
    void *host;              /* of whoever takes the value */
};

/* Runs the file under the limits and has `take` called in protected mode with a light userdata of its accord_loading
 * and the value that the file returned; what is wrong goes to `problems`. */
enum accord_status accord_load_file(struct accord_packs *packs, const struct accord_pack_file *file,
                                    enum accord_environment environment, lua_CFunction take, void *host,
                                    struct accord_problems *problems, struct accord_error *err) ACCORD_MUST_CHECK;

/* The line on which `about` stands first behind the quoted text `within`; either may be NULL, or not be there. */
unsigned accord_source_line(const char *source, size_t length, const char *within, const char *about);

/* What the table at the top of the stack says, appended to packs->instruments and packs->provisions, or to
 * packs->rules. Called in protected mode with a light userdata of the loading and the table; complaints are raised. */
int accord_load_register(lua_State *L);
int accord_load_rule(lua_State *L);

/* The params in the table at `index` as texts, by name; refuses what is no plain value. */
void accord_take_params(lua_State *L, struct accord_loading *loading, int index, struct accord_rule *rule);
/* The comment that begins the file, in the packs' arena; NULL where there is none. */
const char *accord_take_comment(lua_State *L, struct accord_loading *loading);

/* After all files: rules find their provisions and what they require, and are put in order; complaints go to
 * `problems`. */
enum accord_status accord_packs_resolve(struct accord_packs *packs, struct accord_problems *problems,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* Fields of the table at `index`, copied into the packs' arena. Raise when they are missing (required) or of another
 * type. */
const char *accord_field_text(lua_State *L, struct accord_loading *loading, int index, const char *name, bool required);
bool accord_field_flag(lua_State *L, struct accord_loading *loading, int index, const char *name);
bool accord_field_day(lua_State *L, struct accord_loading *loading, int index, const char *name, int32_t *day);
/* Refuses keys that are not of the set, with the nearest. */
void accord_field_names(lua_State *L, struct accord_loading *loading, int index, enum accord_api_set keys,
                        const char *what);
/* The subject of that name; `what` says where it stands. */
const struct accord_subject *accord_field_subject(lua_State *L, const char *what, const char *name);
void accord_field_reading(lua_State *L, struct accord_loading *loading, int index, struct accord_reading *reading);

#endif
