import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { closePicture, openedPicture } from './opened-picture.ts';
import { OriginalPicture } from './original-picture.tsx';
import { PreparedFigure } from './prepared-figure.tsx';

/** A file, large, and what the model sees of it. */
export function PictureDialog(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = openedPicture.value;
  useEffect(() => {
    if (picture && !dialog.current!.open) dialog.current!.showModal();
    if (!picture) dialog.current!.close();
  }, [picture]);
  return (
    <dialog ref={dialog} class="picture" aria-labelledby="picture-name" onClose={closePicture}>
      {picture && (
        <>
          <div class="line">
            <h2 id="picture-name">{picture.path}</h2>
            <button type="button" onClick={closePicture}>
              Close
            </button>
          </div>
          <p>{picture.caption}</p>
          <div class="pair">
            <OriginalPicture directory={picture.directory} path={picture.path} />
            {picture.prepared && <PreparedFigure image={picture.prepared} name={picture.path} />}
          </div>
        </>
      )}
    </dialog>
  );
}
