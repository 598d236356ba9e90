/** What a worker for `decode-only.ts` listens with. */
export function answerFiles(decode: (file: File) => Promise<void>): void {
  self.addEventListener('message', async ({ data, ports: [port] }: MessageEvent<File>) => {
    try {
      await decode(data);
      port!.postMessage(undefined);
    } catch (error) {
      port!.postMessage(String(error));
    }
  });
}
