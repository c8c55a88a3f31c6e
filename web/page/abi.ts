// The frame of a message between the page and the engine: the length of the JSON (u32, little endian), the JSON in
// UTF-8, then the blobs one after the other, whose lengths the JSON has in "blobs".

/** What the engine's WebAssembly module exports. */
export interface Exports {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  free(pointer: number, length: number): void;
  call(pointer: number, length: number): number;
  /** What a panic said, after a trap. */
  last_words?(): number;
  _initialize?(): void;
}

/** A message as bytes. */
export function frame(json: object, blobs: Uint8Array[]): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify({ ...json, blobs: blobs.map((blob) => blob.length) }));
  const message = new Uint8Array(4 + head.length + blobs.reduce((sum, blob) => sum + blob.length, 0));
  new DataView(message.buffer).setUint32(0, head.length, true);
  message.set(head, 4);
  let at = 4 + head.length;
  for (const blob of blobs) {
    message.set(blob, at);
    at += blob.length;
  }
  return message;
}

/** The JSON and the blobs of a message; the blobs are copies. */
export function unframe(message: Uint8Array): { json: any; blobs: Uint8Array[] } {
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  const json = JSON.parse(new TextDecoder().decode(message.subarray(4, 4 + length)));
  const blobs: Uint8Array[] = [];
  let at = 4 + length;
  for (const size of json.blobs || []) {
    blobs.push(message.slice(at, at + size));
    at += size;
  }
  return { json, blobs };
}

/** What the engine said when it trapped; empty if it said nothing. */
export function lastWords(engine: Exports): string {
  const at = engine.last_words?.() || 0;
  if (at < 8) return "";
  const length = new DataView(engine.memory.buffer).getUint32(at, true);
  return new TextDecoder().decode(new Uint8Array(engine.memory.buffer, at + 8, length - 8));
}

/** Asks the engine. The first eight bytes of its reply hold the length of the whole. */
export function ask(engine: Exports, json: object, blobs: Uint8Array[]): { json: any; blobs: Uint8Array[] } {
  const request = frame(json, blobs);
  const given = engine.alloc(request.length);
  new Uint8Array(engine.memory.buffer, given, request.length).set(request);
  const got = engine.call(given, request.length);
  engine.free(given, request.length);
  const length = new DataView(engine.memory.buffer).getUint32(got, true);
  const reply = unframe(new Uint8Array(engine.memory.buffer, got + 8, length - 8));
  engine.free(got, length);
  return reply;
}
