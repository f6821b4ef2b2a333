#!/bin/sh
# Lets mandoc look at the manual's pages: lint_manual.sh FOLDER, with en/ and ja/ below it. Says
# nothing, and ends with 0, where all is well.
#
# Left out of what it says: that the name of the system is given (the footer is to name tsuzuri),
# that pages of others are not installed, and the length of lines, which it counts in bytes. The
# Japanese headings are read as the ones that they stand for, so that their order is looked at;
# there it finds faults of style in every character that is not ASCII, so warnings have to do.
known='operating system explicitly specified|referenced manual not found|longer than 80 bytes|outdated mandoc.db'
bad=0

say() { # what mandoc said of a page, without the known
    found=$(grep -Ev "$known")
    [ -z "$found" ] || { printf '%s\n' "$found" | sed "s|^mandoc: <stdin>|$1|"; false; }
}

for page in "$1"/en/*; do
    mandoc -T lint -W style <"$page" 2>&1 | say "$page" || bad=1
done
for page in "$1"/ja/*; do
    sed 's/^\.Sh 名前$/.Sh NAME/; s/^\.Sh 書式$/.Sh SYNOPSIS/; s/^\.Sh 説明$/.Sh DESCRIPTION/
        s/^\.Sh 環境変数$/.Sh ENVIRONMENT/; s/^\.Sh ファイル$/.Sh FILES/
        s/^\.Sh 終了ステータス$/.Sh EXIT STATUS/; s/^\.Sh 使用例$/.Sh EXAMPLES/
        s/^\.Sh メッセージと直し方$/.Sh DIAGNOSTICS/; s/^\.Sh 関連項目$/.Sh SEE ALSO/' "$page" |
        mandoc -T lint -W warning 2>&1 | say "$page" || bad=1
done
exit $bad
