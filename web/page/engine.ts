// The engine as the page sees it: questions in, promises out; what the clerk waits for goes first. Several workers, each with an engine of its own,
// answer when much waits; a document stays where it was read.

import type { Fault, Reply } from "./types";

/** What the clerk looks at now, what comes next, what can wait. */
export const enum Urgency {
  Now = 0,
  Soon = 1,
  Later = 2,
}

/** Most workers there are: each has dictionaries of its own, some 30 MB, and with fonts as much again. */
const MOST = 4;

/** As many questions wait before one more worker is started: it takes half a second to unfold its dictionaries. */
const CROWD = 8;

interface Question {
  message: any;
  urgency: Urgency;
  /** The only worker that can answer. */
  hand: number | undefined;
  resolve(reply: Reply<any>): void;
  reject(fault: Fault): void;
}

interface Hand {
  worker: Worker;
  asked: Question | undefined;
  number: number;
}

export class Engine {
  /** Called when a worker lost what it held: the ids `lost` knows are gone. */
  onloss: (lost: (id: number) => boolean) => void = () => {};
  lang = "zh";
  private hands: Hand[] = [];
  private waiting: Question[] = [];
  private fontFile: Uint8Array | string | undefined;
  /** The engine as the first worker compiled it. */
  private module: WebAssembly.Module | undefined;

  constructor(
    private readonly code: string,
    private readonly wasm: string,
    private readonly fonts: string,
  ) {
    this.start();
  }

  private get most(): number {
    return Math.min(MOST, navigator.hardwareConcurrency || 1);
  }

  /** Whether fonts came with the page. */
  get hasFonts(): boolean {
    return this.fonts !== "";
  }

  /** Hands over the fonts that came with the page, unless that was done. */
  async needFonts(): Promise<void> {
    if (this.hasFonts && !this.fontFile) await this.useFonts(this.fonts);
  }

  /** Asks for the reply to a request of the protocol. */
  call<T>(request: { call: string } & Record<string, unknown>, blobs: Uint8Array[] = [], urgency = Urgency.Now): Promise<Reply<T>> {
    if (typeof request.id !== "number") return this.put({ json: { lang: this.lang, ...request }, blobs }, urgency);
    const json = { lang: this.lang, ...request, id: Math.floor(request.id / MOST) };
    return this.put({ json, blobs }, urgency, request.id % MOST);
  }

  /** Hands over a file of fonts, as bytes or as the page has them, kept for workers that begin later. */
  async useFonts(file: Uint8Array | string): Promise<void> {
    this.fontFile = file;
    await Promise.all(this.hands.map((_, hand) => this.put({ fontFile: file, lang: this.lang }, Urgency.Now, hand)));
  }

  /** Starts one more worker where the processor has room for it, for files that come together. */
  prepare(): void {
    if (this.hands.length < this.most) this.start();
  }

  /** Breaks off what runs and forgets what waits. */
  stop(): void {
    const lost = [...this.hands.flatMap(({ asked }) => (asked ? [asked] : [])), ...this.waiting];
    for (const { worker } of this.hands) worker.terminate();
    this.hands = [];
    this.waiting = [];
    this.start();
    for (const question of lost) question.reject({ code: "stopped", message: "" });
    this.onloss(() => true);
  }

  private start(): void {
    const address = URL.createObjectURL(new Blob([this.code], { type: "text/javascript" }));
    const hand: Hand = { worker: new Worker(address), asked: undefined, number: 0 };
    const place = this.hands.push(hand) - 1;
    hand.worker.onmessage = (event) => this.answered(place, event.data);
    hand.worker.onerror = (event) => this.answered(place, { number: hand.number, json: { error: { code: "panic", message: event.message } }, blobs: [] });
    // A question of its own goes before what waits for anybody.
    const first = (message: object) => void this.put(message, Urgency.Now, place).catch(() => {});
    first({ engine: this.module || this.wasm });
    if (this.fontFile) first({ fontFile: this.fontFile, lang: this.lang });
  }

  private put(message: object, urgency: Urgency, hand?: number): Promise<Reply<any>> {
    return new Promise((resolve, reject) => {
      const place = this.waiting.findIndex((other) => other.urgency > urgency);
      const question = { message, urgency, hand, resolve, reject };
      if (place < 0) this.waiting.push(question);
      else this.waiting.splice(place, 0, question);
      this.next();
    });
  }

  private next(): void {
    if (this.hands.length < this.most && this.waiting.filter(({ hand }) => hand === undefined).length > CROWD * this.hands.length) this.start();
    this.hands.forEach((hand, at) => {
      if (hand.asked) return;
      const place = this.waiting.findIndex((question) => question.hand === undefined || question.hand === at);
      if (place < 0) return;
      hand.asked = this.waiting.splice(place, 1)[0] as Question;
      hand.number += 1;
      hand.worker.postMessage({ number: hand.number, ...hand.asked.message });
    });
  }

  private answered(at: number, data: { number: number; json: any; blobs: Uint8Array[]; module?: WebAssembly.Module }): void {
    const hand = this.hands[at] as Hand;
    const question = hand.asked;
    if (!question || data.number !== hand.number) return;
    hand.asked = undefined;
    this.module = data.module || this.module;
    const error = data.json.error as Fault | undefined;
    if (error?.code === "panic") this.onloss((id) => id % MOST === at);
    // Ids of several workers: the rest says whose.
    if (typeof data.json.id === "number") data.json.id = data.json.id * MOST + at;
    if (error) question.reject(error);
    else question.resolve({ reply: data.json, blobs: data.blobs });
    this.next();
  }
}
