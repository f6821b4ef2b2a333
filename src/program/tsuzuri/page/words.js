// What the page says in both languages. The form's own wording is Japanese in either.

const WORDS = {
    files: ["このフォルダーの回答ファイル", "Answer files in this folder"],
    folder: ["フォルダー: {0}", "Folder: {0}"],
    noFiles: ["まだありません。下の「新しく始める」から始めます。", "None yet: begin one below."],
    goOn: ["続ける", "Go on"],
    begin: ["新しく始める", "Begin a new one"],
    programme: ["制度（様式）", "Programme (form)"],
    application: ["申請の種類", "Which application"],
    carry: ["前回の回答を引き継ぐ", "Carry over earlier answers"],
    carryNone: ["引き継がない", "None"],
    carryHint: ["日付・申告・報告書など、毎回あらためて用意するものは空になります。",
        "What must be made anew each time (dates, declarations, reports) is left empty."],
    create: ["回答ファイルをつくる", "Make the answer file"],
    steps: ["項目の一覧", "Sections"],
    todo: ["まだ", "not begun"],
    doing: ["途中", "under way"],
    done: ["できた", "done"],
    left: ["あと{0}", "{0} left"],
    required: ["必須", "required"],
    optional: ["任意", "optional"],
    yes: ["はい", "Yes"],
    no: ["いいえ", "No"],
    clear: ["選択を取り消す", "Clear"],
    add: ["「{0}」を追加", "Add “{0}”"],
    addLine: ["行を追加", "Add a line"],
    remove: ["削除", "Remove"],
    up: ["上へ", "Up"],
    down: ["下へ", "Down"],
    entry: ["{0} {1}", "{0} {1}"],
    most: ["{0}件までです。", "At most {0}."],
    prev: ["前へ", "Back"],
    next: ["次へ", "Next"],
    sheet: ["用紙", "Sheet"],
    sheetHint: ["印刷されるとおりの用紙です。押すと、その欄に移ります。",
        "The sheet as it will be printed. Click on it to go to the field."],
    sheetNone: ["用紙はまだ示せません。", "No sheet can be shown yet."],
    fit: ["幅に合わせる", "Fit the width"],
    larger: ["大きく", "Larger"],
    smaller: ["小さく", "Smaller"],
    waits: ["印刷してから手で書くもの: {0}", "Filled in by hand after printing: {0}"],
    saving: ["保存しています…", "Saving…"],
    saved: ["保存しました", "Saved"],
    unsaved: ["保存できていません", "Not saved"],
    lost: ["tsuzuri につながりません。端末で動いているか確かめてください。書いたことはこのページに残っています。",
        "tsuzuri cannot be reached. Is it still running? What you wrote is still on this page."],
    ended: ["終了しました。このページは閉じてかまいません。", "It has ended. You may close this page."],
    undo: ["元に戻す", "Undo"],
    redo: ["やり直す", "Redo"],
    check: ["確かめる", "Check"],
    end: ["終了", "End"],
    otherFiles: ["ファイルを選ぶ", "Files"],
    language: ["English", "日本語"],
    faults: ["直すところが{0}か所あります", "There are {0} things to mend"],
    noFaults: ["直すところはありません", "Nothing to mend"],
    unmet: ["満たしていない必須項目が{0}件あります（上の「判定」を開くと一覧があります）",
        "{0} required items are not met; the verdict above lists them"],
    missing: ["まだ書かれていない必須の欄: {0}", "Required fields still empty: {0}"],
    outside: ["ほかで変更された内容を読み込みました", "Changes made elsewhere were read in"],
    conflict: ["この欄は、ほかでも変更されました", "This field was changed elsewhere, too"],
    mine: ["このページで書いたもの", "As written here"],
    theirs: ["ファイルにあるもの", "As it is in the file"],
    useMine: ["こちらを使う", "Use this"],
    empty: ["（空）", "(empty)"],
    broken: ["回答ファイルを読み取れません。エディターで次のところを直すと、続きが書けます。",
        "The answer file cannot be read. Mend this in an editor, and you can go on."],
    line: ["{0}行目", "line {0}"],
    verdict: ["判定", "Verdict"],
    passes: ["合格の見込み", "would pass"],
    open: ["審査しだい", "the reviewer decides"],
    fails: ["まだ足りません", "not enough yet"],
    met: ["必須 {0}／{1}", "required {0} of {1}"],
    points: ["得点 {0}（最高 {1}）／合格 {2}", "points {0} (up to {1}), pass mark {2}"],
    pointsOnly: ["得点 {0}（最高 {1}）", "points {0} (up to {1})"],
    plan: ["日程と料金", "Dates and fees"],
    lacks: ["満たしていない必須項目", "Required items that are not met"],
    gains: ["まだ得られる点（手間の少ない順）", "Points still to be had, the cheapest first"],
    gain: ["＋{0}点", "+{0}"],
    notAnswered: ["未回答", "not answered"],
    denied: ["「いいえ」", "“No”"],
    shoulder: ["右肩の番号: {0}（印刷のときに入ります）", "Label on the right shoulder: {0} (printed for you)"],
    filesHint: ["ファイル名は、回答ファイルのあるフォルダーから書きます（例 docs/report.pdf）。",
        "File names are those from the answer file's folder on (docs/report.pdf)."],
    dateHint: ["例 2026-11-21、令和8年11月21日", "For example 2026-11-21, 令和8年11月21日"],
    more: ["そのほかの欄", "More fields"],
    whole: ["全文", "Full wording"],
    sign: ["署名と押印は、印刷してから手で行います。", "Signature and seal are made by hand after printing."],
    usual: ["書かなければ「{0}」になります。", "Left empty, it is “{0}”."],
    sameAs: ["同じものを使う", "Use again"],
    skip: ["記入欄へ", "To the fields"],
};

let japanese = true;

export function speakJapanese(yes) {
    japanese = yes;
    document.documentElement.lang = yes ? "ja" : "en";
}

export const isJapanese = () => japanese;

/** A sentence of the page; {0} and {1} are replaced. */
export function t(key, ...values) {
    return WORDS[key][japanese ? 0 : 1].replace(/\{(\d)\}/g, (_, n) => values[n]);
}

/** The sentence of a message or refusal of the library. */
export const said = message => (japanese ? message.ja : message.en);
