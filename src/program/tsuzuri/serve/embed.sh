#!/bin/sh
# Writes the C of a table of files, whose bytes the assembler takes in (page.h).
# usage: embed.sh FILE ...
echo '#include "program/tsuzuri/serve/page.h"'
n=0
for file in "$@"; do
    n=$((n + 1))
    cat << END
extern const unsigned char page_begin_$n[], page_end_$n[];
__asm__(".section .rodata\npage_begin_$n: .incbin \"$file\"\npage_end_$n: .byte 0\n.previous");
END
done
echo 'const struct page_embedded page_embedded[] = {'
n=0
for file in "$@"; do
    n=$((n + 1))
    echo "    {\"${file##*/}\", page_begin_$n, page_end_$n},"
done
echo '    {0},'
echo '};'
