// The clerk's decisions, and the rules they are for the engine (docs/own-rules.md).

/** What a line is to be: taken out, put back, or one of the engine's labels. */
export interface Decision {
  line: string;
  is: "remove" | "stay" | string;
}

/** A text as a basic string of TOML. */
function quoted(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r" };
  return `"${text.replace(/[\u0000-\u001f\u007f"\\]/g, (c) => escapes[c] || `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

function unquoted(text: string): string {
  const plain: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (_, four, eight, one) =>
    one ? plain[one] ?? one : String.fromCodePoint(parseInt(four || eight, 16)),
  );
}

/** The decisions as one file of rules, behind the rules that were there. */
export function toToml(decisions: Decision[], more = ""): string {
  const tables = decisions.map(({ line, is }) =>
    is === "remove" || is === "stay" ? `[[${is}]]\nline = ${quoted(line)}\n` : `[[is]]\nline = ${quoted(line)}\nis = ${quoted(is)}\n`,
  );
  return [more.trim() && `${more.trim()}\n`, ...tables].filter(Boolean).join("\n");
}

const OURS = /^\[\[(remove|stay|is)\]\]\s*\nline = "((?:[^"\\\n]|\\.)*)"\s*(?:\nis = "((?:[^"\\\n]|\\.)*)"\s*)?$/;

/** A file of rules: what was decided here, and the rest as it is. */
export function fromToml(text: string): { decisions: Decision[]; more: string } {
  text = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  // Strings over several lines may hold anything: such a file stays as it is.
  if (/'''|"""/.test(text)) return { decisions: [], more: text };
  const decisions: Decision[] = [];
  const more: string[] = [];
  for (const block of text.split(/^(?=\[)/m)) {
    const ours = OURS.exec(block.replace(/^#.*\n/gm, "").trim());
    if (ours && (ours[1] === "is") === (ours[3] !== undefined)) {
      decisions.push({ line: unquoted(ours[2] || ""), is: ours[1] === "is" ? unquoted(ours[3] || "") : ours[1] || "" });
    } else {
      more.push(block.replace(/^# 成文.*\n/gm, ""));
    }
  }
  return { decisions, more: more.join("").trim() };
}

/** How the engine compares lines: without white space. Width and script it sees to by itself. */
export function sameLine(line: string): string {
  return line.replace(/\s+/g, "");
}

/** The decisions with one more; the last word on a line counts. `null` takes the word back. */
export function decide(decisions: Decision[], line: string, is: string | null): Decision[] {
  const rest = decisions.filter((other) => sameLine(other.line) !== sameLine(line));
  return is === null ? rest : [...rest, { line: line.trim(), is }];
}

/** Both lists; where they speak of one line, the second counts. */
export function joined(first: Decision[], second: Decision[]): Decision[] {
  return second.reduce((all, { line, is }) => decide(all, line, is), first);
}
