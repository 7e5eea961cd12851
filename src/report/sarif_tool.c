/* The tool and its rules as SARIF describes them, and the provisions as taxonomies, one an instrument. */
#include "report/sarif.h"

#include <string.h>

/* What GitHub takes of a rule; more is cut. */
enum { GITHUB_TEXT_MAX = 1024, TAGS_MAX = 20 };

static const struct {
    const char *level;
    const char *severity; /* as GitHub calls it */
} levels[ACCORD_SARIF_LEVELS] = {
    [ACCORD_SARIF_ERROR] = {"error", "error"},
    [ACCORD_SARIF_WARNING] = {"warning", "warning"},
    [ACCORD_SARIF_NOTE] = {"note", "recommendation"},
};

const char *accord_sarif_level_name(enum accord_sarif_level level)
{
    return levels[level].level;
}

enum accord_sarif_level accord_sarif_force_level(enum accord_force force)
{
    static const enum accord_sarif_level by_force[ACCORD_FORCE_COUNT] = {
        [ACCORD_FORCE_BINDING] = ACCORD_SARIF_ERROR,     [ACCORD_FORCE_REQUEST] = ACCORD_SARIF_ERROR,
        [ACCORD_FORCE_ENCOURAGE] = ACCORD_SARIF_WARNING, [ACCORD_FORCE_INVITE] = ACCORD_SARIF_NOTE,
        [ACCORD_FORCE_NONE] = ACCORD_SARIF_NOTE,
    };
    return by_force[force];
}

/* ---- a rule ---- */

/* A rule with what it cites, looked up once. */
struct cited {
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
};

static struct cited cite(const struct accord_packs *packs, size_t index)
{
    struct cited cited;
    accord_packs_rule(packs, index, &cited.rule);
    accord_packs_provision(packs, cited.rule.provision, &cited.provision);
    accord_packs_instrument(packs, cited.provision.instrument, &cited.instrument);
    return cited;
}

/* The string made so far, cut at a character to what GitHub takes, and before what may be half of an escape. */
static void fit(struct accord_sarif *sarif)
{
    struct accord_text *text = &sarif->scratch;
    if (!sarif->github || text->failed || text->length <= GITHUB_TEXT_MAX) return;
    size_t length = GITHUB_TEXT_MAX;
    while (length > 0 && ((unsigned char)text->bytes[length] & 0xC0) == 0x80)
        length--;
    while (length > 0 && strchr("{}\\", text->bytes[length - 1]))
        length--;
    accord_text_end_at(text, text->bytes + length);
}

/* Data said in one way or another: as a message of SARIF, or as Markdown. */
typedef void (*say_function)(struct accord_sarif *sarif, const char *data);

/* "cms-11.10:25 (urges, request): what it asks". */
static void say_provision(struct accord_sarif *sarif, say_function say, const struct accord_provision_facts *provision)
{
    say(sarif, provision->id);
    accord_text_add_str(&sarif->scratch, " (");
    say(sarif, provision->verb);
    accord_text_addf(&sarif->scratch, ", %s)", accord_force_name(provision->force));
    if (!provision->summary) return;
    accord_text_add_str(&sarif->scratch, ": ");
    say(sarif, provision->summary);
}

/* A comment keeps its lines. */
static void say_lines(struct accord_sarif *sarif, say_function say, const char *lines)
{
    struct accord_text *line = &sarif->piece; /* no result is in the making yet */
    for (const char *at = lines; *at;) {
        size_t length = strcspn(at, "\n");
        accord_text_reset(line);
        accord_text_add(line, at, length);
        say(sarif, accord_text_str(line));
        at += length;
        if (*at) accord_text_add_char(&sarif->scratch, *at++);
    }
}

