// Names of files that every system takes, and the table as CSV.

/** Longest stem we give, in characters: with folder and ending it stays well below Windows' 260. */
const LONGEST = 80;

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A title as a name that Windows takes, too. */
export function safeName(title: string): string {
  const wide: Record<string, string> = { "\\": "＼", "/": "／", ":": "：", "*": "＊", "?": "？", '"': "”", "<": "＜", ">": "＞", "|": "｜" };
  let name = title
    .replace(/[\\/:*?"<>|]/g, (mark) => wide[mark] || "")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ")
    .replace(/\s+/g, " ");
  name = Array.from(name).slice(0, LONGEST).join("").trim().replace(/^\.+|[. ]+$/g, "");
  return !name ? "成文" : RESERVED.test(name) ? `_${name}` : name;
}

/** Names none of which is there twice, whatever the case; a number tells them apart. */
export function distinct(names: string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let free = name;
    for (let i = 2; seen.has(free.toLowerCase()); i++) free = `${stem}（${i}）${ending}`;
    seen.add(free.toLowerCase());
    return free;
  });
}

/** A table as CSV that spreadsheet programs open in the right encoding, and no cell of which is a formula. */
export function csv(rows: string[][]): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}
