/* Messages and params: what is declared against what is used, in the rule and in the libs that it calls. */
#include "workshop/lint_parts.h"
#include "workshop/lua_reach.h"

#include <string.h>

/* ---- messages ---- */

static const char *message_text(const struct accord_lint_file *file, const char *id)
{
    const struct accord_lua_node *value = accord_lua_bare(accord_lua_field(file->messages, id));
    return value != NULL && value->kind == ACCORD_LUA_STRING_NODE ? value->text : NULL;
}

static const char *near_message(struct accord_lint *lint, const struct accord_lint_file *file, const char *id)
{
    enum { MESSAGES_MAX = 64 };
    const char *names[MESSAGES_MAX];
    size_t count = 0;
    const struct accord_lua_node *field = file->messages == NULL ? NULL : file->messages->right;
    for (; field != NULL && count < MESSAGES_MAX; field = field->next)
        if (accord_lua_key(field) != NULL) names[count++] = accord_lua_key(field);
    return accord_lint_near(lint, id, names, count);
}

/* Whether the text has {name}. */
static bool has_argument(const char *text, const char *name, size_t length)
{
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++)
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}') return true;
    return false;
}

/* The constructor of the arguments: there and then, or what a local was given; NULL where that is not known. *open:
 * more may be added to it. */
static const struct accord_lua_node *arguments_of(struct accord_lua_node *node, bool *open)
{
    *open = false;
    node = accord_lua_bare(node);
    if (node == NULL) return NULL;
    if (node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL && node->symbol->assigned == 0) {
        *open = true;
        node = accord_lua_bare(node->symbol->value);
    }
    return node != NULL && node->kind == ACCORD_LUA_TABLE_NODE ? node : NULL;
}

static void look_for_missing(struct accord_lint_walk *walk, const struct accord_lua_place *place, const char *id,
                             const char *text, const struct accord_lua_node *arguments)
{
    enum { NAME_MAX_BYTES = 64 };
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
        char name[NAME_MAX_BYTES];
        size_t length = strcspn(at + 1, "}");
        if (length >= sizeof name) continue;
        memcpy(name, at + 1, length);
        name[length] = '\0';
        if (accord_lua_field(arguments, name) == NULL)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MESSAGE_ARGUMENT, place,
                                 "the message '%s' needs the argument '%s'", id, name);
    }
}

static void look_for_extra(struct accord_lint_walk *walk, const char *id, const char *text,
                           const struct accord_lua_node *arguments)
{
    for (const struct accord_lua_node *field = arguments->right; field != NULL; field = field->next) {
        const char *name = accord_lua_key(field);
        if (name != NULL && !has_argument(text, name, strlen(name)))
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MESSAGE_ARGUMENT, &field->left->place,
                                 "the message '%s' has no {%s}", id, name);
    }
}

/* Keys that are no texts cannot be compared. */
static bool is_named(const struct accord_lua_node *arguments)
{
    for (const struct accord_lua_node *field = arguments->right; field != NULL; field = field->next)
        if (accord_lua_key(field) == NULL) return false;
    return true;
}

static void look_at_arguments(struct accord_lint_walk *walk, const struct accord_lua_node *id,
                              struct accord_lua_node *given)
{
    const char *text = message_text(walk->file, id->text);
    bool none = given == NULL || given->kind == ACCORD_LUA_NIL_NODE, open;
    const struct accord_lua_node *arguments = arguments_of(given, &open);
    if (text == NULL) return;
    if (none) look_for_missing(walk, &id->place, id->text, text, NULL);
    if (arguments == NULL || !is_named(arguments)) return;
    look_for_extra(walk, id->text, text, arguments);
    if (!open) look_for_missing(walk, &id->place, id->text, text, arguments);
}

static void look_at_verdict(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    const struct accord_lua_verdict *verdict = accord_lua_verdict_of(node);
    if (verdict == NULL || verdict->arguments == 0) return;
    struct accord_lua_node *id = node->right, *given = node->right;
    for (size_t i = 1; given != NULL && i < verdict->arguments; i++)
        given = given->next;
    id = accord_lua_bare(id);
    if (id == NULL) {
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MESSAGE, &node->place,
                             "%s() needs the id of a message", verdict->name);
        return;
    }
    struct accord_lint_type type = accord_lint_type_of(walk->lint, walk->file, id);
    if (type.kind == ACCORD_LINT_PLAIN || type.kind == ACCORD_LINT_ROW || type.kind == ACCORD_LINT_ROWS ||
        type.kind == ACCORD_LINT_NIL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MESSAGE, &id->place,
                             "%s() is given %s first, expected the id of a "
                             "message",
                             verdict->name, accord_lint_kind_name(type.kind));
    if (id->kind != ACCORD_LUA_STRING_NODE || (walk->file->messages == NULL && walk->host != NULL)) return;
    if (accord_lua_field(walk->file->messages, id->text) == NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MESSAGE, &id->place,
                             "the rule declares no message '%s'%s", id->text,
                             near_message(walk->lint, walk->file, id->text));
    else
        look_at_arguments(walk, id, given);
}

