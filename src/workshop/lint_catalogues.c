/* Catalogues of other languages against the registers and rules beside them: what belongs to nothing, arguments that
 * are not those of the English text, and what has no translation. */
#include "language/pack_catalogue.h"
#include "language/pattern.h"
#include "workshop/lint_parts.h"

#include <stdio.h>
#include <string.h>

enum { ARGUMENTS_MAX = 32, NAME_ROOM = 64, NAMED_MAX = 3, LIST_MAX = 1024 };

/* One catalogue that is looked at. */
struct looking {
    struct accord_lint *lint;
    const struct accord_catalogue_file *catalogue;
    struct accord_lint_file *file; /* the same, for complaints */
    size_t number;
};

/* Whether the file at `path` lies in the folder itself. */
static bool lies_beside(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    const char *slash = strrchr(path, '/');
    if (slash == NULL) return strcmp(folder, ".") == 0;
    return (size_t)(slash - path) == length && strncmp(path, folder, length) == 0;
}

static struct accord_lua_place place_of(const struct looking *looking, const struct accord_pack_translation *text,
                                        enum accord_pack_text_part part)
{
    struct accord_lua_place place = {0, 0, 0};
    accord_pack_catalogue_place(looking->lint->catalogue, text, part, &place.line, &place.column);
    return place;
}

/* ---- what stands beside the catalogue ---- */

static const char *instrument_beside(const struct looking *looking, size_t index)
{
    struct accord_instrument_facts facts;
    accord_packs_instrument(looking->lint->packs, index, &facts);
    return lies_beside(facts.path, looking->catalogue->folder) ? facts.id : NULL;
}

static const char *provision_beside(const struct looking *looking, size_t index)
{
    struct accord_provision_facts facts;
    accord_packs_provision(looking->lint->packs, index, &facts);
    return instrument_beside(looking, facts.instrument) == NULL ? NULL : facts.id;
}

static const char *rule_beside(const struct looking *looking, size_t index)
{
    struct accord_rule_facts facts;
    accord_packs_rule(looking->lint->packs, index, &facts);
    return lies_beside(facts.path, looking->catalogue->folder) ? facts.id : NULL;
}

static const struct kept {
    const char *word;
    size_t (*count)(const struct accord_packs *packs);
    const char *(*beside)(const struct looking *looking, size_t index); /* its id; NULL: it lies elsewhere */
} instruments = {"instrument", accord_packs_instrument_count, instrument_beside},
  provisions = {"provision", accord_packs_provision_count, provision_beside},
  rules = {"rule", accord_packs_rule_count, rule_beside};

static const struct kept *kept_of(enum accord_pack_text kind)
{
    static const struct kept *const table[] = {
        [ACCORD_PACK_INSTRUMENT_NAME] = &instruments,
        [ACCORD_PACK_INSTRUMENT_TITLE] = &instruments,
        [ACCORD_PACK_PROVISION_SUMMARY] = &provisions,
        [ACCORD_PACK_PROVISION_CONTEXT] = &provisions,
        [ACCORD_PACK_RULE_TITLE] = &rules,
        [ACCORD_PACK_MESSAGE] = &rules,
    };
    return table[kind];
}

/* The index of that id among those beside the catalogue; SIZE_MAX, with a complaint, where it is not. */
static size_t find_beside(const struct looking *looking, const struct kept *kept,
                          const struct accord_pack_translation *text, bool complains)
{
    struct accord_lint *lint = looking->lint;
    size_t count = kept->count(lint->packs), named = 0;
    const char **names = accord_lint_zero(lint, count + 1, sizeof *names);
    for (size_t i = 0; names != NULL && i < count; i++) {
        const char *id = kept->beside(looking, i);
        if (id != NULL && strcmp(id, text->key.id) == 0) return i;
        if (id != NULL) names[named++] = id;
    }
    if (names == NULL || !complains) return SIZE_MAX;
    const struct accord_lua_place place = place_of(looking, text, ACCORD_PACK_TEXT_ID);
    accord_lint_complain(lint, looking->file, ACCORD_LINT_TRANSLATION, &place, "no %s '%s' lies beside the catalogue%s",
                         kept->word, text->key.id, accord_lint_near(lint, text->key.id, names, named));
    return SIZE_MAX;
}

/* ---- arguments ---- */

/* The names of an English message's arguments. */
static size_t english_arguments(const char *text, char names[ARGUMENTS_MAX][NAME_ROOM])
{
    size_t count = 0;
    for (const char *at = text; (at = strchr(at, '{')) != NULL && count < ARGUMENTS_MAX; at++) {
        size_t length = strcspn(at + 1, "}");
        if (length < NAME_ROOM) (void)snprintf(names[count++], NAME_ROOM, "%.*s", (int)length, at + 1);
    }
    return count;
}

