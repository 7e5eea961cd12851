/* Every phrase of the interface: its id and its English text, a pattern (language/pattern.h) where it has arguments.
 * Other languages have theirs in the catalogues beside this file, by the same ids. */
#ifndef ACCORD_LANGUAGE_PHRASES_H
#define ACCORD_LANGUAGE_PHRASES_H

/* Words of the field. Those of verdicts stand beside numbers and names of States: they say what the record shows, and
 * blame nobody. */
#define ACCORD_PHRASES_VERDICTS(X)                                                                                     \
    X(VERDICT_ERROR, "error")                                                                                          \
    X(VERDICT_GAP, "gap")                                                                                              \
    X(VERDICT_REVIEW, "review")                                                                                        \
    X(VERDICT_UNREPORTED, "unreported")                                                                                \
    X(VERDICT_PARTIAL, "partial")                                                                                      \
    X(VERDICT_MET, "met")                                                                                              \
    X(VERDICT_NOT_DUE, "not due")                                                                                      \
    X(VERDICT_NOT_APPLICABLE, "not applicable")                                                                        \
    X(MEANING_ERROR, "the rule failed or hit a limit")                                                                 \
    X(MEANING_GAP, "the record shows it not done")                                                                     \
    X(MEANING_REVIEW, "a person must judge")                                                                           \
    X(MEANING_UNREPORTED, "nothing on record either way")                                                              \
    X(MEANING_PARTIAL, "some of it is on record")                                                                      \
    X(MEANING_MET, "the record shows it done")                                                                         \
    X(MEANING_NOT_DUE, "the time lies ahead")                                                                          \
    X(MEANING_NOT_APPLICABLE, "no effect then, not an addressee, or no occasion")                                      \
    X(FORCE_BINDING, "binding")                                                                                        \
    X(FORCE_REQUEST, "request")                                                                                        \
    X(FORCE_ENCOURAGE, "encouragement")                                                                                \
    X(FORCE_INVITE, "invitation")                                                                                      \
    X(FORCE_NONE, "none")

/* Whom rules speak to, and kinds of actors. */
#define ACCORD_PHRASES_SUBJECTS(X)                                                                                     \
    X(SUBJECT_PARTY, "Party")                                                                                          \
    X(SUBJECT_OTHER_GOVERNMENT, "other government")                                                                    \
    X(SUBJECT_SECRETARIAT, "Secretariat")                                                                              \
    X(SUBJECT_BODY, "body")                                                                                            \
    X(SUBJECT_AGREEMENT, "agreement")                                                                                  \
    X(SUBJECT_ORGANIZATION, "organization")                                                                            \
    X(SUBJECT_STAKEHOLDER, "stakeholder")                                                                              \
    X(SUBJECT_OTHER_STAKEHOLDER, "other stakeholder")                                                                  \
    X(KIND_STATE, "State")                                                                                             \
    X(KIND_REIO, "regional economic integration organization")

/* Regions of the schemes that datasets use, as the United Nations name them: the English name is the id. */
#define ACCORD_PHRASES_REGIONS(X)                                                                                      \
    X(REGION_AFRICA, "Africa")                                                                                         \
    X(REGION_AMERICAS, "Americas")                                                                                     \
    X(REGION_ANTARCTICA, "Antarctica")                                                                                 \
    X(REGION_ASIA, "Asia")                                                                                             \
    X(REGION_ASIA_PACIFIC, "Asia and the Pacific")                                                                     \
    X(REGION_AUSTRALIA_NEW_ZEALAND, "Australia and New Zealand")                                                       \
    X(REGION_CARIBBEAN, "Caribbean")                                                                                   \
    X(REGION_CENTRAL_AMERICA, "Central America")                                                                       \
    X(REGION_CENTRAL_ASIA, "Central Asia")                                                                             \
    X(REGION_EASTERN_AFRICA, "Eastern Africa")                                                                         \
    X(REGION_EASTERN_ASIA, "Eastern Asia")                                                                             \
    X(REGION_EASTERN_EUROPE, "Eastern Europe")                                                                         \
    X(REGION_EUROPE, "Europe")                                                                                         \
    X(REGION_LATIN_AMERICA_CARIBBEAN, "Latin America and the Caribbean")                                               \
    X(REGION_MELANESIA, "Melanesia")                                                                                   \
    X(REGION_MICRONESIA, "Micronesia")                                                                                 \
    X(REGION_MIDDLE_AFRICA, "Middle Africa")                                                                           \
    X(REGION_NORTH_AMERICA, "North America")                                                                           \
    X(REGION_NORTHERN_AFRICA, "Northern Africa")                                                                       \
    X(REGION_NORTHERN_AMERICA, "Northern America")                                                                     \
    X(REGION_NORTHERN_EUROPE, "Northern Europe")                                                                       \
    X(REGION_OCEANIA, "Oceania")                                                                                       \
    X(REGION_POLYNESIA, "Polynesia")                                                                                   \
    X(REGION_SOUTH_AMERICA, "South America")                                                                           \
    X(REGION_SOUTH_CENTRAL_AMERICA_CARIBBEAN, "South and Central America and the Caribbean")                           \
    X(REGION_SOUTH_EASTERN_ASIA, "South-eastern Asia")                                                                 \
    X(REGION_SOUTHERN_AFRICA, "Southern Africa")                                                                       \
    X(REGION_SOUTHERN_ASIA, "Southern Asia")                                                                           \
    X(REGION_SOUTHERN_EUROPE, "Southern Europe")                                                                       \
    X(REGION_SUB_SAHARAN_AFRICA, "Sub-Saharan Africa")                                                                 \
    X(REGION_WEST_ASIA, "West Asia")                                                                                   \
    X(REGION_WESTERN_AFRICA, "Western Africa")                                                                         \
    X(REGION_WESTERN_ASIA, "Western Asia")                                                                             \
    X(REGION_WESTERN_EUROPE, "Western Europe")

