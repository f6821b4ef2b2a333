/* Says what a file is that is no .xlsx workbook, and what to do with it. */
#include "base/file.h"
#include "model/workbook/workbook_internal.h"

#include <string.h>
#include <strings.h>

static const char ole_magic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static bool begins(const char *data, size_t size, const char *with, size_t n)
{
    return size >= n && !memcmp(data, with, n);
}

static bool is_named(const char *file, const char *ending)
{
    size_t n = strlen(file), m = strlen(ending);
    return n >= m && !strcasecmp(file + n - m, ending);
}

bool xlsx_is(const char *file, const char *data, size_t size)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".ods"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (is_named(file, endings[i]))
            return true;
    return begins(data, size, "PK\x03\x04", 4) || begins(data, size, ole_magic, 8);
}

static bool blame(
    struct messages *e, const char *file, const char *code, const char *en, const char *ja)
{
    messages_text(e, ERR_ERROR, ERR_INPUT, code, position_file(file), en, ja);
    return false;
}

/* The name of a stream in an OLE file's directory, in UTF-16. */
static bool has_stream(const char *data, size_t size, const char *name)
{
    size_t n = strlen(name);
    for (size_t at = 0; at + 2 * n <= size; at += 2) {
        size_t i = 0;
        while (i < n && data[at + 2 * i] == name[i] && !data[at + 2 * i + 1])
            i++;
        if (i == n)
            return true;
    }
    return false;
}

static bool blame_ole(struct messages *e, const char *file, const char *data, size_t size)
{
    if (has_stream(data, size, "EncryptedPackage"))
        return blame(e, file, "workbook-encrypted",
            "the workbook is protected by a password; take the password away in Excel (File, Info, "
            "Protect Workbook) and save a copy",
            "ブックがパスワードで保護されています。Excel の「ファイル」→「情報」→「ブックの保護」で"
            "パスワードを外し、別名で保存してください");
    return blame(e, file, "old-workbook",
        "this is a workbook of the old format (.xls), whatever its name; save it in Excel as "
        "'Excel Workbook (.xlsx)'",
        "古い形式のブック（.xls）です（名前が .xlsx でも中身は違います）。Excel の「名前を付けて"
        "保存」で「Excel ブック（.xlsx）」にしてください");
}

static bool blame_text(struct messages *e, const char *file)
{
    return blame(e, file, "not-workbook",
        "the file is named as a workbook, but is none; if it is a CSV or a web page that was "
        "renamed, give it its own ending (.csv), or open it in Excel and save it as .xlsx",
        "名前はブックですが、中身はブックではありません。CSV などの名前を変えただけのときは、"
        "拡張子を元（.csv）に戻すか、Excel で開いて「Excel ブック（.xlsx）」で保存してください");
}

bool xlsx_check_bytes(struct messages *e, const char *file, const char *data, size_t size)
{
    if (!strncmp(file_base(file), "~$", 2))
        return blame(e, file, "lock-file",
            "this is the mark that Excel leaves beside an open workbook; name the workbook itself",
            "Excel がブックを開いている間に置く目印のファイルです。「~$」の付かないブックを指定して"
            "ください");
    if (begins(data, size, ole_magic, 8))
        return blame_ole(e, file, data, size);
    if (!size)
        return blame(e, file, "not-workbook", "the workbook is empty; save it again",
            "ブックが空です（0バイト）。保存し直してください");
    return begins(data, size, "PK", 2) || blame_text(e, file);
}

static bool blame_binary(struct messages *e, const struct workbook *w)
{
    return blame(e, w->file, "binary-workbook",
        "this is a binary workbook (.xlsb); save it in Excel as 'Excel Workbook (.xlsx)'",
        "バイナリ形式のブック（.xlsb）です。Excel の「名前を付けて保存」で「Excel ブック（.xlsx）」"
        "にしてください");
}

bool xlsx_blame_kind(struct messages *e, const struct workbook *w)
{
    const struct archive *z = w->contents->archive;
    if (archive_has(z, "xl/workbook.bin"))
        return blame_binary(e, w);
    if (archive_has(z, "mimetype") || archive_has(z, "content.xml"))
        return blame(e, w->file, "not-workbook",
            "this is a document of OpenDocument (.ods); save it as 'Excel 2007-365 (.xlsx)'",
            "OpenDocument の文書（.ods など）です。「Excel 2007-365（.xlsx）」の形式で保存して"
            "ください");
    if (archive_has(z, "word/document.xml") || archive_has(z, "ppt/presentation.xml"))
        return blame(e, w->file, "not-workbook",
            "this is a document of Word or PowerPoint, no workbook; name the register",
            "Word か PowerPoint の文書で、ブックではありません。台帳のブックを指定してください");
    return blame(e, w->file, "not-workbook",
        "this archive holds no workbook; name the register, or save it again in Excel",
        "中にブックがありません。台帳のブックを指定するか、Excel で保存し直してください");
}
