import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface PreparedPictureProps {
  readonly image: ImageData;
  readonly label: string;
}

/** A picture as the model sees it, each pixel sharp. */
export function PreparedPicture({ image, label }: PreparedPictureProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => canvas.current!.getContext('2d')!.putImageData(image, 0, 0), [image]);
  const { width, height } = image;
  return <canvas ref={canvas} class="prepared" width={width} height={height} role="img" aria-label={label} />;
}
