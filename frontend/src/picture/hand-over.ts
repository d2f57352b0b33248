import { whenAtRest } from './at-rest';

// How long a page without rows must be at rest to count as drawn, in ms.
const calm = 250;

// How long it is waited for the screen, in ms: a window that nobody sees is not
// painted at all.
const patience = 200;

// painted waits until what stands in the page is on the screen.
export const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, patience);
  });

// handOver takes the picture away when the page below shows rows, or has come to
// rest without any; also when somebody does something, which is meant for the
// page.
export function handOver(picture: Element, root: Element): void {
  const doing = ['pointerdown', 'keydown', 'wheel'];
  const gone = () => {
    stop();
    rows.disconnect();
    for (const one of doing) window.removeEventListener(one, gone, true);
    picture.remove();
  };
  const stop = whenAtRest(root, calm, () => {
    if (!root.querySelector('[aria-busy=true]')) gone();
  });
  const rows = new MutationObserver(() => {
    if (root.querySelector('.ag-row [data-line]')) gone();
  });
  rows.observe(root, { childList: true, subtree: true });
  for (const one of doing) window.addEventListener(one, gone, true);
}
