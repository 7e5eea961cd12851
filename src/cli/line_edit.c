/* Lines by libedit, or through a pipe. */
#include "cli/line_edit.h"

#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HISTORY_MAX = 1000, WORD_MAX = 256, MATCHES_MAX = 512 };

struct accord_line_edit {
    accord_complete_function complete;
    void *host;
    EditLine *editor; /* NULL: a pipe */
    History *history;
    const char *prompt;
    char *piped;
    size_t room;
    struct sigaction before; /* what SIGINT did */
};

static volatile sig_atomic_t interrupted;

/* A line that is being evaluated ends soon by its own limits: only reading is interrupted. */
static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static char *prompt_of(EditLine *editor)
{
    struct accord_line_edit *edit = NULL;
    static char prompt[WORD_MAX];
    (void)el_get(editor, EL_CLIENTDATA, &edit);
    (void)snprintf(prompt, sizeof prompt, "%s", edit->prompt);
    return prompt;
}

/* ---- completion ---- */

struct matches {
    char names[MATCHES_MAX][WORD_MAX]; /* each once */
    size_t count;
    size_t common; /* characters that all begin with */
};

static void take_match(void *taker, const char *name)
{
    struct matches *matches = taker;
    size_t same = 0;
    for (size_t i = 0; i < matches->count; i++)
        if (strcmp(matches->names[i], name) == 0) return;
    if (matches->count == MATCHES_MAX) return;
    char *kept = matches->names[matches->count++];
    (void)snprintf(kept, WORD_MAX, "%s", name);
    while (matches->count > 1 && same < matches->common && matches->names[0][same] == kept[same])
        same++;
    matches->common = matches->count == 1 ? strlen(kept) : same;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* What a command's operand is made of besides: ids of rules and actors. */
static bool is_operand(char c)
{
    return c != ' ';
}

/* Puts in what all matches have in common; where that is nothing new, lists them. */
static unsigned char put_matches(EditLine *editor, struct matches *matches, size_t typed)
{
    if (matches->count == 0) return CC_ERROR;
    if (matches->common > typed) {
        matches->names[0][matches->common] = '\0';
        return el_insertstr(editor, matches->names[0] + typed) == 0 ? CC_REFRESH : CC_ERROR;
    }
    if (matches->count == 1) return el_insertstr(editor, " ") == 0 ? CC_REFRESH : CC_ERROR;
    printf("\n");
    for (size_t i = 0; i < matches->count; i++)
        printf("%s%s", i == 0 ? "" : "  ", matches->names[i]);
    printf("\n");
    return CC_REDISPLAY;
}

static unsigned char complete(EditLine *editor, int key)
{
    struct accord_line_edit *edit = NULL;
    const LineInfo *info = el_line(editor);
    char line[4096];
    struct matches *matches = accord_alloc_zero(1, sizeof *matches);
    size_t length = (size_t)(info->cursor - info->buffer);
    (void)key;
    (void)el_get(editor, EL_CLIENTDATA, &edit);
    if (length >= sizeof line || matches == NULL) {
        accord_free(matches);
        return CC_ERROR;
    }
    memcpy(line, info->buffer, length);
    line[length] = '\0';
    size_t start = length;
    while (start > 0 && (line[0] == ':' ? is_operand(line[start - 1]) : is_word(line[start - 1])))
        start--;
    edit->complete(edit->host, line, line + start, take_match, matches);
    unsigned char answer = put_matches(editor, matches, length - start);
    accord_free(matches);
    return answer;
}

/* ---- life ---- */

static bool open_editor(struct accord_line_edit *edit)
{
    HistEvent event;
    edit->editor = el_init("accord", stdin, stdout, stderr);
    edit->history = history_init();
    if (edit->editor == NULL || edit->history == NULL) return false;
    (void)history(edit->history, &event, H_SETSIZE, HISTORY_MAX);
    (void)history(edit->history, &event, H_SETUNIQUE, 1);
    (void)el_set(edit->editor, EL_CLIENTDATA, edit);
    (void)el_set(edit->editor, EL_PROMPT, prompt_of);
    (void)el_set(edit->editor, EL_EDITOR, "emacs");
    (void)el_set(edit->editor, EL_HIST, history, edit->history);
    /* By the wide name: the other one copies the texts and never frees them. */
    (void)el_wset(edit->editor, EL_ADDFN, L"accord-complete", L"completes names", complete);
    (void)el_set(edit->editor, EL_BIND, "^I", "accord-complete", NULL);
    (void)el_set(edit->editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
    struct sigaction action = {.sa_handler = interrupt};
    (void)sigemptyset(&action.sa_mask);
    return sigaction(SIGINT, &action, &edit->before) == 0;
}

enum accord_status accord_line_edit_open(accord_complete_function complete_word, void *host,
                                         struct accord_line_edit **edit, struct accord_error *err)
{
    *edit = accord_alloc_zero(1, sizeof **edit);
    if (*edit == NULL) return accord_error_memory(err);
    (*edit)->complete = complete_word;
    (*edit)->host = host;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || open_editor(*edit)) return ACCORD_OK;
    accord_line_edit_close(*edit);
    *edit = NULL;
    return accord_error_set(err, ACCORD_NO_MEMORY, "the terminal cannot be used for editing lines");
}

void accord_line_edit_close(struct accord_line_edit *edit)
{
    if (edit == NULL) return;
    if (edit->editor != NULL) (void)sigaction(SIGINT, &edit->before, NULL);
    if (edit->history != NULL) history_end(edit->history);
    if (edit->editor != NULL) el_end(edit->editor);
    free(edit->piped);
    accord_free(edit);
}

bool accord_line_edit_interactive(const struct accord_line_edit *edit)
{
    return edit->editor != NULL;
}

/* ---- reading ---- */

static enum accord_line_result read_piped(struct accord_line_edit *edit, const char **line, size_t *length)
{
    ssize_t got = getline(&edit->piped, &edit->room, stdin);
    if (got < 0) return ACCORD_LINE_END;
    *line = edit->piped;
    *length = (size_t)got;
    return ACCORD_LINE_READ;
}

static enum accord_line_result read_edited(struct accord_line_edit *edit, const char **line, size_t *length)
{
    HistEvent event;
    int count = 0;
    interrupted = 0;
    *line = el_gets(edit->editor, &count);
    if (*line == NULL || count <= 0) {
        if (!interrupted) return ACCORD_LINE_END;
        el_reset(edit->editor);
        printf("\n");
        return ACCORD_LINE_INTERRUPTED;
    }
    *length = (size_t)count;
    if (*length > 1) (void)history(edit->history, &event, H_ENTER, *line);
    return ACCORD_LINE_READ;
}

enum accord_line_result accord_line_edit_read(struct accord_line_edit *edit, const char *prompt, const char **line,
                                              size_t *length)
{
    edit->prompt = prompt;
    enum accord_line_result result =
        edit->editor == NULL ? read_piped(edit, line, length) : read_edited(edit, line, length);
    if (result != ACCORD_LINE_READ) return result;
    while (*length > 0 && ((*line)[*length - 1] == '\n' || (*line)[*length - 1] == '\r'))
        --*length;
    return ACCORD_LINE_READ;
}