static void say_help(struct accord_sarif *sarif, say_function say, const struct cited *cited)
{
    struct accord_text *text = &sarif->scratch;
    const char *const citations[] = {cited->instrument.citation, cited->provision.citation};
    bool cites = false;
    say_provision(sarif, say, &cited->provision);
    if (cited->rule.comment) {
        accord_text_add_str(text, "\n\n");
        say_lines(sarif, say, cited->rule.comment);
    }
    for (size_t i = 0; i < 2; i++) {
        if (!citations[i]) continue;
        accord_text_add_str(text, cites ? ", " : "\n\n");
        say(sarif, citations[i]);
        cites = true;
    }
    fit(sarif);
}

static void write_help(struct accord_sarif *sarif, const struct cited *cited)
{
    accord_emit_key(&sarif->emit, "help");
    accord_emit_open_flat(&sarif->emit, '{');
    say_help(sarif, accord_sarif_say, cited);
    accord_sarif_said(sarif, &sarif->emit, "text");
    say_help(sarif, accord_sarif_say_markdown, cited);
    accord_sarif_said(sarif, &sarif->emit, "markdown");
    accord_emit_close(&sarif->emit, '}');
}

/* Whether a register's address is one that a reader may be sent to. */
static bool is_web_address(const char *url)
{
    size_t length = strlen(url);
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0) return false;
    return accord_text_printable(url, length) == length && strpbrk(url, " \"<>\\^`{|}") == NULL;
}

static void write_address(struct accord_emit *emit, const char *name, const char *url)
{
    if (url && is_web_address(url)) accord_emit_member(emit, name, url);
}

/* Each once: the instrument, then those of the rule. */
static void write_tags(struct accord_sarif *sarif, const struct cited *cited)
{
    struct accord_emit *emit = &sarif->emit;
    const struct accord_rule_facts *rule = &cited->rule;
    size_t written = 1;
    accord_emit_key(emit, "tags");
    accord_emit_open(emit, '[');
    accord_emit_text(emit, cited->instrument.id);
    for (size_t i = 0; i < rule->tag_count && (!sarif->github || written < TAGS_MAX); i++) {
        bool seen = strcmp(rule->tags[i], cited->instrument.id) == 0;
        for (size_t j = 0; j < i && !seen; j++)
            seen = strcmp(rule->tags[i], rule->tags[j]) == 0;
        if (seen) continue;
        accord_emit_text(emit, rule->tags[i]);
        written++;
    }
    accord_emit_close(emit, ']');
}

/* A rule reads the record exactly; what it cannot know is how a qualified provision ("as appropriate") was meant. */
static void write_rule_properties(struct accord_sarif *sarif, const struct cited *cited)
{
    struct accord_emit *emit = &sarif->emit;
    accord_emit_key(emit, "properties");
    accord_emit_open_flat(emit, '{');
    write_tags(sarif, cited);
    accord_emit_member(emit, "precision", cited->provision.qualified ? "medium" : "high");
    accord_emit_member(emit, "problem.severity", levels[accord_sarif_force_level(cited->provision.force)].severity);
    accord_emit_member(emit, "provision", cited->provision.id);
    accord_emit_member(emit, "force", accord_force_name(cited->provision.force));
    accord_emit_member(emit, "subject", cited->rule.subject);
    accord_emit_close(emit, '}');
}

/* To the taxon of the provision that it serves. */
static void write_relationship(struct accord_emit *emit, const struct cited *cited)
{
    accord_emit_key(emit, "relationships");
    accord_emit_open_flat(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "target");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", cited->provision.id);
    accord_emit_count_member(emit, "index", cited->rule.provision - cited->instrument.first_provision);
    accord_emit_key(emit, "toolComponent");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", cited->instrument.id);
    accord_emit_count_member(emit, "index", cited->provision.instrument);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "kinds");
    accord_emit_open(emit, '[');
    accord_emit_text(emit, "relevant");
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

