import { createRandom } from '../../demo/sample/random.ts';
import { drawScene } from './scene.ts';

/** The kinds of pictures that are made where no folder is given. */
export type PictureKind = 'photograph' | 'large' | 'small';

const SIZES: Readonly<Record<PictureKind, readonly (readonly [width: number, height: number])[]>> = {
  // The usual proportions of photographs on the web, as ImageNet has them: 500 pixels on the longer side.
  photograph: [
    [500, 375],
    [375, 500],
    [500, 333],
    [500, 375],
  ],
  large: [[4000, 3000]],
  small: [[64, 48]],
};

/** Makes a JPEG file of quality 90, the same one each time for an index, in base64. */
export async function drawPicture(kind: PictureKind, index: number): Promise<string> {
  const random = createRandom(index);
  const canvas = drawScene(random, random.pick(SIZES[kind]));
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}
