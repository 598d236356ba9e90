/** A stream that keeps what is written, and how it ended: `'closed'`, or the reason of its abort. */
export class Sink extends WritableStream<Uint8Array<ArrayBuffer>> {
  readonly parts: Uint8Array<ArrayBuffer>[];
  readonly ended: string[];

  constructor() {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const ended: string[] = [];
    super({
      write: (part) => void parts.push(part),
      close: () => void ended.push('closed'),
      abort: (reason) => void ended.push(String(reason)),
    });
    this.parts = parts;
    this.ended = ended;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await new Blob(this.parts).arrayBuffer());
  }
}
