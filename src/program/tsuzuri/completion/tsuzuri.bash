# Completes the command line of tsuzuri(1) in bash: commands, options, and what an option takes.

# The options of a command.
_tsuzuri_options() {
    case $1 in
        new) echo --application --from --register -o --output ;;
        serve) echo --no-open --port ;;
        check) echo --all --json --attachments --allow-outside --set ;;
        build)
            echo -o --output --draft --blank --grid --trace --explain --set --only --with --forms-only \
                --duplex --fit --no-cover --linearize --allow-outside --against --red --mark --force --split --svg
            ;;
        diff) echo --since --set --against --allow-outside --json ;;
        reprint)
            echo --since -o --output --date --mark --red --set --against --allow-outside --json --force
            ;;
        stamp) echo --label -o --output --every-page --room --password-file ;;
        preflight) echo --password-file ;;
        certify)
            echo --form -o --output --split --sheet --hidden --only --where --sort --shard --jobs --start --assign --reissue \
                --date --strict --json --set
            ;;
    esac
    echo --lang --help
}

# The ids of the forms, and of their documents, as the program knows them.
_tsuzuri_forms() {
    "${COMP_WORDS[0]}" forms --lang en 2>/dev/null | sed -n 's/^\([a-z][a-z0-9-]*\)  .*/\1/p'
}

_tsuzuri_documents() {
    "${COMP_WORDS[0]}" forms --lang en 2>/dev/null | sed -n 's/^    \([a-z-]*\)  .*/\1/p' | sort -u
}

# Words to choose from.
_tsuzuri_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Files with an ending (a pattern), and folders on the way to them.
_tsuzuri_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -X "!*.$1" -- "$cur"; compgen -d -- "$cur")
}

# What the option before the cursor takes; false where it takes nothing.
_tsuzuri_value() {
    case $command$prev in
        *--lang) _tsuzuri_words 'ja en' ;;
        new--application) _tsuzuri_words 'new renewal change end' ;;
        build--fit) _tsuzuri_words a4 ;;
        build--only | build--with) _tsuzuri_words "$(_tsuzuri_documents)" ;;
        certify--form | new--register)
            _tsuzuri_words 'anshin-isp/certificate anshin-isp/notice anshin-isp/rejection
                anshin-isp/ledger anshin-isp/processing anshin-isp/enclosure anshin-isp/labels anshin-isp/envelope asp-disclosure/certificate'
            ;;
        stamp--room) _tsuzuri_words 'keep shrink' ;;
        *--since) _tsuzuri_files lock ;;
        new--from | *--against) _tsuzuri_files 'y?(a)ml' ;;
        new-o | new--output) _tsuzuri_files '@(y?(a)ml|xlsx|csv)' ;;
        *-o | *--output) _tsuzuri_files pdf ;;
        certify--assign) _tsuzuri_files '@(xlsx|csv|y?(a)ml)' ;;
        *--password-file) _tsuzuri_files '*' ;;
        *--split | *--svg)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            ;;
        *--set | *--date | *--label | *--shard | *--jobs | serve--port | certify--start | certify--sheet | certify--only | certify--where | certify--sort | certify--reissue) COMPREPLY=() ;;
        *) return 1 ;;
    esac
}

# What a command works on.
_tsuzuri_operand() {
    case $command in
        new | schema) _tsuzuri_words "$(_tsuzuri_forms)" ;;
        forms) _tsuzuri_words "diff $(_tsuzuri_forms)" ;;
        help) _tsuzuri_words "$commands answers form register lock" ;;
        issue) _tsuzuri_files lock ;;
        stamp | preflight) _tsuzuri_files '@(pdf|jpg|jpeg|png|tif|tiff)' ;;
        certify) _tsuzuri_files '@(xlsx|csv|y?(a)ml)' ;;
        lint)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            ;;
        build)
            if [[ " ${COMP_WORDS[*]} " == *' --blank '* ]]; then
                _tsuzuri_words "$(_tsuzuri_forms)"
            else
                _tsuzuri_files 'y?(a)ml'
            fi
            ;;
        *) _tsuzuri_files 'y?(a)ml' ;;
    esac
}

_tsuzuri() {
    local commands='new serve check build issue diff reprint stamp preflight certify plan forms schema
        lint fonts help'
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local extended
    extended=$(shopt -p extglob)
    shopt -s extglob
    if ((COMP_CWORD == 1)); then
        _tsuzuri_words "$commands --help --version"
    elif _tsuzuri_value; then
        :
    elif [[ $cur == -* ]]; then
        _tsuzuri_words "$(_tsuzuri_options "$command")"
    else
        _tsuzuri_operand
    fi
    $extended
}

complete -F _tsuzuri tsuzuri
