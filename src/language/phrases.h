/* Every phrase of the interface: its id and its English text, which is the pattern where it has arguments. Other
 * languages have theirs in the catalogues beside this file, by the same ids in lower case. */
#ifndef ACCORD_LANGUAGE_PHRASES_H
#define ACCORD_LANGUAGE_PHRASES_H

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
    ACCORD_PHRASES_SHARED(X) ACCORD_PHRASES_HTML(X) ACCORD_PHRASES_COMMITTEE(X) ACCORD_PHRASES_XLSX(X)

enum accord_phrase {
#define ACCORD_PHRASE_ENUM(id, text) ACCORD_PHRASE_##id,
    ACCORD_PHRASES(ACCORD_PHRASE_ENUM)
#undef ACCORD_PHRASE_ENUM
        ACCORD_PHRASE_COUNT
};

#endif
