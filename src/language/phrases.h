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

/* Operative verbs (accord/verdict.h), as the United Nations translate them: the English text is the verb. */
#define ACCORD_PHRASES_VERBS(X)                                                                                        \
    X(VERB_SHALL, "shall")                                                                                             \
    X(VERB_DECIDES, "decides")                                                                                         \
    X(VERB_REQUESTS, "requests")                                                                                       \
    X(VERB_URGES, "urges")                                                                                             \
    X(VERB_CALLS_UPON, "calls upon")                                                                                   \
    X(VERB_ENCOURAGES, "encourages")                                                                                   \
    X(VERB_RECOMMENDS, "recommends")                                                                                   \
    X(VERB_INVITES, "invites")                                                                                         \
    X(VERB_SHOULD, "should")                                                                                           \
    X(VERB_SHOULD_CONSIDER, "should consider")                                                                         \
    X(VERB_PRIMARY_FUNCTION, "primary function")                                                                       \
    X(VERB_RESPONSIBLE_FOR, "responsible for")                                                                         \
    X(VERB_RECALLS, "recalls")                                                                                         \
    X(VERB_NOTES, "notes")                                                                                             \
    X(VERB_RECOGNIZES, "recognizes")                                                                                   \
    X(VERB_WELCOMES, "welcomes")                                                                                       \
    X(VERB_STRESSES, "stresses")

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

/* What the engine says in its own name of why a verdict is what it is, and a run of being a part, word for word:
 * sentences that are stored in English are read back by these patterns (language/sentence.h). They have no plurals, so
 * that there is one way only.
 */
#define ACCORD_PHRASES_ENGINE(X)                                                                                       \
    X(WHY_EFFECT_AHEAD, "{provision} has effect from {day}, after {as_of}")                                            \
    X(WHY_EFFECT_OVER, "{provision} had effect until {day}, on or before {as_of}")                                     \
    X(WHY_BOUND_OPEN, "the claims on record leave open whether {actor} is bound by {treaty} on {day}")                 \
    X(WHY_NOT_BOUND, "{actor} is not bound by {treaty} on {day}, by every claim on record")                            \
    X(WHY_BOUND, "{actor} is bound by {treaty} on {day}, by every claim on record")                                    \
    X(WHY_RESTS_OF, "it rests on {rule}, of which: {sentence}")                                                        \
    X(WHY_RESTS_ON, "it rests on {rule}, which is {verdict}: one cause, one finding")                                  \
    X(WHY_RESTS_FAILED, "it rests on {rule}, which failed")                                                            \
    X(WHY_SHOWN, "the record shows it")                                                                                \
    X(WHY_FINDINGS, "{count, plural, one {# finding} other {# findings}}, the first: {sentence}")                      \
    X(WHY_NOBODY, "the rule addresses no actor on {day}")                                                              \
    X(WHY_NOBODY_IN_SCHEME, "the rule addresses nobody in a region of the scheme ''{scheme}'' on {day}")               \
    X(WHY_NO_REGION_ONE,                                                                                               \
      "1 actor is in no region of the scheme ''{scheme}'' on record on {day}, and in no conclusion: {names}")          \
    X(WHY_NO_REGION,                                                                                                   \
      "{number} actors are in no region of the scheme ''{scheme}'' on record on {day}, and in no conclusion: {names}") \
    X(WHY_OPEN_ONE, "1 actor is open, and nobody is surely addressed: {names}")                                        \
    X(WHY_OPEN, "{number} actors are open, and nobody is surely addressed: {names}")                                   \
    X(WHY_OPEN_UNASKED_ONE, "1 actor is open, and the conclusion ({verdict}) did not ask: {names}")                    \
    X(WHY_OPEN_UNASKED, "{number} actors are open, and the conclusion ({verdict}) did not ask: {names}")               \
    X(WHY_NAMES_MORE, "{listed} and {number} more")                                                                    \
    X(WHY_BLANK, "a cell that decides this is blank: {reasons}")                                                       \
    X(WHY_UNDECIDED, "the record leaves this open: {reasons}")                                                         \
    X(REASON_SEPARATOR, "; ")                                                                                          \
    X(REASON_MORE, "and {number} more")                                                                                \
    X(REASON_OF_ROW, "{row}: {reason}")                                                                                \
    X(REASON_TO_ALL, "a row addressed to all may match")                                                               \
    X(REASON_COARSE, "a coarse date leaves open whether it matches")                                                   \
    X(REASON_BLANK, "a blank cell leaves open whether it matches")                                                     \
    X(REASON_INCOMPLETE, "nothing in {table} matches, and it is not declared complete for the question")               \
    X(REASON_CLAIMS, "the sources' claims differ, or are too coarse to say")                                           \
    X(REASON_EVENT, "its date may lie before or after the as-of date")                                                 \
    X(REASON_ABSENT, "it is not on record")                                                                            \
    X(REASON_ORDER, "{first} cannot be placed before or after {second}")                                               \
    X(ADDITION_COARSE, "; but {rows} may count: the dates on record leave it open")                                    \
    X(ADDITION_BLANK, "; but {rows} may count: a blank cell leaves it open")                                           \
    X(ROWS_TO_ALL, "{table} to all")                                                                                   \
    X(PART_SHARD, "shard {number}/{total}")                                                                            \
    X(PART_ACTORS, "{number} of {total} actors")