static void write_rule(struct accord_sarif *sarif, size_t index)
{
    struct accord_emit *emit = &sarif->emit;
    struct cited cited = cite(sarif->writer->subject->packs, index);
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", cited.rule.id);
    accord_sarif_say(sarif, cited.rule.title);
    fit(sarif);
    accord_sarif_said_message(sarif, emit, "shortDescription");
    say_provision(sarif, accord_sarif_say, &cited.provision);
    fit(sarif);
    accord_sarif_said_message(sarif, emit, "fullDescription");
    write_help(sarif, &cited);
    write_address(emit, "helpUri", cited.instrument.url);
    accord_emit_key(emit, "defaultConfiguration");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "level", levels[accord_sarif_force_level(cited.provision.force)].level);
    accord_emit_close(emit, '}');
    write_relationship(emit, &cited);
    write_rule_properties(sarif, &cited);
    accord_emit_close(emit, '}');
}

/* ---- provisions ---- */

static const char *name_instrument(const struct accord_instrument_facts *instrument, char guid[ACCORD_UUID_TEXT])
{
    const char *const parts[] = {"instrument", instrument->id};
    struct accord_uuid uuid = accord_uuid_of(&accord_uuid_space, parts, sizeof parts / sizeof parts[0]);
    return accord_uuid_format(&uuid, guid);
}

static void write_taxon(struct accord_sarif *sarif, const struct accord_provision_facts *provision)
{
    struct accord_emit *emit = &sarif->emit;
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "id", provision->id);
    say_provision(sarif, accord_sarif_say, provision);
    accord_sarif_said_message(sarif, emit, "shortDescription");
    accord_emit_close(emit, '}');
}

static void write_taxonomy(struct accord_sarif *sarif, const struct accord_instrument_facts *instrument)
{
    struct accord_emit *emit = &sarif->emit;
    char guid[ACCORD_UUID_TEXT];
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", instrument->id);
    accord_emit_member(emit, "guid", name_instrument(instrument, guid));
    if (instrument->version) accord_emit_member(emit, "version", instrument->version);
    if (instrument->name) accord_emit_member(emit, "fullName", instrument->name);
    accord_sarif_say(sarif, instrument->title ? instrument->title : instrument->id);
    accord_sarif_said_message(sarif, emit, "shortDescription");
    write_address(emit, "informationUri", instrument->url);
    accord_emit_key(emit, "isComprehensive");
    accord_emit_boolean(emit, true);
    accord_emit_key(emit, "taxa");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < instrument->provision_count; i++) {
        struct accord_provision_facts provision;
        accord_packs_provision(sarif->writer->subject->packs, instrument->first_provision + i, &provision);
        write_taxon(sarif, &provision);
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

void accord_sarif_write_taxonomies(struct accord_sarif *sarif)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    accord_emit_key(&sarif->emit, "taxonomies");
    accord_emit_open(&sarif->emit, '[');
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(packs, i, &instrument);
        write_taxonomy(sarif, &instrument);
    }
    accord_emit_close(&sarif->emit, ']');
}

static void write_supported(struct accord_sarif *sarif)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    struct accord_emit *emit = &sarif->emit;
    char guid[ACCORD_UUID_TEXT];
    accord_emit_key(emit, "supportedTaxonomies");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(packs, i, &instrument);
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "name", instrument.id);
        accord_emit_count_member(emit, "index", i);
        accord_emit_member(emit, "guid", name_instrument(&instrument, guid));
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

/* ---- the tool ---- */

void accord_sarif_write_tool(struct accord_sarif *sarif)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    struct accord_emit *emit = &sarif->emit;
    accord_emit_key(emit, "tool");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "driver");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", "accord");
    accord_emit_member(emit, "semanticVersion", accord_version());
    accord_text_add_str(&sarif->scratch, "A compliance checker for multilateral environmental agreements");
    accord_sarif_said_message(sarif, emit, "shortDescription");
    write_supported(sarif);
    accord_sarif_write_notices(sarif);
    accord_emit_key(emit, "rules");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        write_rule(sarif, i);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}
