// Files as they come in: chosen, dropped with whole folders, pasted.

/** A file that came in, read when it is needed. */
export interface Input {
  name: string;
  bytes(): Promise<Uint8Array>;
}

/** Largest file read: beyond it the browser's memory for WebAssembly, 4 GB, would be at risk. */
export const LARGEST = 512 * 1024 * 1024;

/** What programs and systems leave in folders, and nobody means. */
const LEFTOVER = /^(\..*|~\$.*|thumbs\.db|desktop\.ini|__MACOSX)$/i;

export function fromFile(file: File, name = file.name): Input {
  return { name, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** Chosen files; those of a folder bring their way along. */
export function fromList(files: FileList | File[]): Input[] {
  return Array.from(files)
    .map((file) => ({ file, name: (file as { webkitRelativePath?: string }).webkitRelativePath || file.name }))
    .filter(({ name }) => !name.split("/").some((part) => LEFTOVER.test(part)))
    .map(({ file, name }) => fromFile(file, name));
}

/** Dropped files, and all files of dropped folders, in natural order. */
export async function fromDrop(data: DataTransfer): Promise<Input[]> {
  const entries = Array.from(data.items || [])
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry?.() as FileSystemEntry | null);
  if (!entries.length || entries.some((entry) => !entry)) return fromList(data.files);
  const found: { entry: FileSystemFileEntry; name: string }[] = [];
  const waiting = entries.map((entry) => ({ entry: entry as FileSystemEntry, name: (entry as FileSystemEntry).name }));
  for (let at = 0; at < waiting.length; at++) {
    const { entry, name } = waiting[at] as (typeof waiting)[0];
    if (LEFTOVER.test(entry.name)) continue;
    if (entry.isFile) found.push({ entry: entry as FileSystemFileEntry, name });
    else for (const child of await children(entry as FileSystemDirectoryEntry)) waiting.push({ entry: child, name: `${name}/${child.name}` });
  }
  return found.sort((a, b) => natural(a.name, b.name)).map(({ entry, name }) => ({ name, bytes: async () => new Uint8Array(await (await file(entry)).arrayBuffer()) }));
}

function file(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A folder hands its entries over in parts, until a part is empty. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!part.length) return all;
    all.push(...part);
  }
}

const DIGITS = "零一二三四五六七八九";

/** 第二章 before 第十章 before 第二十章: Chinese numbers below a hundred as digits. */
function withDigits(name: string): string {
  return name.replace(/[零一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九]+/g, (number) => {
    const ten = number.indexOf("十");
    if (ten < 0) return Array.from(number, (c) => DIGITS.indexOf(c)).join("");
    return String((ten ? DIGITS.indexOf(number[0] as string) : 1) * 10 + (ten + 1 < number.length ? DIGITS.indexOf(number[ten + 1] as string) : 0));
  });
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** The order a person would put names into. */
export function natural(a: string, b: string): number {
  return collator.compare(withDigits(a), withDigits(b));
}

/** Whether a name promises more than one text inside. */
export function mayHoldMany(name: string): boolean {
  return !/\.(txt|html?|md|markdown|docx?|docm|dotx|wps|rtf|pdf|odt|ott|fodt|mht|mhtml|eml|epub)$/i.test(name);
}
