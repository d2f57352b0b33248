import type { Picture } from '../api/types';
import { stylesOf } from './styles';

// What comes and goes by itself, and what goes by the time of day: at the next
// start it may not be so.
const passing = '[data-passing]';
const fleeting = '[data-fleeting]';
// How the table shows where the mouse and the keyboard are.
const pointing = ['ag-row-hover', 'ag-column-hover', 'ag-cell-focus', 'ag-row-focus'];

// inSight gives a copy of what is seen of an element.
function inSight(root: Element): Element {
  const copy = root.cloneNode(true) as Element;
  const rows = copy.querySelectorAll('[role=row]');
  for (const [index, row] of root.querySelectorAll('[role=row]').entries()) {
    if (row.getBoundingClientRect().top > window.innerHeight) rows[index]?.remove();
  }
  for (const one of copy.querySelectorAll(passing)) one.replaceChildren();
  for (const one of copy.querySelectorAll<HTMLElement>(fleeting)) one.style.visibility = 'hidden';
  for (const name of pointing) for (const one of copy.querySelectorAll(`.${name}`)) one.classList.remove(name);
  return copy;
}

// onlyFrame leaves of a page what it is called, and all that stands around it.
function onlyFrame(copy: Element) {
  const show = (one: HTMLElement | null | undefined, visibility: string) =>
    one?.style.setProperty('visibility', visibility);
  const page = copy.querySelector<HTMLElement>('main');
  show(page, 'hidden');
  show(page?.querySelector<HTMLElement>('h1'), 'visible');
}

// asRules takes the styles that stand in elements out of a copy and gives them as
// rules, which count as much: a page is not allowed styles in its elements.
function asRules(copy: Element): string {
  const known = new Map<string, number>();
  for (const one of copy.querySelectorAll('[style]')) {
    const said = one.getAttribute('style') ?? '';
    one.removeAttribute('style');
    if (!known.has(said)) known.set(said, known.size);
    one.setAttribute('data-drawn', `${known.get(said)}`);
  }
  return [...known].map(([said, n]) => `[data-drawn="${n}"]:not(#a#b){${said}}`).join('\n');
}

// takePicture gives the page as it stands, or only its frame.
export function takePicture(stamp: string, root: Element, whole: boolean): Picture {
  const copy = inSight(root);
  if (!whole) onlyFrame(copy);
  const drawn = asRules(copy);
  const seen = copy.innerHTML;
  return {
    stamp,
    root: Object.fromEntries([...document.documentElement.attributes].map(({ name, value }) => [name, value])),
    title: document.title,
    html: `<style>:host{all:initial}#all{height:100%}${stylesOf(root, seen + drawn)}\n${drawn}</style><div id="all">${seen}</div>`,
  };
}