/* ---- what libs say in the rule's name ---- */

struct uses {
    struct accord_lint *lint;
    struct accord_lint_file *file;
    bool computed; /* an id is put together */
};

static struct accord_lua_node *find_lib_function(void *host, const struct accord_lua_node *lib_call, const char *name)
{
    const struct uses *uses = host;
    const struct accord_lua_node *first = lib_call->right;
    const struct accord_lint_file *lib =
        first != NULL && first->kind == ACCORD_LUA_STRING_NODE ? accord_lint_lib(uses->lint, first->text) : NULL;
    return lib == NULL ? NULL : accord_lint_lib_function(lib, name);
}

/* A verdict that a lib makes: its message must be declared where the rule calls the lib. */
static void take_use(void *host, const struct accord_lua_reached *reached)
{
    struct uses *uses = host;
    const struct accord_lua_node *id = reached->message;
    if (id == NULL || reached->through == NULL) return;
    if (id->kind != ACCORD_LUA_STRING_NODE || accord_lua_field(uses->file->messages, id->text) != NULL) return;
    accord_lint_complain(uses->lint, uses->file, ACCORD_LINT_MESSAGE, &reached->through->place,
                         "the lib that is called here can say '%s', a message that the rule does not declare",
                         id->text);
}

/* ---- what is used ---- */

struct wanted {
    const char *text;
    const struct accord_lua_node *except; /* the table that declares it */
    bool found;
};

static void find_in(const struct accord_lua_node *list, struct wanted *wanted)
{
    for (; list != NULL && !wanted->found; list = list->next) {
        if (list == wanted->except) continue;
        wanted->found = accord_lua_is_text(list, ACCORD_LUA_STRING_NODE, wanted->text);
        find_in(list->left, wanted);
        find_in(list->middle, wanted);
        find_in(list->right, wanted);
    }
}

/* The file and the libs that it loads, libs of libs included: files[0] to files[*count - 1]. */
static struct accord_lint_file **loaded_files(struct accord_lint *lint, struct accord_lint_file *file, size_t *count)
{
    struct accord_lint_file **files = accord_lint_zero(lint, lint->file_count + 1, sizeof *files);
    *count = 0;
    if (files == NULL) return NULL;
    files[(*count)++] = file;
    for (size_t at = 0; at < *count; at++)
        for (size_t i = 0; i < lint->file_count; i++) {
            struct accord_lint_file *lib = &lint->files[i];
            struct wanted loads = {.text = lib->pack->name};
            bool known = false;
            for (size_t k = 0; k < *count; k++)
                known = known || files[k] == lib;
            if (known || lib->pack->role != ACCORD_FILE_LIB || lib->chunk == NULL) continue;
            find_in(files[at]->chunk->main->right, &loads);
            if (loads.found) files[(*count)++] = lib;
        }
    return files;
}

/* ---- what an argument is ---- */

struct argument {
    const char *message, *name;
    enum accord_lint_kind kind; /* UNSET: nobody gives it yet */
};

static void learn_kind(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct argument *argument = walk->host;
    const struct accord_lua_verdict *verdict = accord_lua_verdict_of(node);
    if (verdict == NULL || verdict->arguments == 0) return;
    struct accord_lua_node *given = node->right;
    if (!accord_lua_is_text(accord_lua_bare(given), ACCORD_LUA_STRING_NODE, argument->message)) return;
    for (size_t i = 1; given != NULL && i < verdict->arguments; i++)
        given = given->next;
    bool open;
    const struct accord_lua_node *arguments = given == NULL ? NULL : arguments_of(given, &open);
    struct accord_lua_node *value =
        arguments == NULL ? NULL : accord_lua_bare(accord_lua_field(arguments, argument->name));
    if (value == NULL) return;
    enum accord_lint_kind kind = accord_lint_type_of(walk->lint, walk->file, value).kind;
    argument->kind = argument->kind == ACCORD_LINT_UNSET || argument->kind == kind ? kind : ACCORD_LINT_ANY;
}

enum accord_lint_kind accord_lint_argument_kind(struct accord_lint *lint, const char *path, const char *message,
                                                const char *name)
{
    struct argument argument = {message, name, ACCORD_LINT_UNSET};
    for (size_t i = 0; i < lint->file_count; i++) {
        size_t count = 0;
        if (strcmp(lint->files[i].path, path) != 0 || lint->files[i].chunk == NULL) continue;
        struct accord_lint_file **files = loaded_files(lint, &lint->files[i], &count);
        for (size_t k = 0; files != NULL && k < count; k++)
            accord_lint_walk_file(lint, files[k], &argument, learn_kind);
    }
    return argument.kind;
}

/* Ids that are put together could be any. */
static void find_computed(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct uses *uses = walk->host;
    const struct accord_lua_verdict *verdict = accord_lua_verdict_of(node);
    if (verdict == NULL || verdict->arguments == 0 || node->right == NULL) return;
    enum accord_lua_node_kind kind = accord_lua_bare(node->right)->kind;
    bool joined = kind == ACCORD_LUA_BINARY_NODE && strcmp(accord_lua_bare(node->right)->text, "..") == 0;
    if (joined || kind == ACCORD_LUA_CALL_NODE || kind == ACCORD_LUA_METHOD_NODE) uses->computed = true;
}