/* What values are written with. {day} and {year} are digits, {month} is one of the names; a first day of a month has a
 * pattern of its own, for the languages that write it as an ordinal. */
#define ACCORD_PHRASES_VALUES(X)                                                                                       \
    X(MONTH_1, "January")                                                                                              \
    X(MONTH_2, "February")                                                                                             \
    X(MONTH_3, "March")                                                                                                \
    X(MONTH_4, "April")                                                                                                \
    X(MONTH_5, "May")                                                                                                  \
    X(MONTH_6, "June")                                                                                                 \
    X(MONTH_7, "July")                                                                                                 \
    X(MONTH_8, "August")                                                                                               \
    X(MONTH_9, "September")                                                                                            \
    X(MONTH_10, "October")                                                                                             \
    X(MONTH_11, "November")                                                                                            \
    X(MONTH_12, "December")                                                                                            \
    X(DATE_DAY, "{day} {month} {year}")                                                                                \
    X(DATE_FIRST_DAY, "{day} {month} {year}")                                                                          \
    X(DATE_MONTH, "{month} {year}")                                                                                    \
    X(PERCENT, "{number}\u202f%")                                                                                      \
    X(YES, "yes")                                                                                                      \
    X(NO, "no")                                                                                                        \
    X(ON_RECORD, "on record")                                                                                          \
    X(NOT_ON_RECORD, "not on record")                                                                                  \
    X(WINDOW, "{from} \u2013 {to}")                                                                                    \
    X(WINDOW_OPEN, "{from} \u2013 \u2026")                                                                             \
    X(LIST_SEPARATOR, ", ")

/* Shared by all formats. */
#define ACCORD_PHRASES_SHARED(X)                                                                                       \
    X(ILLUSTRATIVE,                                                                                                    \
      "Illustrative dataset: records in it are invented, and nothing here is a statement about a State.")              \
    X(AS_OF, "As of {day}")                                                                                            \
    X(SCORE, "{percent} ({low} to {high})")                                                                            \
    X(ASSESSABLE, "{assessable} of {of, plural, one {# assessable} other {# assessable}}")

/* The dashboard. */
#define ACCORD_PHRASES_HTML(X) X(OVERVIEW, "Overview")

/* The committee's document. */
#define ACCORD_PHRASES_COMMITTEE(X) X(PURPOSE, "Purpose")

/* The spreadsheet. */
#define ACCORD_PHRASES_XLSX(X) X(SHEET_SUMMARY, "Summary")

#define ACCORD_PHRASES(X)                                                                                              \
    ACCORD_PHRASES_VERDICTS(X)                                                                                         \
    ACCORD_PHRASES_SUBJECTS(X)                                                                                         \
    ACCORD_PHRASES_REGIONS(X)                                                                                          \
    ACCORD_PHRASES_VALUES(X)                                                                                           \
    ACCORD_PHRASES_SHARED(X)                                                                                           \
    ACCORD_PHRASES_HTML(X)                                                                                             \
    ACCORD_PHRASES_COMMITTEE(X)                                                                                        \
    ACCORD_PHRASES_XLSX(X)

enum accord_phrase {
#define ACCORD_PHRASE_ENUM(id, text) ACCORD_PHRASE_##id,
    ACCORD_PHRASES(ACCORD_PHRASE_ENUM)
#undef ACCORD_PHRASE_ENUM
        ACCORD_PHRASE_COUNT
};

#endif
