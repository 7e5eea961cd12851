/* What rule packs say in other languages: catalogues that lie beside their registers and rules.
 *
 * Beside the English of `rules/cms-11.10/instrument.lua` and its rules stands `rules/cms-11.10/fr.json`:
 *
 *     {
 *       "language": "fr",
 *       "translation": { "by": "...", "on": "2026-11-28", "state": "draft" },
 *       "instruments": { "cms-11.10": { "name": "...", "title": "..." } },
 *       "provisions": { "cms-11.10:25": { "summary": "...", "context": "..." } },
 *       "rules": { "cms-11.10/counterparts": { "title": "...", "messages": { "some": "... {missing} ..." } } }
 *     }
 *
 * Messages are patterns (language/pattern.h), everything else is plain text. All members but `language` may be left
 * out: what has no translation is shown in English, and counted. A translation changes no verdict, so that catalogues
 * are in no digest of rules. A stored run keeps the texts of all languages: {"fr": {"instruments": {}, ...}, ...}. */
#ifndef ACCORD_LANGUAGE_PACK_CATALOGUE_H
#define ACCORD_LANGUAGE_PACK_CATALOGUE_H

#include "accord/problems.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_finding;  /* accord/run.h, which cannot be where ingest/site.h is: both have an accord_reading */
struct accord_packs;    /* likewise */
struct accord_language; /* language/language.h */

enum {
    ACCORD_CATALOGUE_FILES_MAX = 1024,
    ACCORD_CATALOGUE_TEXTS_MAX = 1000 * 1000,
    ACCORD_CATALOGUE_CODE_MAX = 3 /* letters of a language's code */
};

enum accord_pack_text {
    ACCORD_PACK_INSTRUMENT_NAME,
    ACCORD_PACK_INSTRUMENT_TITLE,
    ACCORD_PACK_PROVISION_SUMMARY,
    ACCORD_PACK_PROVISION_CONTEXT,
    ACCORD_PACK_RULE_TITLE,
    ACCORD_PACK_MESSAGE
};

/* Which text: "cms-11.10/counterparts" and, of a message only, "some". */
struct accord_pack_text_key {
    enum accord_pack_text kind;
    const char *id;      /* of the instrument, provision or rule */
    const char *message; /* id; NULL: it is no message */
};

struct accord_pack_translation {
    struct accord_pack_text_key key;
    const char *language; /* code */
    const char *text;
    size_t file; /* SIZE_MAX: it comes from a stored run */
};

/* A file, also one that cannot be read as a catalogue. */
struct accord_catalogue_file {
    const char *path;   /* with the folder of rules as given */
    const char *folder; /* it lies in, likewise */
    const char *language;
    const char *source; /* NULL: it cannot be read */
    size_t length;
    bool signed_for; /* it says who translated */
};

struct accord_pack_catalogue;

/* Reads the catalogues beside the registers and rules of the packs. Everything that is wrong with them is added to
 * `problems`, each with its place, and the status is ACCORD_OK all the same: the caller asks whether there are any.
 * Whether the ids are those of the packs, and the arguments those of the messages, is for lint to say. */
enum accord_status accord_pack_catalogue_read(const struct accord_packs *packs, struct accord_problems *problems,
                                              struct accord_pack_catalogue **catalogue,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* Of what accord_pack_catalogue_write wrote. ACCORD_BAD_DATA where it is nothing of that kind. */
enum accord_status accord_pack_catalogue_parse(const char *json, size_t length,
                                               struct accord_pack_catalogue **catalogue,
                                               struct accord_error *err) ACCORD_MUST_CHECK;
void accord_pack_catalogue_free(struct accord_pack_catalogue *catalogue);

/* Appends all texts as a JSON object on one line, without line end: the same texts give the same bytes. */
void accord_pack_catalogue_write(const struct accord_pack_catalogue *catalogue, struct accord_text *text);

/* By file and in the order of the file; of a stored run in the order in which it was written. */
size_t accord_pack_catalogue_count(const struct accord_pack_catalogue *catalogue);
const struct accord_pack_translation *accord_pack_catalogue_at(const struct accord_pack_catalogue *catalogue,
                                                               size_t index);
/* Files by path. */
size_t accord_pack_catalogue_file_count(const struct accord_pack_catalogue *catalogue);
const struct accord_catalogue_file *accord_pack_catalogue_file(const struct accord_pack_catalogue *catalogue,
                                                               size_t index);
/* Where a text of a file stands, for messages about it; 0, 0 when memory is short. */
enum accord_pack_text_part {
    ACCORD_PACK_TEXT_ID,   /* of the instrument, provision or rule */
    ACCORD_PACK_TEXT_NAME, /* of the member: "title", the message's id */
    ACCORD_PACK_TEXT_ITSELF
};
void accord_pack_catalogue_place(const struct accord_pack_catalogue *catalogue,
                                 const struct accord_pack_translation *translation, enum accord_pack_text_part part,
                                 unsigned *line, unsigned *column);

/* The text in that language, or NULL; nothing is counted. */
const char *accord_pack_catalogue_find(const struct accord_pack_catalogue *catalogue, const char *language,
                                       struct accord_pack_text_key key);

/* ---- for reports, which fall back to English and count that ---- */

/* The text in that language, else `english`, which is counted as missing unless it is NULL or English is asked for. */
const char *accord_pack_catalogue_text(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                       struct accord_pack_text_key key, const char *english);

/* Appends the message of a finding of that rule: the pattern with the finding's arguments, dates as the language writes
 * them, digits not grouped. Else, and where the arguments are none that the pattern can take, `finding->message`, which
 * is counted. What the engine says in its own name (of coarse dates and blank cells), or adds to a message, is said in
 * the language too (language/sentence.h). */
void accord_pack_catalogue_add_message(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                       const char *rule, const struct accord_finding *finding,
                                       struct accord_text *text);

/* Appends what the engine says of why a verdict of that rule is what it is. What it says of an error stays English, and
 * is counted once a rule. */
void accord_pack_catalogue_add_why(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                   const char *rule, const char *why, struct accord_text *text);

/* How many texts were missing in that language when they were asked for, each counted once. */
size_t accord_pack_catalogue_untranslated(const struct accord_pack_catalogue *catalogue,
                                          const struct accord_language *language);

#endif
