import { hangingOver, type Message } from './hangs-over.ts';

const hangsOver = hangingOver(self.name);

// Imported by a worker before its own code, so that it comes before the library's listener.
addEventListener('message', ({ data }: MessageEvent<Message | undefined>) => {
  const hangs = hangsOver(data);
  while (hangs);
});
