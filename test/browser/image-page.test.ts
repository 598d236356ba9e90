import { expect, onTestFinished, test, vi } from 'vitest';
import { decodePng } from '../../workers/png-decoder.ts';
import { goldenDirectory } from './golden-pictures.ts';

type PageWindow = Window & typeof globalThis;

/** The page of `test/e2e`, as a browser shows it that has no pickers of files: Firefox, and Safari. */
async function openPage(): Promise<PageWindow> {
  const frame = document.createElement('iframe');
  frame.src = '/test/e2e/pages/image/index.html';
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  await new Promise((resolve) => frame.addEventListener('load', resolve));
  const view = frame.contentWindow as PageWindow;
  for (const name of ['showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(view, name);
  return view;
}

/** Chooses a file in the page's input, as a user would. */
function choose(view: PageWindow, file: File): void {
  const input = view.document.querySelector<HTMLInputElement>('#load')!;
  const transfer = new view.DataTransfer();
  transfer.items.add(new view.File([file], file.name));
  input.files = transfer.files;
  input.dispatchEvent(new view.Event('change'));
}

test('without pickers a picture is loaded, shown, changed, and saved as a download', async () => {
  const path = 'png/rgb-portrait.png';
  const file = await (await goldenDirectory([path])).open(path);
  const { data, width, height } = decodePng(new Uint8Array(await file.arrayBuffer()), 3);
  const view = await openPage();
  const button = (id: string): HTMLButtonElement => view.document.querySelector(`#${id}`)!;

  choose(view, file);
  const description = view.document.querySelector('#description')!;
  await expect.poll(() => description.textContent).toBe(`${width} × ${height}, RGB`);
  expect(['save-file', 'save-in-folder', 'download'].map((id) => button(id).disabled)).toEqual([true, true, false]);

  button('invert').click();
  const downloads: HTMLAnchorElement[] = [];
  vi.spyOn(view.HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push(this);
  });
  button('download').click();
  await expect.poll(() => downloads.map(({ download }) => download)).toEqual(['picture.png']);
  const saved = new Uint8Array(await (await view.fetch(downloads[0]!.href)).arrayBuffer());
  expect([...decodePng(saved, 3).data]).toEqual([...data.map((value) => 255 - value)]);
});
