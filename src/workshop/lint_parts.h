/* What the parts of lint share. */
#ifndef ACCORD_WORKSHOP_LINT_PARTS_H
#define ACCORD_WORKSHOP_LINT_PARTS_H

#include "accord/problems.h"
#include "accord/run.h"
#include "engine/environment.h"
#include "engine/files.h"
#include "ingest/schema.h"
#include "language/pack_catalogue.h"
#include "workshop/lint.h"
#include "workshop/lua_parse.h"

/* name, id, whether it is an error, meaning */
#define ACCORD_LINT_CHECKS(X)                                                                                          \
    X(LOAD, "load", true, "the file does not load: it is no Lua, or a key, id, name or type is wrong")                 \
    X(ADDRESSEE, "addressee", true, "the rule's subject is not among the addressees of its provision")                 \
    X(ALIAS, "alias", true, "a former id is the id, or a former id, of another rule too")                              \
    X(COMPARISON, "comparison", true, "a date, amount or list is compared with what it can never be equal to")         \
    X(CONTEXT, "context", false, "a rule assesses a provision that the register calls context")                        \
    X(FILE_NAME, "file-name", true, "the rule's file and folder are not named as its id is")                           \
    X(GLOBAL, "global", true, "a global is assigned: rules keep no state")                                             \
    X(IGNORE, "ignore", false, "a comment `lint: ignore` names no check, gives no reason, or silences nothing")        \
    X(MESSAGE, "message", true, "a verdict names a message that the rule does not declare, or none")                   \
    X(MESSAGE_ARGUMENT, "message-argument", true, "the arguments given with a message are not those in its text")      \
    X(MESSAGE_UNUSED, "message-unused", false, "a message is declared and never used")                                 \
    X(METHOD, "method", true, "a method that dates, rows, texts or verdicts do not have")                              \
    X(MISSING_CELL, "missing-cell", true, "a cell is tested for nil, which it never is: row:has \"column\" asks that") \
    X(NAME, "name", true, "a name that a rule's environment does not have")                                            \
    X(NO_ADDRESSEE, "no-addressee", true, "a provision that can be assessed addresses nobody")                         \
    X(NO_RULE, "no-rule", false, "an addressee of a provision for which no rule speaks")                               \
    X(NO_TEST, "no-test", false, "a rule without a file of cases beside it")                                           \
    X(NOT_FOR_RULES, "not-for-rules", true, "goto, labels, bitwise operators, <close>")                                \
    X(PARAM, "param", true, "a param is read that the rule does not declare")                                          \
    X(PARAM_UNUSED, "param-unused", false, "a param is declared and never read")                                       \
    X(READING, "reading", false, "it is not said who read the text so, or translated it, and when")                    \
    X(READ_ONLY, "read-only", true, "a row, the actor, params or the provision is changed")                            \
    X(STATE, "state", true, "a check changes what outlives it")                                                        \
    X(TABLE, "table", true, "a table that there is not, or that is asked on the wrong side")                           \
    X(COLUMN, "column", true, "a column that the table does not have, or that is personal or no date")                 \
    X(VERDICT, "verdict", true, "a function that must return one verdict may return something else")                   \
    X(TRANSLATION, "translation", true, "a catalogue has what belongs to nothing, or other arguments than English")    \
    X(TRUTH, "truth", true, "a test that must say true or false may say something else")                               \
    X(UNTRANSLATED, "untranslated", false, "a catalogue beside the rules lacks texts, which are shown in English")

enum accord_lint_check_id {
#define ACCORD_LINT_CHECK_ENUM(name, id, error, meaning) ACCORD_LINT_##name,
    ACCORD_LINT_CHECKS(ACCORD_LINT_CHECK_ENUM)
#undef ACCORD_LINT_CHECK_ENUM
        ACCORD_LINT_CHECK_COUNT
};

/* What is known of a value without running anything. */
enum accord_lint_kind {
    ACCORD_LINT_UNSET, /* nothing yet */
    ACCORD_LINT_ANY,
    ACCORD_LINT_NIL,
    ACCORD_LINT_BOOLEAN,
    ACCORD_LINT_NUMBER,
    ACCORD_LINT_TEXT,
    ACCORD_LINT_TEXTS, /* a list of texts */
    ACCORD_LINT_LIST,  /* a cell of a list column */
    ACCORD_LINT_PLAIN, /* a table */
    ACCORD_LINT_FUNCTION,
    ACCORD_LINT_DATE,
    ACCORD_LINT_AMOUNT,
    ACCORD_LINT_ROW,
    ACCORD_LINT_ROWS,
    ACCORD_LINT_ACTOR,
    ACCORD_LINT_WORLD,
    ACCORD_LINT_PARAMS,
    ACCORD_LINT_PROVISION,
    ACCORD_LINT_ONE_VERDICT,
    ACCORD_LINT_FINDINGS,
    ACCORD_LINT_MARK, /* present, during(...) */
    ACCORD_LINT_LIB
};

struct accord_lint_type {
    enum accord_lint_kind kind;
    const struct accord_schema *schema; /* of rows; NULL: unknown */
    bool cell;                          /* it was read from a row, where there is no nil */
    bool maybe_nil;
    struct accord_lua_node *node; /* the constructor of a PLAIN or TEXTS */
    struct accord_lint_file *lib;
};

struct accord_lint_file {
    const struct accord_pack_file *pack;
    const char *path; /* with the folder as given */
    bool wanted;      /* complaints about it are */
    struct accord_lua_chunk *chunk;
    struct accord_lua_node *table;    /* the constructor that it returns, or NULL */
    struct accord_lua_node *messages; /* a rule's constructors, or NULL */
    struct accord_lua_node *params;
    struct accord_lint_type *types;   /* one a symbol */
    struct accord_lint_type *results; /* of a function, by the symbol that names it */
};

