interface Leaving {
  cancelable: boolean;
  destination: { url: string };
  preventDefault(): void;
}

const leads = (event: Event) => event.target instanceof Element && event.target.closest('a[href], area[href]') !== null;
const isField = (event: Event) => event.target instanceof Element && event.target.matches('input, textarea');

// stayHere keeps the window on its own page, whatever is dropped on it or followed
// in it: pages for administrators open in the browser, by the program.
export function stayHere() {
  for (const kind of ['dragover', 'drop'])
    window.addEventListener(kind, (event) => (isField(event) ? undefined : event.preventDefault()));
  for (const kind of ['click', 'auxclick'])
    window.addEventListener(kind, (event) => (leads(event) ? event.preventDefault() : undefined), { capture: true });
  window.open = () => null;
  // Not every browser that draws windows tells of this.
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const leaving = event as unknown as Leaving;
    if (leaving.cancelable && new URL(leaving.destination.url).origin !== window.location.origin)
      leaving.preventDefault();
  });
}
