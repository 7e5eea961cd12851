/* Any bytes as the translations of a stored run: what is taken is written and read back the same, and every message is
 * written with its arguments, or not at all. */
#include "accord/run.h"
#include "input_file.h"
#include "language/language.h"
#include "language/pack_catalogue.h"
#include "language/pattern.h"

#include <stdbool.h>
#include <string.h>

enum { TEXT_ROOM = 64 * 1024 * 1024 };

static struct accord_error err;

static void write_message(struct accord_pack_catalogue *catalogue, const struct accord_pack_translation *message)
{
    struct accord_argument arguments[ACCORD_PATTERN_ARGUMENTS_MAX];
    struct accord_pattern pattern;
    struct accord_text text;
    const char *why;
    size_t at;
    const struct accord_language *language = accord_language_find(message->language);
    if (!accord_pattern_read(message->text, &pattern, &why, &at)) abort();
    if (language == NULL) return;
    for (size_t i = 0; i < pattern.count; i++)
        arguments[i] = ACCORD_COUNT(pattern.arguments[i].name, i);
    const struct accord_finding finding = {.message_id = message->key.message,
                                           .message = "in English",
                                           .arguments = arguments,
                                           .argument_count = pattern.count};
    accord_text_init(&text, TEXT_ROOM);
    accord_pack_catalogue_add_message(catalogue, language, message->key.id, &finding, &text);
    accord_text_clear(&text);
}

static void write_again(const struct accord_pack_catalogue *catalogue)
{
    struct accord_pack_catalogue *again;
    struct accord_text first, second;
    accord_text_init(&first, TEXT_ROOM);
    accord_text_init(&second, TEXT_ROOM);
    accord_pack_catalogue_write(catalogue, &first);
    if (first.failed) abort();
    if (accord_pack_catalogue_parse(accord_text_str(&first), first.length, &again, &err) != ACCORD_OK) abort();
    accord_pack_catalogue_write(again, &second);
    if (strcmp(accord_text_str(&first), accord_text_str(&second)) != 0) abort();
    if (accord_pack_catalogue_count(catalogue) != accord_pack_catalogue_count(again)) abort();
    accord_pack_catalogue_free(again);
    accord_text_clear(&first);
    accord_text_clear(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct accord_pack_catalogue *catalogue;
    enum accord_status status = accord_pack_catalogue_parse((const char *)bytes, length, &catalogue, &err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if (status != ACCORD_OK) return 0;
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++)
        if (accord_pack_catalogue_at(catalogue, i)->key.kind == ACCORD_PACK_MESSAGE)
            write_message(catalogue, accord_pack_catalogue_at(catalogue, i));
    write_again(catalogue);
    accord_pack_catalogue_free(catalogue);
    return 0;
}