/* Shared by all formats. */
#define ACCORD_PHRASES_SHARED(X)                                                                                       \
    X(ILLUSTRATIVE,                                                                                                    \
      "Illustrative dataset: records in it are invented, and nothing here is a statement about a State.")              \
    X(AS_OF, "As of {day}")                                                                                            \
    X(SCORE, "{percent} ({low} to {high})")                                                                            \
    X(ASSESSABLE, "{assessable} of {of, plural, one {# assessable} other {# assessable}}")

/* The dashboard. */
#define ACCORD_PHRASES_HTML(X)                                                                                         \
    X(OVERVIEW, "Overview")                                                                                            \
    X(HTML_OVERVIEW_LEAD,                                                                                              \
      "How much of what each instrument asks is met, as far as the record shows. A score stands only with the "        \
      "share that could be assessed and the bounds between which it would lie if all were known.")                     \
    X(HTML_PROVISIONS, "By paragraph")                                                                                 \
    X(HTML_PROVISIONS_LEAD,                                                                                            \
      "Every paragraph in the order of the text. Those that set out context and ask nobody for an act, and "           \
      "those that no rule covers, are shown as such.")                                                                 \
    X(HTML_MATRIX, "By Party")                                                                                         \
    X(HTML_MATRIX_LEAD,                                                                                                \
      "Each Party against each paragraph that rules assess. An empty cell: the paragraph does not speak to such "      \
      "an actor.")                                                                                                     \
    X(HTML_MATRIX_CAPTION, "Verdicts by Party and paragraph")                                                          \
    X(HTML_MATRIX_OTHERS, "Verdicts by other actor and paragraph")                                                     \
    X(HTML_MAP, "Tile map")                                                                                            \
    X(HTML_MAP_LEAD,                                                                                                   \
      "One equal tile for each Party, laid out by region. No boundary is drawn. Each tile has its score, the "         \
      "bounds, and how many paragraphs could be assessed of those that apply.")                                        \
    X(HTML_TREND, "Trend")                                                                                             \
    X(HTML_TREND_LEAD,                                                                                                 \
      "The score in each stored run, its bounds, and how many pairs of a paragraph and an actor could be "             \
      "assessed of those that apply.")                                                                                 \
    X(HTML_TREND_INSTRUMENTS, "Trend by instrument")                                                                   \
    X(HTML_TREND_REGIONS, "Trend by region")                                                                           \
    X(HTML_TREND_PROVISIONS, "Trend by paragraph")                                                                     \
    X(HTML_PARTIES, "Party by Party")                                                                                  \
    X(HTML_PARTIES_LEAD,                                                                                               \
      "What the record shows for each Party and other actor, and on which records each verdict rests.")                \
    X(HTML_PAGES, "Pages")                                                                                             \
    X(HTML_PAGES_LEAD,                                                                                                 \
      "This report has one page for each group of Parties and other actors, in the order of their codes.")             \
    X(HTML_PAGES_CAPTION, "Pages of Parties and other actors")                                                         \
    X(HTML_PAGE, "Page")                                                                                               \
    X(HTML_REGISTER, "Focal points")                                                                                   \
    X(HTML_REGISTER_LEAD,                                                                                              \
      "Who has which designation and since when; what has lapsed, is missing, or is overdue for confirmation. "        \
      "Persons are never named.")                                                                                      \
    X(HTML_REGISTER_CAPTION, "Register of designations")                                                               \
    X(HTML_REGISTER_EMPTY, "No designation is on record, and no rule asked for one.")                                  \
    X(HTML_NOTES, "Notes")                                                                                             \
    X(HTML_NOTES_LEAD,                                                                                                 \
      "Errors of rules, comments of Parties that stand apart, warnings about the data, and what this report is "       \
      "made from.")                                                                                                    \
    X(HTML_ALL_VIEWS, "Whole report")                                                                                  \
    X(HTML_VIEWS, "Views of this report")                                                                              \
    X(HTML_LANGUAGES, "Languages")                                                                                     \
    X(HTML_SKIP, "Skip to the content")                                                                                \
    X(HTML_REPORT_KIND, "Progress report")                                                                             \
    X(HTML_AS_OF_DAY, "As of")                                                                                         \
    X(HTML_DATA_UNTIL, "Data until")                                                                                   \
    X(HTML_NOT_TOLD, "not known")                                                                                      \
    X(HTML_COMPARED_WITH, "Compared with")                                                                             \
    X(HTML_RUN, "Run")                                                                                                 \
    X(HTML_A_PART, "This run is a part of the whole: {part}. Its numbers say nothing of the rest.")                    \
    X(HTML_MADE_BY, "Made by accord {version} from stored runs.")                                                      \
    X(HTML_BEFORE, "Before:")                                                                                          \
    X(HTML_SCORE_OF_ASSESSABLE, "score over what could be assessed")                                                   \
    X(HTML_NOTHING_ASSESSABLE, "nothing could be assessed")                                                            \
    X(HTML_NOTHING_DUE, "nothing is due")                                                                              \
    X(HTML_NO_SCORE, "no score ({low} to {high})")                                                                     \
    X(HTML_PARAGRAPHS_ASSESSED,                                                                                        \
      "{of, plural, one {# paragraph} other {# paragraphs}}: {assessed} assessed by rules, {context} of "              \
      "context, {uncovered} not covered")                                                                              \
    X(HTML_PARAGRAPHS_LEFT_OUT, "{n} whose rules were not asked in this run")                                          \
    X(HTML_REMARKS, "To be read with these numbers")                                                                   \
    X(HTML_REMARK_ERRORS, "verdicts in error: the rule failed")                                                        \
    X(HTML_REMARK_WAIVED, "findings under a waiver in force")                                                          \
    X(HTML_REMARK_LAPSED, "findings whose waiver has lapsed")                                                          \
    X(HTML_REMARK_COMMENTS, "comments of Parties on findings")                                                         \
    X(HTML_REMARK_APART, "comments on findings that stand no longer")                                                  \
    X(HTML_REMARK_WARNINGS, "warnings about the data")                                                                 \
    X(HTML_LEGEND, "What the verdicts mean")                                                                           \
    X(HTML_HOW_SCORED,                                                                                                 \
      "A score counts met as whole, partial as half and gap as nothing, over what could be assessed. Unreported "      \
      "and review are open: they are in the bounds, not in the score. Not due and not applicable are in "              \
      "neither.")                                                                                                      \
    X(HTML_CHANGES, "What changed")                                                                                    \
    X(HTML_CHANGES_CAPTION, "Verdicts that changed since the earlier run, by paragraph")                               \
    X(HTML_COLUMN_CHANGED, "Changed")                                                                                  \
    X(HTML_COLUMN_MOVES, "Changes")                                                                                    \
    X(HTML_FINDINGS_CHANGED,                                                                                           \
      "{appeared, plural, one {# finding} other {# findings}} that the earlier run did not have; {gone, plural, "      \
      "one {# finding} other {# findings}} of it no longer found.")                                                    \
    X(HTML_NO_CHANGE, "No verdict is another one than in the earlier run.")                                            \
    X(HTML_NO_EARLIER_RUN, "There is no earlier run to compare with.")                                                 \
    X(HTML_AND_MORE, "and {n} more")                                                                                   \
    X(HTML_WHO, "Who is behind the bar")                                                                               \
    X(HTML_RULES, "Rules")                                                                                             \
    X(HTML_RULE, "Rule")                                                                                               \
    X(HTML_EFFECT_FROM, "in effect from")                                                                              \
    X(HTML_EFFECT_UNTIL, "until")                                                                                      \
    X(HTML_ADDRESSEE, "speaks to:")                                                                                    \
    X(HTML_QUALIFIED, "leaves discretion")                                                                             \
    X(HTML_CONTEXT, "Context.")                                                                                        \
    X(HTML_UNCOVERED, "Not covered: no rule assesses this paragraph.")                                                 \
    X(HTML_LEFT_OUT, "Not assessed: the rules of this paragraph were not asked in this run.")                          \
    X(HTML_PARTY, "Party")                                                                                             \
    X(HTML_REGION, "Region")                                                                                           \
    X(HTML_ACTOR, "Actor")                                                                                             \
    X(HTML_FORCE, "Force")                                                                                             \
    X(HTML_VERDICT, "Verdict")                                                                                         \
    X(HTML_INSTRUMENT, "Instrument")                                                                                   \
    X(HTML_PROVISION, "Paragraph")                                                                                     \
    X(HTML_ROLE, "Role")                                                                                               \
    X(HTML_STATE, "Status of the designation")                                                                         \
    X(HTML_INSTITUTION, "Institution")                                                                                 \
    X(HTML_DESIGNATED, "Designated")                                                                                   \
    X(HTML_CONFIRMED, "Confirmed")                                                                                     \
    X(HTML_ENDED, "Ended")                                                                                             \
    X(HTML_SOURCE, "Source")                                                                                           \
    X(HTML_THE_FINDING, "finding")                                                                                     \
    X(HTML_COLUMN_SCORE, "Score")                                                                                      \
    X(HTML_COLUMN_BOUNDS, "Bounds")                                                                                    \
    X(HTML_COLUMN_ASSESSABLE, "Assessable")                                                                            \
    X(HTML_COLUMN_MESSAGE, "What the record shows")                                                                    \
    X(HTML_COLUMN_WHY, "Why")                                                                                          \
    X(HTML_COLUMN_PROVISIONS, "Paragraphs, and the records that they rest on")                                         \
    X(HTML_COLUMN_RECORD, "No.")                                                                                       \
    X(HTML_COLUMN_LINE, "Line")                                                                                        \
    X(HTML_COLUMN_KEY, "Key")                                                                                          \
    X(HTML_COLUMN_FIRST, "First")                                                                                      \
    X(HTML_COLUMN_LAST, "Last")                                                                                        \
    X(HTML_COLUMN_ACTORS, "Parties and others")                                                                        \
    X(HTML_NOT_APPLICABLE_SHORT, "n/a")                                                                                \
    X(HTML_NO_REGION, "No region on record")                                                                           \
    X(HTML_PARTY_COUNT, "{n, plural, one {# Party} other {# Parties}}")                                                \
    X(HTML_HISTORY, "History: runs in which something changed")                                                        \
    X(HTML_TO_LOOK_AT, "What somebody should look at")                                                                 \
    X(HTML_THE_REST, "Met, not due, not applicable")                                                                   \
    X(HTML_RECORDS, "Records")                                                                                         \
    X(HTML_RECORDS_READ, "Records read")                                                                               \
    X(HTML_RECORDS_LEAD, "Each record once, with the cells that rules read. Verdicts refer to them by number.")        \
    X(HTML_ABSENCE, "Not found")                                                                                       \
    X(HTML_ABSENCES, "Asked for and not found")                                                                        \
    X(HTML_ABSENCES_LEAD, "Questions to the record that no row answered. Verdicts refer to them by number.")           \
    X(HTML_NEW, "new")                                                                                                 \
    X(HTML_COLUMN_SINCE, "Since")                                                                                      \
    X(HTML_WAIVED_UNTIL, "Waived until")                                                                               \
    X(HTML_WAIVER_LAPSED, "Waiver lapsed on")                                                                          \
    X(HTML_COMMENT_OF, "Comment of the Party")                                                                         \
    X(HTML_COMMENTS_APART, "Comments on findings that stand no longer")                                                \
    X(HTML_A_PARTY, "Party")                                                                                           \
    X(HTML_NO_PARTY, "not a Party")                                                                                    \
    X(HTML_DESIGNATION_CURRENT, "current")                                                                             \
    X(HTML_DESIGNATION_UNCERTAIN, "uncertain")                                                                         \
    X(HTML_DESIGNATION_LAPSED, "lapsed")                                                                               \
    X(HTML_DESIGNATION_AHEAD, "to come")                                                                               \
    X(HTML_DESIGNATION_MISSING, "missing")                                                                             \
    X(HTML_DESIGNATION_UNREPORTED, "unreported")                                                                       \
    X(HTML_DESIGNATION_OVERDUE, "overdue")                                                                             \
    X(HTML_RULE_ERRORS, "Errors of rules")                                                                             \
    X(HTML_RULE_ERRORS_CAPTION, "Verdicts that a rule could not give")                                                 \
    X(HTML_NO_RULE_ERRORS, "No rule failed.")                                                                          \
    X(HTML_DATA_WARNINGS, "Warnings about the data")                                                                   \
    X(HTML_NO_DATA_WARNINGS, "There are none.")                                                                        \
    X(HTML_FOUNDATIONS, "What this report is made from")                                                               \
    X(HTML_DATASET, "Dataset")                                                                                         \
    X(HTML_DATASET_SHA256, "SHA-256 of the dataset")                                                                   \
    X(HTML_RULES_SHA256, "SHA-256 of the rules")                                                                       \
    X(HTML_PROFILE, "Profile")                                                                                         \
    X(HTML_SCHEME, "Scheme of regions")                                                                                \
    X(HTML_STORE, "Stored runs")                                                                                       \
    X(HTML_SCOPE, "Scope")                                                                                             \
    X(HTML_CHOICE_ALL, "All")                                                                                          \
    X(HTML_SEARCH, "Search")                                                                                           \
    X(HTML_CLEAR, "Clear")                                                                                             \
    X(HTML_SHOWN, "{shown} of {of} shown")                                                                             \
    X(HTML_SORT_BY, "Sort by")                                                                                         \
    X(HTML_SERIES, "Show")                                                                                             \
    X(HTML_COVERAGE, "Assessable (share)")                                                                             \
    X(HTML_CHART_SAYS,                                                                                                 \
      "Chart of the score with its bounds, and of the share that could be assessed; the tables below have its "        \
      "numbers.")                                                                                                      \
    X(HTML_ALL_PARTIES, "All Parties and others")                                                                      \
    X(HTML_COLOUR_BY, "Show")                                                                                          \
    X(HTML_NONE_SHOWN, "Nothing matches.")                                                                             \
    X(HTML_OVERALL, "Score over all paragraphs")                                                                       \
    X(HTML_FINDING_ADDRESS, "Fingerprint of this finding")

