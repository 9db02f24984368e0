#include "base/error.h"
#include "cli/cli.h"

#include <string.h>

static const cli_verb *const verbs[] = { &cli_map,     &cli_extract,   &cli_geocode,
                                         &cli_geojson, &cli_tiles,     &cli_slides,
                                         &cli_styles,  &cli_gazetteer, &cli_basemap,
                                         &cli_help };

const cli_verb *cli_verb_at(size_t i)
{
    return i < sizeof verbs / sizeof *verbs ? verbs[i] : NULL;
}

const cli_verb *cli_verb_find(const char *name, dateline_error *err)
{
    const char *names[sizeof verbs / sizeof *verbs];
    size_t n = 0;
    for (; cli_verb_at(n); n++) {
        names[n] = cli_verb_at(n)->name;
        if (!strcmp(names[n], name))
            return cli_verb_at(n);
    }
    (void)cli_unknown("command", name, names, n, err);
    return NULL;
}

static void print_option(const cli_option *o, buf *out)
{
    char left[64] = "";
    buf b = { 0 };
    if (o->letter)
        buf_addf(&b, "-%c, ", o->letter);
    buf_addf(&b, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    str text = buf_str(&b);
    memcpy(left, text.at, text.len < sizeof left - 1 ? text.len : sizeof left - 1);
    buf_addf(out, "  %-28s %s\n", left, o->help);
    buf_clear(&b);
}

static void print_group(const cli_option *options, size_t n, const char *group, buf *out)
{
    buf_addf(out, "\n%s\n", group);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(options[i].group, group))
            print_option(&options[i], out);
}

void cli_print_help(const cli_verb *v, buf *out)
{
    buf_addf(out, "usage: dateline %s %s\n%s.\n", v->name, v->args, v->summary);
    for (const char *const *e = v->examples; e && *e; e++)
        buf_addf(out, "  %s\n", *e);
    for (size_t i = 0; i < v->n_options; i++) {
        bool seen = false;
        for (size_t k = 0; k < i; k++)
            seen |= !strcmp(v->options[k].group, v->options[i].group);
        if (!seen)
            print_group(v->options, v->n_options, v->options[i].group, out);
    }
    print_group(cli_common, cli_n_common, "General", out);
    buf_add_text(out, "\nexit: 0 ok, 1 failed, 2 usage, 3 input, 4 not found, 5 geodata, "
                      "6 file, 7 limit, 130 interrupted\n");
}

void cli_print_overview(buf *out)
{
    buf_add_text(out, "usage: dateline COMMAND [OPTIONS] [FILE...]\n"
                      "Dated events on a map, offline.\n\n");
    for (size_t i = 0; cli_verb_at(i); i++)
        buf_addf(out, "  %-10s %s\n", cli_verb_at(i)->name, cli_verb_at(i)->summary);
    buf_add_text(out,
                 "\n  dateline map events.csv -o map.png      the shortest way to a map\n"
                 "  dateline help COMMAND                   options and examples\n"
                 "  dateline --version\n");
}

/* Text for troff: a line may not start with a control character, and hyphens
   are minus signs that can be copied. */
static void troff(buf *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        buf_add_text(out, "\\&");
    for (const char *c = text; *c; c++) {
        if (*c == '-')
            buf_add_text(out, "\\-");
        else if (*c == '\\')
            buf_add_text(out, "\\e");
        else
            buf_add_byte(out, (unsigned char)*c);
    }
}

static void man_option(const cli_option *o, buf *out)
{
    buf_add_text(out, ".TP\n.B ");
    if (o->letter)
        buf_addf(out, "\\-%c, ", o->letter);
    buf_add_text(out, "\\-\\-");
    troff(out, o->name);
    if (o->arg) {
        buf_add_byte(out, ' ');
        troff(out, o->arg);
    }
    buf_add_byte(out, '\n');
    troff(out, o->help);
    buf_add_byte(out, '\n');
}

