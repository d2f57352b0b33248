// whenAtRest tells when nothing was drawn below an element for so many
// milliseconds, each time anew after something was. It gives the way to stop.
export function whenAtRest(root: Element, calm: number, told: () => void): () => void {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(told, calm);
  };
  const changes = new MutationObserver(wait);
  changes.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ['aria-busy'] });
  wait();
  return () => {
    clearTimeout(timer);
    changes.disconnect();
  };
}