/* The committee's document; the workbook has some of its words too. */
#define ACCORD_PHRASES_COMMITTEE(X)                                                                                    \
    X(PURPOSE, "Purpose")                                                                                              \
    X(DOCUMENT_TITLE, "Progress in implementation, as of {day}")                                                       \
    X(LABEL_AS_OF, "As of")                                                                                            \
    X(LABEL_DATA_UNTIL, "Data until")                                                                                  \
    X(LABEL_DATASET, "Dataset")                                                                                        \
    X(LABEL_RUN, "Run")                                                                                                \
    X(LABEL_COMPARED, "Compared with")                                                                                 \
    X(LABEL_PROFILE, "Profile")                                                                                        \
    X(LABEL_VERSION, "Evaluated with")                                                                                 \
    X(LABEL_DATASET_HASH, "Dataset, SHA-256")                                                                          \
    X(LABEL_PROFILE_HASH, "Profile, SHA-256")                                                                          \
    X(DATA_WARNING, "Warning")                                                                                         \
    X(LABEL_RULES_HASH, "Rules, SHA-256")                                                                              \
    X(LABEL_PART, "Part of the dataset")                                                                               \
    X(LABEL_COLON, ":")                                                                                                \
    X(NOT_TOLD, "not told")                                                                                            \
    X(NO_EARLIER_RUN, "no earlier run")                                                                                \
    X(PURPOSE_TEXTS, "This document tells, paragraph by paragraph, what the records at hand show on {day} of the "     \
                     "implementation of the following texts:")                                                         \
    X(PURPOSE_WHO, "It covers {parties, plural, one {# Party} other {# Parties}} and {others, plural, one {# other "   \
                   "addressee} other {# other addressees}}. The texts are cited and not reprinted: what a paragraph "  \
                   "asks is told in other words in Annex {annex}.")                                                    \
    X(PURPOSE_UNTIL, "The data tell of nothing after {day}.")                                                          \
    X(PURPOSE_UNTIL_UNKNOWN, "Until which day the data reach is not on record.")                                       \
    X(PURPOSE_SINCE, "Changes are told against the run as of {day} ({run}).")                                          \
    X(PURPOSE_NO_SINCE, "There is no earlier run of the same dataset and profile, so that no change is told.")         \
    X(PURPOSE_OTHER_RULES, "The rules were not the same then: a change may come from them and not from the records.")  \
    X(PURPOSE_PART, "This run evaluated a part of the dataset only ({part}); its numbers are of that part.")           \
    X(METHOD, "Method")                                                                                                \
    X(METHOD_PAIRS, "Rules read the records and come to a verdict on each paragraph that a program can assess, for "   \
                    "each addressee that it speaks to. One paragraph and one addressee are a pair. Where several "     \
                    "rules read a paragraph the pair has that of their verdicts which comes first in this table:")     \
    X(METHOD_ABSENCE,                                                                                                  \
      "Gaps and absent reports are kept apart. A gap is found only where the dataset declares that its "               \
      "record is complete. Elsewhere an absence is “unreported”, which says nothing either way about "             \
      "what the addressee has done.")                                                                                  \
    X(METHOD_SCORE, "A score is the mean over the assessable pairs, and those whose rule failed count 0 in it. It "    \
                    "never stands without the number of pairs that "                                                   \
                    "it rests on and two bounds: what it would be if all that is open or partial proved not done, "    \
                    "and if it all proved done. A pair whose verdict rests on another one that is open is open too.")  \
    X(METHOD_GAPS, "Remaining gaps are the addressees for which a paragraph is a gap or partial. A change is the "     \
                   "difference between the numbers of pairs of both runs.")                                            \
    X(METHOD_WAIVERS,                                                                                                  \
      "A finding may be waived, which is somebody’s word that it is accepted for a time: it stays in "               \
      "every count, and is marked. Comments of Parties stand beside the findings that they are about, "                \
      "and change no number.")                                                                                         \
    X(METHOD_RECORDS, "Records are named by file and line of the dataset, or else by table and key.")                  \
    X(COLUMN_VERDICT, "Verdict")                                                                                       \
    X(COLUMN_MEANING, "Meaning")                                                                                       \
    X(COLUMN_IN_SCORE, "In the score")                                                                                 \
    X(COLUMN_IN_BOUNDS, "In the bounds")                                                                               \
    X(COLUMN_TEXT, "Text")                                                                                             \
    X(COLUMN_DAY, "As of")                                                                                             \
    X(COLUMN_PARAGRAPH, "Paragraph")                                                                                   \
    X(COLUMN_ADDRESSEES, "Addressees")                                                                                 \
    X(COLUMN_ASSESSABLE, "Assessable")                                                                                 \
    X(COLUMN_OF, "Of")                                                                                                 \
    X(COLUMN_SCORE, "Score")                                                                                           \
    X(COLUMN_CHANGE, "Change")                                                                                         \
    X(COLUMN_REMAINING, "Remaining gaps")                                                                              \
    X(COVERED, "{assessable} of {of}")                                                                                 \
    X(NOT_COUNTED, "not counted")                                                                                      \
    X(COUNTS_OPEN, "open")                                                                                             \
    X(RANGE, "{low} to {high}")                                                                                        \
    X(NO_SCORE, "none")                                                                                                \
    X(NO_CHANGE, "none")                                                                                               \
    X(IS_CONTEXT, "context")                                                                                           \
    X(NOT_COVERED, "no rule")                                                                                          \
    X(NOT_ASKED, "not asked")                                                                                          \
    X(SUMMARY, "Summary")                                                                                              \
    X(SUMMARY_BY_PARAGRAPH, "Summary by paragraph")                                                                    \
    X(SUMMARY_SENTENCE,                                                                                                \
      "{text}: {assessable} of {of, plural, one {# pair} other {# pairs}} assessable, score {score}.")                 \
    X(SUMMARY_SENTENCE_UNSCORED,                                                                                       \
      "{text}: {assessable} of {of, plural, one {# pair} other {# pairs}} assessable, so that there is "               \
      "no score.")                                                                                                     \
    X(SUMMARY_LEGEND,                                                                                                  \
      "“Context” marks a paragraph that asks nobody for an act that a program could assess, “no rule” "        \
      "one that was not assessed. Annex {annex} names all for whom something remains.")                                \
    X(ATTENTION, "Findings")                                                                                           \
    X(FINDINGS_LEGEND,                                                                                                 \
      "Findings are counted one by one: a verdict may have several, and one that is met without remark has none.")     \
    X(FINDINGS_OF, "Findings: {verdict}")                                                                              \
    X(FINDINGS_ERRORS, "Verdicts that are errors of a rule")                                                           \
    X(FINDINGS_WAIVED, "Findings under a waiver in force")                                                             \
    X(FINDINGS_LAPSED, "Findings whose waiver has lapsed")                                                             \
    X(FINDINGS_NEW, "Findings that the earlier run did not have")                                                      \
    X(FINDINGS_GONE, "Findings of the earlier run that are gone")                                                      \
    X(FINDINGS_COMMENTS, "Comments of Parties on these findings")                                                      \
    X(FINDINGS_COMMENTS_APART, "Comments of Parties on findings that no longer stand")                                 \
    X(DATA_WARNINGS, "Warnings about the data")                                                                        \
    X(COLUMN_WHAT, "What")                                                                                             \
    X(COLUMN_NUMBER, "Number")                                                                                         \
    X(ANNEX, "Annex {number}: {title}")                                                                                \
    X(ANNEX_PARAGRAPHS, "What the paragraphs ask")                                                                     \
    X(ANNEX_GAPS, "Remaining gaps by paragraph")                                                                       \
    X(ANNEX_PARTIES, "Parties")                                                                                        \
    X(ANNEX_OTHERS, "Other addressees, regions and the whole")                                                         \
    X(ANNEX_FOCAL_POINTS, "Focal points")                                                                              \
    X(ANNEX_SOURCES, "Data, rules and warnings")                                                                       \
    X(IN_EFFECT_FROM, "In effect from {day}.")                                                                         \
    X(IN_EFFECT_UNTIL, "No longer in effect from {day}.")                                                              \
    X(IS_QUALIFIED, "Its wording leaves discretion: nothing on record is never a gap.")                                \
    X(NOTHING_REMAINS, "No gap and nothing partial is on record.")                                                     \
    X(NOTHING_HERE, "There is nothing here.")                                                                          \
    X(NOTHING_ASKED, "Not listed: {actors, plural, one {# actor} other {# actors}} of whom nothing is asked, or "      \
                     "nothing yet, on that day.")                                                                      \
    X(ACTOR_COUNTED,                                                                                                   \
      "{assessable} of {of, plural, one {# paragraph} other {# paragraphs}} assessable, score {score}.")               \
    X(ACTOR_COUNTED_UNSCORED,                                                                                          \
      "{assessable} of {of, plural, one {# paragraph} other {# paragraphs}} assessable, so that there "                \
      "is no score.")                                                                                                  \
    X(ACTOR_COUNTED_THEN, "On {day}: {assessable} of {of}, score {score}.")                                            \
    X(ACTOR_COUNTED_THEN_UNSCORED, "On {day}: {assessable} of {of}, no score.")                                        \
    X(FINDING_NEW, "New since the earlier run.")                                                                       \
    X(FINDING_SINCE, "Found in every run since {day}.")                                                                \
    X(FINDING_WAIVED, "Waived until {day} by {who}: {reason}.")                                                        \
    X(FINDING_WAIVER_LAPSED, "A waiver by {who} lapsed after {day}: {reason}.")                                        \
    X(FINDING_OPEN, "It rests on a verdict that is open, and is counted as open.")                                     \
    X(FINDING_RECORDS, "Records: {records}.")                                                                          \
    X(FINDING_NO_RECORDS, "No such record in: {tables}.")                                                              \
    X(AND_MORE, "{names} and {more} more")                                                                             \
    X(COMMENT, "Comment of the Party:")                                                                                \
    X(COMMENT_APART, "Comment on a finding that no longer stands:")                                                    \
    X(REGION_OF, "Region: {region}.")                                                                                  \
    X(FOCAL_POINTS_OVERDUE, "Overdue for confirmation:")                                                               \
    X(FOCAL_POINTS_MISSING, "Missing:")                                                                                \
    X(COLUMN_ROLE, "Role")                                                                                             \
    X(DESIGNATION_CURRENT, "current")                                                                                  \
    X(DESIGNATION_UNCERTAIN, "uncertain")                                                                              \
    X(DESIGNATION_LAPSED, "lapsed")                                                                                    \
    X(DESIGNATION_AHEAD, "ahead")                                                                                      \
    X(DESIGNATION_MISSING, "missing")                                                                                  \
    X(DESIGNATION_UNREPORTED, "unreported")                                                                            \
    X(DESIGNATION_OVERDUE, "overdue")                                                                                  \
    X(FOCAL_POINTS_LEGEND,                                                                                             \
      "Designations are counted, and roles that a rule asked for and that nobody is on record for: "                   \
      "“missing” where the record is complete, “unreported” where it is not. “Overdue” are current "       \
      "ones whose confirmation, or else designation, lies too long ago.")                                              \
    X(RULE_ERRORS, "{rule}: {errors, plural, one {# verdict is an error} other {# verdicts are errors}}: {why}")

