import { announce } from '../messages/messages.ts';
import { isReady } from '../work.ts';

/** Takes whatever is dropped on the page, once it can be used; styles see `data-dragging` on the body while something hovers. */
export function acceptDrops(onDrop: (drop: DataTransfer) => void): void {
  addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.dataset.dragging = '';
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) delete document.body.dataset.dragging;
  });
  addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    delete document.body.dataset.dragging;
    if (isReady.value) onDrop(event.dataTransfer!);
    else announce('tfjs is not loaded yet. Drop it again in a moment, or reload the page.');
  });
}

/** Text and links may be dragged about too. */
function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
