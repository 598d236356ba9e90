import type { JSX } from 'preact';
import { PreparedPicture } from './prepared-picture.tsx';

interface PreparedFigureProps {
  readonly image: ImageData;
  /** The file's. */
  readonly name: string;
}

/** A picture as the model sees it, with its size. */
export function PreparedFigure({ image, name }: PreparedFigureProps): JSX.Element {
  const { width, height } = image;
  return (
    <figure>
      <PreparedPicture image={image} label={`${name} as the model sees it`} />
      <figcaption>
        As the model sees it{' '}
        <span class="quiet">
          {width} × {height} pixels
        </span>
      </figcaption>
    </figure>
  );
}