static bool is_among(const char *name, char names[ARGUMENTS_MAX][NAME_ROOM], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

static const char *near_argument(struct accord_lint *lint, const char *name, char names[ARGUMENTS_MAX][NAME_ROOM],
                                 size_t count)
{
    const char *list[ARGUMENTS_MAX];
    for (size_t i = 0; i < count; i++)
        list[i] = names[i];
    return accord_lint_near(lint, name, list, count);
}

static void look_at_plural(const struct looking *looking, const struct accord_pack_translation *text,
                           const struct accord_rule_facts *rule, const char *name)
{
    const struct accord_lua_place place = place_of(looking, text, ACCORD_PACK_TEXT_ITSELF);
    enum accord_lint_kind kind = accord_lint_argument_kind(looking->lint, rule->path, text->key.message, name);
    if (kind == ACCORD_LINT_UNSET || kind == ACCORD_LINT_ANY || kind == ACCORD_LINT_NUMBER) return;
    accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place,
                         "a plural goes by {%s}, which is %s, expected a number", name, accord_lint_kind_name(kind));
}

static void look_at_arguments(const struct looking *looking, const struct accord_pack_translation *text,
                              const struct accord_rule_facts *rule, const char *english)
{
    char names[ARGUMENTS_MAX][NAME_ROOM];
    const struct accord_lua_place place = place_of(looking, text, ACCORD_PACK_TEXT_ITSELF);
    struct accord_pattern pattern;
    const char *why;
    size_t at, count = english_arguments(english, names);
    if (!accord_pattern_read(text->text, &pattern, &why, &at)) return;
    for (size_t i = 0; i < pattern.count; i++) {
        const char *name = pattern.arguments[i].name;
        if (!is_among(name, names, count))
            accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place,
                                 "the message '%s' has no {%s} in English%s", text->key.message, name,
                                 near_argument(looking->lint, name, names, count));
        else if (pattern.arguments[i].counted)
            look_at_plural(looking, text, rule, name);
    }
    for (size_t i = 0; i < count; i++) {
        bool there = false;
        for (size_t k = 0; k < pattern.count; k++)
            there = there || strcmp(pattern.arguments[k].name, names[i]) == 0;
        if (!there)
            accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place,
                                 "the message '%s' has {%s} in English, which the translation leaves out",
                                 text->key.message, names[i]);
    }
}

/* ---- texts ---- */

static void look_at_message(const struct looking *looking, const struct accord_pack_translation *text, size_t index)
{
    struct accord_rule_facts rule;
    const char *names[LIST_MAX];
    size_t count = 0;
    accord_packs_rule(looking->lint->packs, index, &rule);
    for (size_t i = 0; i < rule.message_count; i++) {
        if (strcmp(rule.messages[i].id, text->key.message) == 0) {
            look_at_arguments(looking, text, &rule, rule.messages[i].text);
            return;
        }
        if (count < LIST_MAX) names[count++] = rule.messages[i].id;
    }
    const struct accord_lua_place place = place_of(looking, text, ACCORD_PACK_TEXT_NAME);
    accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place, "%s declares no message '%s'%s",
                         rule.id, text->key.message, accord_lint_near(looking->lint, text->key.message, names, count));
}

static void look_at_context(const struct looking *looking, const struct accord_pack_translation *text, size_t index)
{
    struct accord_provision_facts provision;
    accord_packs_provision(looking->lint->packs, index, &provision);
    if (provision.context != NULL) return;
    const struct accord_lua_place place = place_of(looking, text, ACCORD_PACK_TEXT_NAME);
    accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place,
                         "%s has no context in English: rules assess it", provision.id);
}

/* An id that is unknown is complained of at its first text. */
static void look_at_texts(const struct looking *looking)
{
    const struct accord_pack_catalogue *catalogue = looking->lint->catalogue;
    const struct accord_pack_translation *before = NULL;
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++) {
        const struct accord_pack_translation *text = accord_pack_catalogue_at(catalogue, i);
        if (text->file != looking->number) continue;
        const struct kept *kept = kept_of(text->key.kind);
        bool again = before != NULL && kept_of(before->key.kind) == kept && strcmp(before->key.id, text->key.id) == 0;
        size_t index = find_beside(looking, kept, text, !again);
        before = text;
        if (index == SIZE_MAX) continue;
        if (text->key.kind == ACCORD_PACK_MESSAGE) look_at_message(looking, text, index);
        if (text->key.kind == ACCORD_PACK_PROVISION_CONTEXT) look_at_context(looking, text, index);
    }
}

/* ---- what is missing ---- */

struct missing {
    const struct looking *looking;
    struct accord_text named; /* the first of them */
    size_t count, of;
};

static void look_for(struct missing *missing, struct accord_pack_text_key key, const char *english, const char *word)
{
    const struct looking *looking = missing->looking;
    if (english == NULL) return;
    missing->of++;
    if (accord_pack_catalogue_find(looking->lint->catalogue, looking->catalogue->language, key) != NULL) return;
    if (missing->count++ >= NAMED_MAX) return;
    if (missing->count > 1) accord_text_add_str(&missing->named, ", ");
    accord_text_addf(&missing->named, "the %s ", word);
    if (key.message != NULL) accord_text_addf(&missing->named, "'%s' ", key.message);
    accord_text_addf(&missing->named, "of %s", key.id);
}