static void look_for_unused(struct accord_lint *lint, struct accord_lint_file *file)
{
    size_t count;
    struct accord_lint_file **files = loaded_files(lint, file, &count);
    const struct accord_lua_node *field = file->messages == NULL || files == NULL ? NULL : file->messages->right;
    for (; field != NULL; field = field->next) {
        struct wanted wanted = {.text = accord_lua_key(field), .except = file->messages};
        if (wanted.text == NULL) continue;
        for (size_t i = 0; i < count; i++)
            find_in(files[i]->chunk->main->right, &wanted);
        if (!wanted.found)
            accord_lint_complain(lint, file, ACCORD_LINT_MESSAGE_UNUSED, &field->left->place,
                                 "the message '%s' is never used", wanted.text);
    }
}

void accord_lint_look_at_messages(struct accord_lint *lint, struct accord_lint_file *file)
{
    struct uses uses = {lint, file, false};
    bool unknown = accord_lua_field(file->table, "messages") != NULL && file->messages == NULL;
    if (file->table == NULL) return;
    accord_lint_walk_file(lint, file, unknown ? lint : NULL, look_at_verdict);
    if (unknown) return;
    static const char *const entries[] = {"check", "applies", "conclude"};
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        struct accord_lua_node *function = accord_lint_function_of(accord_lua_field(file->table, entries[i]));
        struct accord_lua_reach reach = {find_lib_function, take_use, &uses};
        if (function != NULL && !accord_lua_reach_from(&reach, function, &lint->arena)) lint->out_of_memory = true;
    }
    accord_lint_walk_file(lint, file, &uses, find_computed);
    if (!uses.computed) look_for_unused(lint, file);
}

/* ---- params ---- */

struct params {
    bool unsure; /* they are handed on whole, or asked by a name that is computed */
};

static void look_at_param(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    const struct accord_lint_file *file = walk->file;
    if (node->kind != ACCORD_LUA_INDEX_NODE || accord_lua_key(node) == NULL) return;
    if (accord_lint_type_of(walk->lint, file, node->left).kind != ACCORD_LINT_PARAMS) return;
    if (accord_lua_field(file->params, accord_lua_key(node)) != NULL) return;
    enum { PARAMS_MAX = 64 };
    const char *names[PARAMS_MAX];
    size_t count = 0;
    const struct accord_lua_node *field = file->params == NULL ? NULL : file->params->right;
    for (; field != NULL && count < PARAMS_MAX; field = field->next)
        if (accord_lua_key(field) != NULL) names[count++] = accord_lua_key(field);
    accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_PARAM, &node->place, "the rule declares no param '%s'%s",
                         accord_lua_key(node), accord_lint_near(walk->lint, accord_lua_key(node), names, count));
}

/* A use of params that is no params.name nor an argument of a function of the file's own. */
static void find_unsure(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct params *params = walk->host;
    const struct accord_lua_node *lists[] = {node->left, node->middle, node->right};
    for (size_t i = 0; i < 3; i++)
        for (const struct accord_lua_node *each = lists[i]; each != NULL; each = each->next) {
            if (each->kind != ACCORD_LUA_NAME_NODE || each->symbol == NULL) continue;
            if (walk->file->types[each->symbol->number].kind != ACCORD_LINT_PARAMS) continue;
            bool declares = each->symbol->declared == each;
            bool read = node->kind == ACCORD_LUA_INDEX_NODE && accord_lua_key(node) != NULL && i == 0;
            bool known = node->kind == ACCORD_LUA_CALL_NODE && i == 2 && accord_lint_function_of(node->left) != NULL;
            if (!declares && !read && !known) params->unsure = true;
        }
}

static void find_param(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct wanted *wanted = walk->host;
    if (node->kind == ACCORD_LUA_INDEX_NODE && accord_lua_is_text(node->right, ACCORD_LUA_STRING_NODE, wanted->text) &&
        accord_lint_type_of(walk->lint, walk->file, node->left).kind == ACCORD_LINT_PARAMS)
        wanted->found = true;
}

void accord_lint_look_at_params(struct accord_lint *lint, struct accord_lint_file *file)
{
    struct params params = {false};
    if (file->table == NULL || (accord_lua_field(file->table, "params") != NULL && file->params == NULL)) return;
    accord_lint_walk_file(lint, file, NULL, look_at_param);
    accord_lint_walk_file(lint, file, &params, find_unsure);
    const struct accord_lua_node *field = file->params == NULL || params.unsure ? NULL : file->params->right;
    for (; field != NULL; field = field->next) {
        struct wanted wanted = {.text = accord_lua_key(field)};
        if (wanted.text == NULL) continue;
        accord_lint_walk_file(lint, file, &wanted, find_param);
        if (!wanted.found)
            accord_lint_complain(lint, file, ACCORD_LINT_PARAM_UNUSED, &field->left->place,
                                 "the param '%s' is never read", wanted.text);
    }
}
