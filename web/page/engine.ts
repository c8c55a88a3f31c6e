// The engine as the page sees it: questions in, promises out; what the clerk waits for goes first.

import type { Fault, Reply } from "./types";

/** What the clerk looks at now, what comes next, what can wait. */
export const enum Urgency {
  Now = 0,
  Soon = 1,
  Later = 2,
}

interface Question {
  message: any;
  urgency: Urgency;
  resolve(reply: Reply<any>): void;
  reject(fault: Fault): void;
}

export class Engine {
  /** Called when the engine lost what it held: all ids are gone. */
  onloss: () => void = () => {};
  lang = "zh";
  private worker: Worker | undefined;
  private waiting: Question[] = [];
  private asked: Question | undefined;
  private number = 0;
  private fontFile: Uint8Array | string | undefined;

  constructor(
    private readonly code: string,
    private readonly wasm: string,
    private readonly fonts: string,
  ) {
    this.start();
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
    return this.put({ json: { lang: this.lang, ...request }, blobs }, urgency);
  }

  /** Hands over a file of fonts, as bytes or as the page has them, kept for an engine that has to begin again. */
  useFonts(file: Uint8Array | string): Promise<Reply<any>> {
    this.fontFile = file;
    return this.put({ fontFile: file, lang: this.lang }, Urgency.Now);
  }

  /** Breaks off what runs and forgets what waits. */
  stop(): void {
    this.worker?.terminate();
    const lost = this.asked ? [this.asked, ...this.waiting] : this.waiting;
    this.asked = undefined;
    this.waiting = [];
    this.start();
    for (const question of lost) question.reject({ code: "stopped", message: "" });
    this.onloss();
  }

  private start(): void {
    const address = URL.createObjectURL(new Blob([this.code], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.onmessage = (event) => this.answered(event.data);
    worker.onerror = (event) => this.answered({ number: this.number, json: { error: { code: "panic", message: event.message } }, blobs: [] });
    this.worker = worker;
    void this.put({ engine: this.wasm }, Urgency.Now).catch(() => {});
    if (this.fontFile) void this.useFonts(this.fontFile).catch(() => {});
  }

  private put(message: object, urgency: Urgency): Promise<Reply<any>> {
    return new Promise((resolve, reject) => {
      const place = this.waiting.findIndex((other) => other.urgency > urgency);
      const question = { message, urgency, resolve, reject };
      if (place < 0) this.waiting.push(question);
      else this.waiting.splice(place, 0, question);
      this.next();
    });
  }

  private next(): void {
    if (this.asked || !this.worker) return;
    this.asked = this.waiting.shift();
    if (!this.asked) return;
    this.number += 1;
    this.worker.postMessage({ number: this.number, ...this.asked.message });
  }

  private answered(data: { number: number; json: any; blobs: Uint8Array[] }): void {
    const question = this.asked;
    if (!question || data.number !== this.number) return;
    this.asked = undefined;
    const error = data.json.error as Fault | undefined;
    if (error?.code === "panic") this.onloss();
    if (error) question.reject(error);
    else question.resolve({ reply: data.json, blobs: data.blobs });
    this.next();
  }
}