static void look_for_provisions(struct missing *missing)
{
    const struct accord_packs *packs = missing->looking->lint->packs;
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++) {
        struct accord_provision_facts facts;
        const char *id = provision_beside(missing->looking, i);
        if (id == NULL) continue;
        accord_packs_provision(packs, i, &facts);
        look_for(missing, (struct accord_pack_text_key){ACCORD_PACK_PROVISION_SUMMARY, id, NULL}, facts.summary,
                 "summary");
        look_for(missing, (struct accord_pack_text_key){ACCORD_PACK_PROVISION_CONTEXT, id, NULL}, facts.context,
                 "context");
    }
}

static void look_for_rules(struct missing *missing)
{
    const struct accord_packs *packs = missing->looking->lint->packs;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts facts;
        const char *id = rule_beside(missing->looking, i);
        if (id == NULL) continue;
        accord_packs_rule(packs, i, &facts);
        look_for(missing, (struct accord_pack_text_key){ACCORD_PACK_RULE_TITLE, id, NULL}, facts.title, "title");
        for (size_t k = 0; k < facts.message_count; k++)
            look_for(missing, (struct accord_pack_text_key){ACCORD_PACK_MESSAGE, id, facts.messages[k].id},
                     facts.messages[k].text, "message");
    }
}

static void look_for_missing(const struct looking *looking)
{
    struct missing missing = {.looking = looking};
    const struct accord_packs *packs = looking->lint->packs;
    accord_text_init(&missing.named, ACCORD_ERROR_TEXT_MAX);
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts facts;
        const char *id = instrument_beside(looking, i);
        if (id == NULL) continue;
        accord_packs_instrument(packs, i, &facts);
        look_for(&missing, (struct accord_pack_text_key){ACCORD_PACK_INSTRUMENT_NAME, id, NULL}, facts.name, "name");
        look_for(&missing, (struct accord_pack_text_key){ACCORD_PACK_INSTRUMENT_TITLE, id, NULL}, facts.title, "title");
    }
    look_for_provisions(&missing);
    look_for_rules(&missing);
    if (missing.count > NAMED_MAX) accord_text_addf(&missing.named, " and %zu more", missing.count - NAMED_MAX);
    if (missing.count > 0)
        accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_UNTRANSLATED, NULL,
                             "%zu of %zu texts have no translation, and are shown in English: %s", missing.count,
                             missing.of, accord_text_str(&missing.named));
    accord_text_clear(&missing.named);
}

/* ---- the whole ---- */

/* What the reader says of this file; false where it says nothing. */
static bool take_problems(const struct looking *looking, const struct accord_problems *problems)
{
    bool any = false;
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        const struct accord_lua_place place = {problem->line, problem->column, 0};
        if (strcmp(problem->file, looking->catalogue->path) != 0) continue;
        accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_TRANSLATION, &place, "%s", problem->text);
        any = true;
    }
    return any;
}

static void look_at_file(const struct looking *looking, const struct accord_problems *problems)
{
    bool bad = take_problems(looking, problems);
    look_at_texts(looking);
    if (bad) return; /* what could not be read would be missing */
    look_for_missing(looking);
    if (!looking->catalogue->signed_for)
        accord_lint_complain(looking->lint, looking->file, ACCORD_LINT_READING, NULL,
                             "it is not said who translated: \"translation\": {\"by\": ..., \"on\": ..., \"state\": "
                             "...}");
}

static void add_catalogue(struct accord_lint *lint, size_t number, const struct accord_problems *problems)
{
    const struct accord_catalogue_file *catalogue = accord_pack_catalogue_file(lint->catalogue, number);
    struct accord_pack_file *pack = accord_lint_zero(lint, 1, sizeof *pack);
    struct accord_lint_file *file = accord_lint_zero(lint, 1, sizeof *file);
    if (pack == NULL || file == NULL) return;
    pack->source = catalogue->source == NULL ? "" : catalogue->source;
    pack->length = catalogue->length;
    file->pack = pack;
    file->path = catalogue->path;
    file->wanted = accord_lint_wants(lint, catalogue->path);
    if (!file->wanted) return;
    lint->catalogue_count++;
    look_at_file(&(struct looking){lint, catalogue, file, number}, problems);
}

enum accord_status accord_lint_look_at_catalogues(struct accord_lint *lint, struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_pack_catalogue_read(lint->packs, problems, &lint->catalogue, err);
    for (size_t i = 0; status == ACCORD_OK && i < accord_pack_catalogue_file_count(lint->catalogue); i++)
        add_catalogue(lint, i, problems);
    accord_problems_free(problems);
    return status;
}
