// Names of files side by side, and the table as CSV.

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
