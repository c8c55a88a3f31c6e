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

/** What was dropped, or lies in it: a file or a folder. */
type Found = { name: string; file(): Promise<File> } | { name: string; children(): Promise<Found[]> };

/** Dropped files, and all files of dropped folders, in natural order. Fails if the browser keeps a folder shut. */
export async function fromDrop(data: DataTransfer): Promise<Input[]> {
  // Everything has to be asked for before the event has ended. A page from the disk may read a dropped file, and a folder by its handle; by
  // entries, which Firefox and old browsers have alone, Chromium lets no such page read anything.
  const items = Array.from(data.items || []).filter((item) => item.kind === "file");
  const dropped = items.map((item) => {
    const entry = item.webkitGetAsEntry?.() as FileSystemEntry | null;
    if (!entry || entry.isFile) return ofFile(item.getAsFile());
    const handle = (item as { getAsFileSystemHandle?(): Promise<FileSystemHandle> }).getAsFileSystemHandle?.();
    return handle ? handle.then(ofHandle, () => ofEntry(entry)) : ofEntry(entry);
  });
  const waiting = (await Promise.all(dropped)).flatMap((found) => (found ? [{ found, name: found.name }] : []));
  const files: Input[] = [];
  for (let at = 0; at < waiting.length; at++) {
    const { found, name } = waiting[at] as (typeof waiting)[0];
    if (LEFTOVER.test(found.name)) continue;
    if ("file" in found) files.push({ name, bytes: async () => new Uint8Array(await (await found.file()).arrayBuffer()) });
    else for (const child of await found.children()) waiting.push({ found: child, name: `${name}/${child.name}` });
  }
  return files.sort((a, b) => natural(a.name, b.name));
}

function ofFile(file: File | null): Found | null {
  return file && { name: file.name, file: async () => file };
}

function ofHandle(handle: FileSystemHandle): Found {
  const { name } = handle;
  if (handle.kind === "file") return { name, file: () => (handle as FileSystemFileHandle).getFile() };
  return {
    name,
    children: async () => {
      const all: Found[] = [];
      for await (const child of (handle as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) all.push(ofHandle(child));
      return all;
    },
  };
}

function ofEntry(entry: FileSystemEntry): Found {
  const { name } = entry;
  if (entry.isFile) return { name, file: () => new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) };
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  return {
    name,
    children: async () => {
      // A folder hands its entries over in parts, until a part is empty.
      const all: FileSystemEntry[] = [];
      for (;;) {
        const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
        if (!part.length) return all.map(ofEntry);
        all.push(...part);
      }
    },
  };
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
