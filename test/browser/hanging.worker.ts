// The library's worker, which hangs, for real, over the first picture that a pool gives out.
import '../../workers/decode.worker.ts';

/** A call as Comlink sends it. */
interface Message {
  readonly path?: readonly string[];
  readonly argumentList?: readonly { readonly value: unknown }[];
}

addEventListener(
  'message',
  ({ data }: MessageEvent<Message | undefined>) => {
    const isFirst = data?.path?.[0] === 'prepare' && data.argumentList?.[0]?.value === 0;
    while (isFirst);
  },
  { capture: true },
);
