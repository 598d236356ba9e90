import {
  imgToArray,
  isImageDatasetError,
  loadImg,
  PixelImage,
  type SaveTarget,
  saveImg,
} from '../../../../src/index.ts';

/** What tests use beside the page itself. */
interface ImagePage {
  /** The picture that is shown. */
  picture: PixelImage | undefined;
  readonly imgToArray: typeof imgToArray;
  readonly saveImg: typeof saveImg;
}

declare global {
  interface Window {
    imagePage: ImagePage;
  }
}

const page: ImagePage = { picture: undefined, imgToArray, saveImg };

function element<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

async function load(file: File): Promise<string> {
  show(await loadImg(file));
  return `Loaded ${file.name}`;
}

async function save(target: Promise<SaveTarget>): Promise<string> {
  const { format, warnings } = await saveImg(await target, page.picture!);
  return ['Saved as', format.toUpperCase(), ...warnings].join(' ');
}

function show(picture: PixelImage): void {
  page.picture = picture;
  const { mode, width, height } = picture;
  const view = element<HTMLCanvasElement>('view');
  [view.width, view.height] = [width, height];
  view.getContext('2d')!.putImageData(picture.toImageData(), 0, 0);
  element('description').textContent = `${width} × ${height}, ${mode}`;
  for (const id of ['invert', 'download']) enable(id);
  if ('showSaveFilePicker' in window) enable('save-file');
  if ('showDirectoryPicker' in window) enable('save-in-folder');
}

function enable(id: string): void {
  element<HTMLButtonElement>(id).disabled = false;
}

function inverted({ mode, width, height, data }: PixelImage): PixelImage {
  const hasAlpha = mode === 'RGBA';
  const values = Uint8Array.from(data, (value, at) => (hasAlpha && at % 4 === 3 ? value : 255 - value));
  return new PixelImage(mode, width, height, values);
}

/** Says what came of it, or what went wrong. */
async function report(work: Promise<string>): Promise<void> {
  const status = element('status');
  status.textContent = '…';
  try {
    status.textContent = await work;
  } catch (error) {
    status.textContent = isImageDatasetError(error) ? `${error.tag}: ${error.message}` : String(error);
  }
}

function saveOn(id: string, choose: (name: string) => Promise<SaveTarget>): void {
  element(id).addEventListener('click', () => void report(save(choose(element<HTMLInputElement>('name').value))));
}

const input = element<HTMLInputElement>('load');
input.addEventListener('change', () => {
  const [file] = input.files!;
  if (file) void report(load(file));
});
element('invert').addEventListener('click', () => show(inverted(page.picture!)));
saveOn('download', async (name) => name);
saveOn('save-file', (suggestedName) => showSaveFilePicker({ suggestedName }));
saveOn('save-in-folder', async (name) => ({ directory: await showDirectoryPicker({ mode: 'readwrite' }), name }));
window.imagePage = page;
input.disabled = false;