/* The workbook. */
#define ACCORD_PHRASES_XLSX(X)                                                                                         \
    X(SHEET_SUMMARY, "Summary")                                                                                        \
    X(SHEET_PROVISIONS, "Provisions")                                                                                  \
    X(SHEET_PARTIES, "Parties")                                                                                        \
    X(SHEET_MATRIX, "Matrix")                                                                                          \
    X(SHEET_FINDINGS, "Findings")                                                                                      \
    X(SHEET_REGISTER, "Register")                                                                                      \
    X(WORKBOOK_TITLE, "Verdicts by paragraph and Party, as of {day}")                                                  \
    X(COLUMN_NAME, "Name")                                                                                             \
    X(COLUMN_KIND, "Kind")                                                                                             \
    X(COLUMN_PARTY, "Party")                                                                                           \
    X(COLUMN_REGION, "Region")                                                                                         \
    X(COLUMN_ACTOR, "Actor")                                                                                           \
    X(COLUMN_RULE, "Rule")                                                                                             \
    X(COLUMN_RULES, "Rules")                                                                                           \
    X(COLUMN_VERB, "Verb")                                                                                             \
    X(COLUMN_FORCE, "Force")                                                                                           \
    X(COLUMN_QUALIFIED, "Qualified")                                                                                   \
    X(COLUMN_ASKS, "What it asks")                                                                                     \
    X(COLUMN_NOT_ASSESSED, "Why it is not assessed")                                                                   \
    X(COLUMN_EFFECT, "In effect from")                                                                                 \
    X(COLUMN_UNTIL, "In effect until before")                                                                          \
    X(COLUMN_LOW, "Lower bound")                                                                                       \
    X(COLUMN_HIGH, "Upper bound")                                                                                      \
    X(COLUMN_THEN, "{column}, {day}")                                                                                  \
    X(COLUMN_FINDING, "Finding")                                                                                       \
    X(COLUMN_MESSAGE, "What is found")                                                                                 \
    X(COLUMN_SINCE, "Since")                                                                                           \
    X(COLUMN_NEW, "New")                                                                                               \
    X(COLUMN_WAIVED, "Waived until")                                                                                   \
    X(COLUMN_LAPSED, "Waiver lapsed after")                                                                            \
    X(COLUMN_WAIVER, "Waiver")                                                                                         \
    X(COLUMN_COMMENTS, "Comments of the Party")                                                                        \
    X(COLUMN_RECORDS, "Records")                                                                                       \
    X(COLUMN_FINGERPRINT, "Fingerprint")                                                                               \
    X(COLUMN_INSTITUTION, "Institution")                                                                               \
    X(COLUMN_DESIGNATED, "Designated")                                                                                 \
    X(COLUMN_CONFIRMED, "Confirmed")                                                                                   \
    X(COLUMN_ENDED, "Ended")                                                                                           \
    X(COLUMN_STATE, "Status")                                                                                          \
    X(COLUMN_OVERDUE, "Overdue for confirmation")                                                                      \
    X(WAIVER_BY, "{who}: {reason}")                                                                                    \
    X(VERDICT_OPEN, "{verdict} (open)")                                                                                \
    X(CELL_CUT, "[cut here: a cell holds no more than 32,767 characters]")                                             \
    X(ROWS_LEFT_OUT, "{rows, plural, one {# more row is} other {# more rows are}} left out: a sheet holds no more "    \
                     "than {most} rows.")

#define ACCORD_PHRASES(X)                                                                                              \
    ACCORD_PHRASES_VERDICTS(X)                                                                                         \
    ACCORD_PHRASES_VERBS(X)                                                                                            \
    ACCORD_PHRASES_SUBJECTS(X)                                                                                         \
    ACCORD_PHRASES_REGIONS(X)                                                                                          \
    ACCORD_PHRASES_VALUES(X)                                                                                           \
    ACCORD_PHRASES_ENGINE(X)                                                                                           \
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
