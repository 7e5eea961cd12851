/* Repositories to begin with: files that are kept whole, with a few words to be filled in. */
#include "workshop/repository.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { FILE_MAX_BYTES = 1024 * 1024, DATASET_NAME_MAX = 100 };

struct kept_file {
    const char *path;
    const unsigned char *bytes;
    size_t length;
};

#include "repository_files.inc"

_Static_assert(sizeof files / sizeof files[0] <= ACCORD_SCAFFOLD_FILES_MAX, "a scaffold holds so many files");

bool accord_repository_word(const char *name)
{
    static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/";
    return name[0] != '\0' && name[strspn(name, good)] == '\0';
}

/* What stands for what. */
struct filling {
    const char *word;
    const char *value;
};

enum { FILLINGS = 4 };

/* A name of a package has small letters, digits, '-', '.' and '_' alone. */
static const char *dataset_name(const char *name, char text[DATASET_NAME_MAX])
{
    size_t length = 0;
    for (const char *at = name; *at && length + 1 < DATASET_NAME_MAX; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        if (good)
            text[length++] = c;
        else if (length > 0 && text[length - 1] != '-')
            text[length++] = '-';
    }
    text[length] = '\0';
    return length > 0 ? text : "data";
}

/* The word that begins at `at`; NULL: none does. */
static const struct filling *word_at(const struct filling *fillings, const char *at, size_t length)
{
    for (size_t i = 0; i < FILLINGS; i++) {
        size_t size = strlen(fillings[i].word);
        if (size <= length && memcmp(at, fillings[i].word, size) == 0) return &fillings[i];
    }
    return NULL;
}

static void add_filled(struct accord_text *text, const struct kept_file *file, const struct filling *fillings)
{
    const char *bytes = (const char *)file->bytes;
    for (size_t at = 0; at < file->length;) {
        const struct filling *filling = word_at(fillings, bytes + at, file->length - at);
        if (filling) {
            accord_text_add_str(text, filling->value);
            at += strlen(filling->word);
        } else {
            accord_text_add_char(text, bytes[at++]);
        }
    }
}

void accord_scaffold_add_repository(struct accord_scaffold *scaffold, const struct accord_repository *repository)
{
    char name[DATASET_NAME_MAX], today[ACCORD_DATE_TEXT_MAX];
    const struct filling fillings[FILLINGS] = {{"@NAME@", dataset_name(repository->name, name)},
                                               {"@TODAY@", accord_date_format(repository->today, today)},
                                               {"@PROJECT@", repository->project},
                                               {"@VERSION@", repository->version}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        assert(scaffold->count < ACCORD_SCAFFOLD_FILES_MAX);
        struct accord_scaffold_file *file = &scaffold->files[scaffold->count++];
        accord_text_init(&file->text, FILE_MAX_BYTES);
        file->shared = false;
        (void)snprintf(file->path, sizeof file->path, "%s", files[i].path);
        add_filled(&file->text, &files[i], fillings);
    }
}
