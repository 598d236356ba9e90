import { answerFiles } from './answer-files.ts';

/** `createImageBitmap`, read back through a `VideoFrame`: on software canvases faster than `getImageData`. */
answerFiles(async (file) => {
  const bitmap = await createImageBitmap(file);
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  const samples = new Uint8Array(bitmap.width * bitmap.height * 4);
  await frame.copyTo(samples, { format: 'RGBX' });
  frame.close();
  bitmap.close();
});