void cli_print_man(buf *out)
{
    buf_addf(
        out,
        ".TH DATELINE 1 \"\" \"dateline %s\"\n.SH NAME\ndateline \\- put dated events "
        "on a map, offline\n.SH SYNOPSIS\n.B dateline\n.I command\n[options] [file "
        "...]\n",
        dateline_version());
    for (size_t i = 0; cli_verb_at(i); i++) {
        const cli_verb *v = cli_verb_at(i);
        buf_addf(out, ".SH DATELINE %s\n", v->name);
        troff(out, v->summary);
        buf_add_text(out, ".\n.PP\n.B dateline ");
        troff(out, v->name);
        buf_add_byte(out, ' ');
        troff(out, v->args);
        buf_add_byte(out, '\n');
        for (size_t k = 0; k < v->n_options; k++)
            man_option(&v->options[k], out);
        for (const char *const *e = v->examples; e && *e; e++) {
            buf_add_text(out, ".PP\n.EX\n");
            troff(out, *e);
            buf_add_text(out, "\n.EE\n");
        }
    }
    buf_add_text(out, ".SH OPTIONS OF EVERY COMMAND\n");
    for (size_t i = 0; i < cli_n_common; i++)
        man_option(&cli_common[i], out);
    buf_add_text(out, ".SH ENVIRONMENT\nDATELINE_GEODATA, DATELINE_STYLES: directories. "
                      "DATELINE_GAZETTEER: a file. "
                      "SOURCE_DATE_EPOCH: the creation date written into documents.\n"
                      ".SH EXIT STATUS\n0 ok, 1 failed, 2 usage, 3 input, 4 not found, "
                      "5 geodata, 6 file, 7 limit, 130 interrupted.\n");
}

static void words_of(const cli_verb *v, buf *out)
{
    for (size_t k = 0; k < v->n_options; k++)
        buf_addf(out, "--%s ", v->options[k].name);
    for (size_t k = 0; k < cli_n_common; k++)
        buf_addf(out, "--%s ", cli_common[k].name);
}

static void bash_completion(buf *out)
{
    buf_add_text(out, "_dateline() {\n  local cur=${COMP_WORDS[COMP_CWORD]} words=\n"
                      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words='");
    for (size_t i = 0; cli_verb_at(i); i++)
        buf_addf(out, "%s ", cli_verb_at(i)->name);
    buf_add_text(out, "'\n  else case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; cli_verb_at(i); i++) {
        buf_addf(out, "    %s) words='", cli_verb_at(i)->name);
        words_of(cli_verb_at(i), out);
        buf_add_text(out, "';;\n");
    }
    buf_add_text(out,
                 "  esac; fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
                 "complete -o default -F _dateline dateline\n");
}

static void zsh_completion(buf *out)
{
    buf_add_text(out, "#compdef dateline\nif (( CURRENT == 2 )); then\n  compadd ");
    for (size_t i = 0; cli_verb_at(i); i++)
        buf_addf(out, "%s ", cli_verb_at(i)->name);
    buf_add_text(out, "\nelse\n  case $words[2] in\n");
    for (size_t i = 0; cli_verb_at(i); i++) {
        buf_addf(out, "    %s) compadd -- ", cli_verb_at(i)->name);
        words_of(cli_verb_at(i), out);
        buf_add_text(out, "; _files;;\n");
    }
    buf_add_text(out, "  esac\nfi\n");
}

static void fish_completion(buf *out)
{
    for (size_t i = 0; cli_verb_at(i); i++) {
        const cli_verb *v = cli_verb_at(i);
        buf_addf(out, "complete -c dateline -n __fish_use_subcommand -a %s -d '%s'\n",
                 v->name, v->summary);
        for (size_t k = 0; k < v->n_options; k++)
            buf_addf(out,
                     "complete -c dateline -n '__fish_seen_subcommand_from %s' -l %s\n",
                     v->name, v->options[k].name);
    }
}

dateline_status cli_print_completion(const char *shell, buf *out, dateline_error *err)
{
    static const char *const shells[] = { "bash", "zsh", "fish" };
    static void (*const print[])(buf *) = { bash_completion, zsh_completion,
                                            fish_completion };
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(shell, shells[i])) {
            print[i](out);
            return DATELINE_OK;
        }
    return cli_unknown("shell", shell, shells, 3, err);
}

static dateline_status run_help(cli *c, dateline_error *err)
{
    buf out = { 0 };
    dateline_status st = DATELINE_OK;
    if (c->set.man) {
        cli_print_man(&out);
    } else if (c->set.completion) {
        st = cli_print_completion(c->set.completion, &out, err);
    } else if (!c->n_files) {
        cli_print_overview(&out);
    } else {
        const cli_verb *v = cli_verb_find(c->files[0], err);
        if (v)
            cli_print_help(v, &out);
        else
            st = DATELINE_USAGE;
    }
    cli_print(buf_str(&out));
    buf_clear(&out);
    return st;
}

static const char *const examples[] = { "dateline help map",
                                        "dateline help --man > dateline.1", NULL };
static const cli_option options[] = {
    { "man", 0, CLI_FLAG, NULL, "the manual page, for man(1)", CLI_OFFSET(man), NULL,
      "Output" },
    { "completion", 0, CLI_TEXT, "SHELL", "completions for bash, zsh or fish",
      CLI_OFFSET(completion), NULL, "Output" },
};
const cli_verb cli_help = { "help",   "about a command", "[COMMAND]",
                            examples, options,           sizeof options / sizeof *options,
                            run_help };
