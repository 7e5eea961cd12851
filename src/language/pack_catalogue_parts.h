/* What reading catalogues of rule packs and looking texts up in them share. Private to pack_catalogue*.c. */
#ifndef ACCORD_LANGUAGE_PACK_CATALOGUE_PARTS_H
#define ACCORD_LANGUAGE_PACK_CATALOGUE_PARTS_H

#include "base/map.h"
#include "base/memory.h"
#include "language/pack_catalogue.h"

enum { ACCORD_PACK_TEXT_COUNT = ACCORD_PACK_MESSAGE + 1, ACCORD_CATALOGUE_KEY_MAX = 64 * 1024 };

struct accord_pack_catalogue {
    struct accord_arena arena; /* every text lives there */
    struct accord_catalogue_file *files;
    size_t file_count;
    struct accord_pack_translation *texts;
    size_t count;
    size_t room;
    struct accord_map places;  /* of texts, by accord_catalogue_add_key */
    struct accord_map missing; /* asked for and not there, likewise */
};

/* Where a kind of text stands in a catalogue. */
struct accord_catalogue_member {
    const char *section;
    const char *name; /* of the member; of messages that of the object that holds them */
};
extern const struct accord_catalogue_member accord_catalogue_members[ACCORD_PACK_TEXT_COUNT];

/* The first of each section, which are in one order everywhere. */
extern const char *const accord_catalogue_sections[];
enum { ACCORD_CATALOGUE_SECTIONS = 3 };

/* Appends what tells one text of one language from every other, whatever bytes the ids hold. */
void accord_catalogue_add_key(struct accord_text *text, const char *language, struct accord_pack_text_key key);

struct accord_pack_catalogue *accord_pack_catalogue_new(struct accord_error *err); /* NULL: memory is short */

/* Adds a text whose strings live with the catalogue. *other is the one that is there already, or NULL. */
enum accord_status accord_pack_catalogue_add(struct accord_pack_catalogue *catalogue,
                                             const struct accord_pack_translation *translation,
                                             const struct accord_pack_translation **other,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* As accord_pattern_read, whose header knows of runs. */
bool accord_catalogue_is_pattern(const char *text, const char **why, size_t *at);

/* Reads the file of that number, which has its path. */
enum accord_status accord_catalogue_read_file(struct accord_pack_catalogue *catalogue, size_t file,
                                              struct accord_problems *problems,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

#endif
