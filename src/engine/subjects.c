/* Whom rules speak to. */
#include "engine/packs.h"

#include <string.h>

static const struct accord_subject subjects[] = {
    {"party", {"state", "reio", NULL}, true, true},
    {"other_government", {"state", "reio", NULL}, true, false},
    {"secretariat", {"secretariat", NULL}, false, false},
    {"body", {"body", NULL}, false, false},
    {"agreement", {"agreement", NULL}, false, false},
    {"organization", {"organization", NULL}, false, false},
    {"stakeholder", {"state", "reio", "secretariat", "body", "agreement", "organization", NULL}, false, false},
    {"other_stakeholder", {"state", "reio", "body", "agreement", NULL}, true, false},
};

const struct accord_subject *accord_subject_at(size_t index)
{
    return index < sizeof subjects / sizeof subjects[0] ? &subjects[index] : NULL;
}

const char *accord_subject_name(size_t index)
{
    const struct accord_subject *subject = accord_subject_at(index);
    return subject == NULL ? NULL : subject->name;
}

const struct accord_subject *accord_subject_find(const char *name)
{
    for (size_t i = 0; accord_subject_at(i) != NULL; i++)
        if (accord_str_equal(subjects[i].name, name)) return &subjects[i];
    return NULL;
}

bool accord_subject_has_kind(const struct accord_subject *subject, const char *kind, size_t length)
{
    for (size_t i = 0; subject->kinds[i] != NULL; i++)
        if (accord_text_equal(kind, length, subject->kinds[i], strlen(subject->kinds[i]))) return true;
    return false;
}

bool accord_subject_asks_bound(const struct accord_subject *subject, const char *kind, size_t length)
{
    return subject->asks_bound &&
           (accord_text_equal(kind, length, "state", 5) || accord_text_equal(kind, length, "reio", 4));
}
