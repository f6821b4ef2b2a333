/* The command 'serve': reads its options, and serves the page. */
#include "program/tsuzuri/command.h"
#include "program/tsuzuri/serve/serve.h"

static bool read_port(void *to, char *value)
{
    size_t digits = strspn(value, "0123456789");
    if (!digits || digits > 5 || value[digits])
        return false;
    long n = strtol(value, NULL, 10);
    *(int *)to = (int)n;
    return n <= 65535;
}

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.most = 1};
    struct tsuzuri_paths paths;
    struct serve_options serve = {.paths = &paths, .port = SERVE_PORT};
    struct command_line line;
    const struct command_option options[] = {
        {"no-open", .flag = &serve.quiet},
        {"port", .read = read_port, .to = &serve.port, .en = "--port is a number up to 65535",
            .ja = "--port は65535までの数です"},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    paths = data_paths(); /* the folders of --forms are among them now */
    paths.watch = trace_watch();
    paths.spell = NULL; /* the page has no options */
    serve.place = line.count ? line.operands[0] : NULL;
    serve.japanese = line.japanese;
    return serve_run(&serve);
}

const struct command command_serve = {
    .name = "serve",
    .summary_en = "fill a form in on a page in the browser, beside the sheets",
    .summary_ja = "ブラウザーのページで、用紙を見ながら記入する",
    .usage = "tsuzuri serve [FOLDER | ANSWERS] [--no-open] [--port N]",
    .help_en = "Opens a page on this computer, and on no other, in which the answer files of a\n"
               "folder are filled in. The sheets that will be printed stand beside the fields.\n"
               "The answer file stays the truth: it is saved as one types.\n"
               "\n"
               "      --no-open           only print the address, open no browser\n"
               "      --port N            the port of 127.0.0.1 to ask for first\n"
               "      --lang ja|en        language of messages and of the page\n",
    .help_ja = "このパソコンの中だけのページを開き、フォルダーにある回答ファイルに記入します。\n"
               "印刷される用紙そのものを横に見ながら書けます。書いたことはそのまま回答ファイルに\n"
               "保存されます。\n"
               "\n"
               "      --no-open           ブラウザーを開かず、アドレスだけを表示します\n"
               "      --port 番号         127.0.0.1 で最初に試すポート番号\n"
               "      --lang ja|en        メッセージとページの言語\n",
    .run = run,
};
