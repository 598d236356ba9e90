import { hangsOver, type Message } from './hangs-over.ts';

// Imported by a worker before its own code, so that it comes before the library's listener.
addEventListener('message', ({ data }: MessageEvent<Message | undefined>) => {
  const hangs = hangsOver(self.name, data);
  while (hangs);
});