struct accord_lint_ignore {
    const struct accord_lint_file *file;
    struct accord_lua_place place;
    unsigned line; /* that it silences */
    size_t check;
    bool used;
};

struct accord_lint {
    const struct accord_lint_options *options;
    struct accord_arena arena;
    struct accord_pack_files pack_files;
    struct accord_lint_file *files;
    size_t file_count;
    struct accord_packs *packs;              /* NULL where the rules do not load */
    struct accord_pack_catalogue *catalogue; /* of these; or NULL */
    size_t catalogue_count;                  /* files of it that were looked at */
    struct accord_package *package;          /* these two NULL without a dataset */
    struct accord_dataset *packed;
    const struct accord_schema **schemas;
    size_t schema_count;
    struct accord_lint_complaint *complaints;
    size_t complaint_count;
    size_t complaint_room;
    struct accord_lint_ignore *ignores;
    size_t ignore_count;
    const char **unknown_tables;
    size_t unknown_table_count;
    bool out_of_memory;
};

/* A complaint about a place in a file that is looked at; NULL for the whole file. Unwanted ones are left out. */
void accord_lint_complain(struct accord_lint *lint, const struct accord_lint_file *file,
                          enum accord_lint_check_id check, const struct accord_lua_place *place, const char *format,
                          ...) ACCORD_PRINTF(5, 6);
/* In the lint's arena; NULL, and noted, when memory is short. */
void *accord_lint_zero(struct accord_lint *lint, size_t count, size_t size);

/* ", did you mean 'x'?" as text that lives with the lint, or "". */
const char *accord_lint_near(struct accord_lint *lint, const char *wanted, const char *const *names, size_t count);
/* The same among the columns of a schema, or the names of an owner in the environment. */
const char *accord_lint_near_column(struct accord_lint *lint, const char *wanted, const struct accord_schema *schema);
const char *accord_lint_near_owned(struct accord_lint *lint, const char *wanted, enum accord_owner owner);
bool accord_lint_owns(enum accord_owner owner, const char *name);
/* Whether complaints about the file are wanted. */
bool accord_lint_wants(const struct accord_lint *lint, const char *path);
const struct accord_schema *accord_lint_schema(const struct accord_lint *lint, const char *name);

/* ---- accord_lint_types.c ---- */

/* Finds the types of all locals of the file. */
void accord_lint_find_types(struct accord_lint *lint, struct accord_lint_file *file);
struct accord_lint_type accord_lint_type_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                            struct accord_lua_node *node);
/* The function that an expression surely is, or NULL. */
struct accord_lua_node *accord_lint_function_of(struct accord_lua_node *node);
/* What a list or rows of that type hold. */
struct accord_lint_type accord_lint_item_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                            struct accord_lint_type list);
const char *accord_lint_kind_name(enum accord_lint_kind kind); /* "a date" */
struct accord_lint_file *accord_lint_lib(const struct accord_lint *lint, const char *name);
/* The function that a lib returns by that name, or NULL. */
struct accord_lua_node *accord_lint_lib_function(const struct accord_lint_file *lib, const char *name);

/* How functions that are handed to others are called. */
enum accord_lint_callback {
    ACCORD_LINT_NO_CALLBACK,
    ACCORD_LINT_TEST,
    ACCORD_LINT_TEST_OF_ITEM,
    ACCORD_LINT_VERDICT_OF_ITEM
};
struct accord_lint_handed {
    enum accord_lint_callback callback;
    struct accord_lua_node *list;  /* whose items it is given */
    struct accord_lua_node *first; /* the functions: this argument, and for TEST those behind it */
};
struct accord_lint_handed accord_lint_handed_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                                const struct accord_lua_node *call);

/* ---- the checks, each over what it is named for ---- */

void accord_lint_look_at_names(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_tables(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_comparisons(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_returns(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_messages(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_params(struct accord_lint *lint, struct accord_lint_file *file);
void accord_lint_look_at_packs(struct accord_lint *lint);
enum accord_status accord_lint_look_at_catalogues(struct accord_lint *lint, struct accord_error *err) ACCORD_MUST_CHECK;

/* What the rule at `path` and its libs give with a message as that argument; ANY or UNSET where that is not known, or
 * differs. */
enum accord_lint_kind accord_lint_argument_kind(struct accord_lint *lint, const char *path, const char *message,
                                                const char *argument);

/* Calls `visit` for every node of the trees, what stands outside first. `function` is the one that the node is in. */
struct accord_lint_walk {
    struct accord_lint *lint;
    struct accord_lint_file *file;
    struct accord_lua_node *function;
    void *host;
};
typedef void (*accord_lint_visit)(struct accord_lint_walk *walk, struct accord_lua_node *node);
void accord_lint_walk_list(struct accord_lint_walk *walk, struct accord_lua_node *list, accord_lint_visit visit);
void accord_lint_walk_file(struct accord_lint *lint, struct accord_lint_file *file, void *host,
                           accord_lint_visit visit);

/* ---- comments that silence ---- */

void accord_lint_take_ignores(struct accord_lint *lint, const struct accord_lint_file *file);
/* Whether a comment silences it, which is noted. */
bool accord_lint_silenced(struct accord_lint *lint, const struct accord_lint_file *file, size_t check, unsigned line);
void accord_lint_complain_of_ignores(struct accord_lint *lint);

#endif
